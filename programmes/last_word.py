"""When the ledger was last told something about a city, and by whose office.

No person is named: an account's office is (offices.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Subquery

from cities.models import City
from creativecity.ledger.models import Head, LogEntry

from .offices import offices_of


@dataclass(frozen=True)
class LastWord:
    """`by` is empty where no account wrote it: what the portal loaded from its sources.

    `version` is the public version of the whole ledger, at which the page stands;
    `is_sample_anywhere` says whether any row of it was made up for trying out.
    """

    at: datetime
    by: str
    version: int
    is_sample: bool
    is_sample_anywhere: bool


def last_word(city: City) -> LastWord | None:
    """The newest entry that could change the city's page; None where there is none."""
    entry = _entries(city).order_by("-sequence").first()
    if entry is None:
        return None
    return LastWord(
        entry.at,
        offices_of([entry]).words(entry, city),
        entry.version,
        entry.is_sample,
        entry.is_sample_anywhere,
    )


def _entries(city):
    heads = Head.objects.values("public_sequence")
    return LogEntry.objects.filter(about=city.key(), is_public=True).annotate(
        version=Subquery(heads[:1]),
        is_sample_anywhere=Exists(LogEntry.objects.filter(is_sample=True)),
    )
