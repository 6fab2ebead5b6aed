from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_add_account_invitations_and_privacy_requests")]

    operations = [
        migrations.AddField(
            model_name="rendering",
            name="last_word",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
    ]
