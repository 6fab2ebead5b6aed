"""The date of a milestone that stood when something else was said of it."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery

from cities.models import Forecast
from creativecity.ledger.models import Withdrawal


def with_date_before(rows):
    """Give each row `before`: the date of its milestone that stood until it was said.

    None for a baseline. One query, whatever the number of rows.
    """
    gone = Withdrawal.objects.filter(withdrawn=OuterRef("sequence")).values("sequence")
    said = Forecast.objects.filter(milestone__in={row.milestone_id for row in rows})
    dates = defaultdict(list)
    for each in said.annotate(gone=Subquery(gone[:1])).order_by("sequence"):
        dates[each.milestone_id].append(each)
    for row in rows:
        stood = [d for d in dates[row.milestone_id] if _stood(d, row.sequence)]
        row.before = stood[-1].due() if stood else None
    return rows


def _stood(dated, sequence):
    is_gone = dated.gone is not None and dated.gone < sequence
    return dated.sequence < sequence and not is_gone
