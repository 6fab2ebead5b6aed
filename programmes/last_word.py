"""When the ledger was last told something about a city, and by whose office.

No person is named: an account's agency is, or the city whose officer it was.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import Agency, City
from creativecity.ledger.models import Head, LogEntry


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
        _office(entry, city),
        entry.version,
        entry.is_sample,
        entry.is_sample_anywhere,
    )


def _entries(city):
    language = "en" if get_language() == "en" else "th"
    agencies = Agency.objects.filter(staff=OuterRef("by")).order_by("code")
    officers = City.objects.filter(pk=city.pk, officers=OuterRef("by"))
    heads = Head.objects.values("public_sequence")
    return LogEntry.objects.filter(about=city.key(), is_public=True).annotate(
        agency=Subquery(agencies.values(f"short_{language}")[:1]),
        is_officer=Exists(officers),
        version=Subquery(heads[:1]),
        is_sample_anywhere=Exists(LogEntry.objects.filter(is_sample=True)),
    )


def _office(entry, city):
    if entry.agency:
        return entry.agency
    if entry.is_officer:
        return _("the city of %(city)s") % {"city": city.name}
    if entry.by_id is None:
        return ""
    return _("the programme's secretary")
