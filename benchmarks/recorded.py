"""What an installation holds of the readings that were sent to it.

Run by `benchmarks.writers` within `manage.py shell`; told as JSON.
"""

import json

from django.db.models import Max

from cities.models import Reading
from creativecity.ledger.models import Head, LogEntry


def tell():
    """The note of each reading that stands at its own place in the chain; how many
    entries the ledger has, and how far it counts.
    """
    places = dict(
        LogEntry.objects.filter(subject="cities.reading", verb="record").values_list(
            "sequence", "subject_id"
        )
    )
    readings = Reading.objects.values_list("sequence", "pk", "note")
    told = {
        "notes": [note for place, pk, note in readings if places.get(place) == str(pk)],
        "entries": LogEntry.objects.count(),
        "last": LogEntry.objects.aggregate(last=Max("sequence"))["last"],
        "head": Head.objects.get(pk=1).sequence,
    }
    print(json.dumps(told))
