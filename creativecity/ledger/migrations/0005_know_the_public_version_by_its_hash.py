from django.db import migrations, models

OF_THE_VERSION = """
UPDATE ledger_head SET public_hash = COALESCE(
    (SELECT hash FROM ledger_logentry WHERE sequence = public_sequence), ''
)
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_find_the_entries_of_a_day")]

    operations = [
        migrations.AddField(
            model_name="head",
            name="public_hash",
            field=models.CharField(blank=True, max_length=64),
            preserve_default=False,
        ),
        migrations.RunSQL(OF_THE_VERSION, migrations.RunSQL.noop),
    ]
