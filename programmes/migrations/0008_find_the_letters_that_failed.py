from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_tell_files_by_their_last_word")]

    operations = [
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(failed_at__isnull=False),
                fields=["failed_at"],
                name="letter_failed",
            ),
        ),
    ]
