from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cities", "0019_find_what_was_returned")]

    operations = [
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                fields=["city", "indicator", "-sequence"], name="reading_last_said"
            ),
        ),
    ]
