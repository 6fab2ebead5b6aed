from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0006_publish_what_was_public'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='evidence',
            name='is_public',
        ),
    ]
