from django.db import migrations, models

import cities.models.call

SEVEN = [
    "crafts-folk-art",
    "design",
    "film",
    "gastronomy",
    "literature",
    "media-arts",
    "music",
]
KNOWN = {7: SEVEN, 8: [*SEVEN, "architecture"]}


def name_the_fields(apps, schema_editor):
    """A number of fields says which they were: architecture came as the eighth."""
    for call in apps.get_model("cities", "Call").objects.exclude(field_count=None):
        call.field_codes = KNOWN.get(call.field_count, [])
        call.save()


def count_the_fields(apps, schema_editor):
    for call in apps.get_model("cities", "Call").objects.all():
        call.field_count = len(call.field_codes) or None
        call.save()


class Migration(migrations.Migration):
    dependencies = [("cities", "0007_drop_is_public")]

    operations = [
        migrations.AddField(
            "call",
            "field_codes",
            cities.models.call.FieldCodesField(
                blank=True, default=list, verbose_name="creative fields open"
            ),
        ),
        migrations.RunPython(name_the_fields, count_the_fields),
        migrations.RemoveField("call", "field_count"),
        migrations.AddField(
            "call",
            "max_cities",
            models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="cities that a country may submit",
            ),
        ),
        migrations.AddField(
            "call",
            "max_megabytes",
            models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="largest submission in megabytes",
            ),
        ),
    ]
