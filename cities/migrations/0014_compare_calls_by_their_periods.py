from django.db import migrations, models
from django.db.models import F, Q

WORDS = "The second day lies before the first."
PERIODS = ["month", "year", "fiscal-year"]


def in_order(first, second, precision, name):
    """A day known to its period alone is kept as the last day of it."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{second}__isnull": True})
        | Q(**{f"{first}__lte": F(second)})
        | Q(**{f"{precision}__in": PERIODS}),
        name=name,
        violation_error_message=WORDS,
    )


class Migration(migrations.Migration):
    dependencies = [("cities", "0013_add_outcomes")]

    operations = [
        migrations.RemoveConstraint("call", "call_opens_before_deadline"),
        migrations.RemoveConstraint("call", "call_deadline_before_result"),
        migrations.AddConstraint(
            "call",
            in_order(
                "opened_on",
                "deadline_on",
                "opened_precision",
                "call_opens_before_deadline",
            ),
        ),
        migrations.AddConstraint(
            "call",
            in_order(
                "deadline_on",
                "announced_on",
                "deadline_precision",
                "call_deadline_before_result",
            ),
        ),
    ]
