"""Which readings wait for a verdict, remembered until the ledger moves.

To tell, the last word of each city on each indicator is looked at: of 500 cities those
are 18,500. So all are looked at once a day, and then only the cities of what was
recorded, judged or withdrawn since. It is the rule of the kept pages: what was read at
a point of the ledger is true as long as the ledger ends there.

Within a transaction nothing is remembered: what it wrote may yet be taken back.
"""

from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple

from django.db import connections, router

from creativecity.ledger.models import Head, LogEntry, Withdrawal

from .models import City, Reading, Verification

#: Of more cities that moved all are looked at, which costs less than one by one.
FEW = 20


class Waiting(NamedTuple):
    """A reading that waits; `city` and `recorded_by` are keys."""

    city: int
    pk: int
    sequence: int
    recorded_by: int | None
    recorded_at: datetime


@dataclass(frozen=True)
class _Known:
    """What waited on a day, by city, when the ledger ended with this entry."""

    on: date
    sequence: int
    hash: str
    rows: dict[int, list[Waiting]]


_lock = Lock()
_known: dict[str, _Known] = {}


def waiting_for(user, on: date) -> list[Waiting]:
    """Those that `user` may judge, as Reading.objects.awaiting_verdict_of has them;
    the one that was recorded first comes first.
    """
    own = set(City.objects.editable_by(user).values_list("pk", flat=True))
    found = (
        row
        for city, rows in _by_city(on).items()
        if city not in own
        for row in rows
        if row.recorded_by != user.pk
    )
    return sorted(found, key=lambda row: row.sequence)


def _by_city(on):
    database = router.db_for_read(Reading)
    if connections[database].in_atomic_block:
        return _look(on)
    sequence, hashed = _end()
    with _lock:
        known = _known.get(database)
        if known and (known.on, known.sequence, known.hash) == (on, sequence, hashed):
            return known.rows
        rows = _look_again(known, on, sequence)
        _known[database] = _Known(on, sequence, hashed, rows)
    return rows


def _end():
    return Head.objects.values_list("sequence", "hash").first() or (0, "")


def _look_again(known, on, sequence):
    """What waits now, from what waited then."""
    if known is None or known.on != on or not _leads_on(known, sequence):
        return _look(on)
    moved = _moved_since(known.sequence)
    if len(moved) > FEW:
        return _look(on)
    rows = {city: rows for city, rows in known.rows.items() if city not in moved}
    for city in City.objects.filter(pk__in=moved):
        rows |= _look(on, city)
    return rows


def _leads_on(known, sequence):
    """Whether the ledger of now is that of then, and longer: none put in its place."""
    entries = LogEntry.objects.filter(sequence=known.sequence, hash=known.hash)
    return sequence > known.sequence and entries.exists()


def _moved_since(sequence) -> set[int]:
    """The keys of the cities of which something was recorded, judged or withdrawn."""
    readings = Reading.objects.filter(sequence__gt=sequence)
    verdicts = Verification.objects.filter(sequence__gt=sequence)
    gone = Withdrawal.objects.filter(sequence__gt=sequence).values("withdrawn")
    of_readings = readings | Reading.objects.filter(sequence__in=gone)
    of_verdicts = verdicts | Verification.objects.filter(sequence__in=gone)
    return {
        *of_readings.order_by().values_list("city", flat=True).distinct(),
        *of_verdicts.order_by().values_list("reading__city", flat=True).distinct(),
    }


def _look(on, city=None):
    """City's key to what waits of it, of all cities or of one."""
    found = {}
    waiting = Reading.objects.awaiting_verdict(on, city=city)
    for row in waiting.order_by().values_list(*Waiting._fields):
        found.setdefault(row[0], []).append(Waiting(*row))
    return found


def forget():
    """Of another database the same end may say other things: for tests."""
    with _lock:
        _known.clear()
