"""When the ledger was last told something about a thing, and by whose office.

No person is named: an account's office is (offices.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.models import Head, LogEntry

from .models import City
from .offices import offices_of

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
    entry = _with_city(entries.filter(is_public=True)).order_by("-sequence").first()
    if entry is None:
        return None
    return LastWord(
        entry.at,
        offices_of([entry]).words(entry, _city(entry)),
        entry.version,
        entry.is_sample,
        entry.is_sample_anywhere,
    )


def _with_city(entries):
    key = Concat(Value(ANY_CITY), "slug", output_field=CharField())
    city = City.objects.annotate(key=key).filter(key=OuterRef("about"))
    heads = Head.objects.values("public_sequence")
    return entries.annotate(
        city=Subquery(city.values("pk")[:1]),
        city_th=Subquery(city.values("name_th")[:1]),
        city_en=Subquery(city.values("name_en")[:1]),
        version=Subquery(heads[:1]),
        is_sample_anywhere=Exists(LogEntry.objects.filter(is_sample=True)),
    )


def _city(entry):
    """The city that it is about, of which the name alone is known; None for others."""
    if entry.city is None:
        return None
    return City(pk=entry.city, name_th=entry.city_th, name_en=entry.city_en)
