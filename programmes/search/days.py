"""What was said of a day to come, once that day has come: no new entry tells of it."""

from django.apps import apps

from creativecity.ledger.models import LogEntry

DAY = "effective_on"


def told_of_days(subjects, one, other):
    """(subject, about) of what rows of these kinds say that holds on one of two days,
    and not on the other.
    """
    after, until = sorted((one, other))
    found = set()
    for label in subjects:
        model = apps.get_model(label)
        if DAY in {field.name for field in model._meta.fields}:
            rows = model.objects.filter(effective_on__gt=after, effective_on__lte=until)
            entries = LogEntry.objects.filter(
                subject=label, sequence__in=rows.order_by().values("sequence")
            )
            found |= set(entries.order_by().values_list("subject", "about").distinct())
    return found
