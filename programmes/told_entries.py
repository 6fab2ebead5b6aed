"""Which entries of the ledger the public is told of, as of a day."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from cities.models import City
from creativecity.ledger.models import LogEntry, Withdrawal

from .change_sources import SOURCES
from .models import Article

WITHDRAWAL = Withdrawal._meta.label_lower


def told_entries(
    on: date, *, city: City | None = None, kinds: Iterable[str] | None = None
) -> QuerySet[LogEntry]:
    """The entries that the public is told of on a day, newest first."""
    sources = [each for each in SOURCES if kinds is None or each.kind in kinds]
    told = _any_of(each.entries(on) for each in sources if not each.only_taken_back)
    withdrawable = _any_of(e.entries(on) for e in sources if e.can_be_withdrawn())
    told |= _taken_back(withdrawable)
    entries = LogEntry.objects.filter(told if kinds else _walked(told))
    if city is not None:
        entries = entries.filter(Q(about=city.key()) | _of_articles(city))
    return entries.order_by("-sequence")


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=()))


def _walked(told: Q) -> Case:
    """The same condition as one that no index answers.

    Of all kinds most entries are told, so the shortest way is down the ledger until the
    page is full; a database that gathers each kind by its index would read them all.
    """
    return Case(When(told, then=True), default=False, output_field=BooleanField())


def _taken_back(told: Q) -> Q:
    """Withdrawals, by accounts, of what had been told."""
    behind = LogEntry.objects.filter(told, sequence=OuterRef("withdrawn"))
    rows = Withdrawal.objects.filter(Exists(behind), sequence=OuterRef("sequence"))
    return Q(Exists(rows), subject=WITHDRAWAL, is_public=True, by__isnull=False)


def _of_articles(city: City) -> Q:
    articles = Article.objects.published().filter(cities=city)
    keys = [str(pk) for pk in articles.values_list("pk", flat=True)]
    return Q(subject=Article._meta.label_lower, subject_id__in=keys)
