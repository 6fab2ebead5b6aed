"""The sources behind what a page tells, in the order of their codes."""

from collections.abc import Iterable

from creativecity.ledger.remembered import by_version

from .models import Source


def cited(rows: Iterable) -> list[Source]:
    """Those that a reader can look up; all of them are read, once a version."""
    codes = {code for row in rows for code in row.source_codes}
    return [source for source in _published() if source.code in codes]


@by_version
def _published():
    return list(Source.objects.published())
