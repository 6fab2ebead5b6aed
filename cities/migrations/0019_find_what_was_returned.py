from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cities", "0018_retire_experts")]

    operations = [
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(
                fields=["verdict", "reading"], name="verification_verdict"
            ),
        ),
    ]
