"""The measures that a database without any begins with; not a part of the file."""

from cities.default_measures import default_measures
from cities.models import Measure
from creativecity.ledger import verbs


def measures(loader):
    if not Measure.objects.exists():
        for values in default_measures():
            loader.added += 1
            verbs.create(Measure(**values), by=None, verb="load")
