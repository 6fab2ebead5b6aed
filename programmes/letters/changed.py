"""What changed in public in the cities and reviews that a user follows."""

from datetime import date, datetime
from functools import reduce
from operator import or_

from creativecity.ledger.models import LogEntry

from ..change_sources.source import Kind
from ..public_changes import PublicChange, tell
from ..told_entries import told_entries
from .followed import Followed

#: So many changes are told at most; a week of a busy programme has a few dozen.
MOST = 200
#: What a review brings: the decisions and amendments of its year, its report.
OF_REVIEWS = (Kind.DECISION, Kind.REPORT)


def changed_since(
    followed: Followed, since: datetime, on: date, *, but_by=None
) -> list[PublicChange]:
    """At most MOST changes after a moment, newest first; none of what `but_by` did."""
    if followed.is_empty():
        return []
    entries = _entries(followed, on).filter(sequence__gt=_point(since))
    if but_by:
        entries = entries.exclude(by=but_by)
    found = tell(entries.order_by("-sequence")[:MOST])
    windows = [review.window() for review in followed.reviews]
    return [row for row in found if _is_followed(row, followed, windows)]


def _entries(followed, on):
    if followed.is_all:
        return told_entries(on)
    cities = (*followed.own, *followed.chosen)
    parts = [told_entries(on, city=city) for city in cities]
    if followed.reviews:
        parts.append(told_entries(on, kinds=OF_REVIEWS))
    return reduce(or_, parts)


def _point(moment) -> int:
    """The ledger's point at a moment: found from its end, not by reading all of it."""
    before = LogEntry.objects.filter(at__lte=moment).order_by("-sequence")
    return before.values_list("sequence", flat=True).first() or 0


def _is_followed(change, followed, windows):
    """Of what reviews bring, whether it belongs to the year of one that is followed."""
    if followed.is_all or change.kind not in OF_REVIEWS:
        return True
    pages = [review.get_absolute_url() for review in followed.reviews]
    if change.kind == Kind.REPORT:
        return any(change.path.startswith(page) for page in pages)
    day = change.spoken_on.day
    return any(window.first_day <= day <= window.last_day for window in windows)
