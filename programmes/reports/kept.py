"""The draft of a yearly report, kept while nothing changes: people look at it often.

What it says follows from the agreement, the year, the ledger, the day and this release
alone, since every write moves the ledger's end; the chain's hash stands for all of it.
"""

from creativecity.ledger.digest import sha256
from creativecity.ledger.models import Head
from creativecity.public_page import release
from creativecity.spared import kept
from creativecity.thai_calendar import today

from .annual import annual_report

SECONDS = 60 * 60


def draft_report(programme, year):
    """As annual_report() as known now."""
    point, end = Head.objects.values_list("sequence", "hash").get(pk=1)
    parts = (programme.slug, str(year), end, today().isoformat(), release())
    key = f"draft-{sha256(' '.join(parts))}"
    return kept(key, lambda: annual_report(programme, year, point), SECONDS)
