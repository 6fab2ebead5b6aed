"""When the ledger was last told something about a thing, and by whose office.

No person is named: an account's agency is, or the city whose officer it was.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.models import Head, LogEntry

from .models import Agency, City

#: What the keys of all cities begin with.
ANY_CITY = City.key_of("")


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


def last_word(key: str) -> LastWord | None:
    """The newest public entry about the thing of a key; None where there is none."""
    return _of(LogEntry.objects.filter(about=key))


def last_word_on_cities() -> LastWord | None:
    """The newest public entry about any city."""
    return _of(LogEntry.objects.filter(about__startswith=ANY_CITY))


def told_by(word: LastWord | None) -> dict:
    """What a page says of it, and whether anything in the ledger was made up."""
    is_sample = word.is_sample_anywhere if word else holds_sample_data()
    return {"last_word": word, "is_sample": is_sample}


def _of(entries):
    entry = _with_offices(entries.filter(is_public=True)).order_by("-sequence").first()
    if entry is None:
        return None
    return LastWord(
        entry.at,
        _office(entry),
        entry.version,
        entry.is_sample,
        entry.is_sample_anywhere,
    )


def _with_offices(entries):
    language = "en" if get_language() == "en" else "th"
    agencies = Agency.objects.filter(staff=OuterRef("by")).order_by("code")
    key = Concat(Value(ANY_CITY), "slug", output_field=CharField())
    cities = City.objects.annotate(key=key)
    own = cities.filter(key=OuterRef("about"), officers=OuterRef("by"))
    heads = Head.objects.values("public_sequence")
    return entries.annotate(
        agency=Subquery(agencies.values(f"short_{language}")[:1]),
        city=Subquery(own.values(f"name_{language}")[:1]),
        version=Subquery(heads[:1]),
        is_sample_anywhere=Exists(LogEntry.objects.filter(is_sample=True)),
    )


def _office(entry):
    if entry.agency:
        return entry.agency
    if entry.city:
        return _("the city of %(city)s") % {"city": entry.city}
    if entry.by_id is None:
        return ""
    return _("the programme's secretary")
