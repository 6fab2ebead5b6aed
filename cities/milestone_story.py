"""All that was ever said of a milestone, withdrawn or not, by whom and when."""

from dataclasses import dataclass

from creativecity.ledger.models import Withdrawal

from .models import (
    Completion,
    Forecast,
    ReforecastRequest,
    Retirement,
    Ruling,
    StatedView,
)


@dataclass(frozen=True)
class Told:
    """A row and, where it was taken back, the withdrawal; `kind` names the words."""

    kind: str
    row: object
    withdrawal: Withdrawal | None


def story(milestone):
    """Newest first; the same few queries however much was said."""
    rows = [row for found in _found(milestone) for row in found]
    sequences = [row.sequence for row in rows]
    withdrawals = Withdrawal.objects.filter(withdrawn__in=sequences)
    withdrawn = {w.withdrawn: w for w in withdrawals.select_related("recorded_by")}
    told = [Told(_kind(row), row, withdrawn.get(row.sequence)) for row in rows]
    return sorted(told, key=lambda each: -each.row.sequence)


def _found(milestone):
    for model in (Forecast, ReforecastRequest, Completion, Retirement, StatedView):
        rows = model.objects.filter(milestone=milestone)
        yield rows.select_related("recorded_by")
    rulings = Ruling.objects.filter(request__milestone=milestone)
    yield rulings.select_related("recorded_by", "request")


def _kind(row):
    if isinstance(row, Forecast):
        return "baseline" if row.is_baseline() else "forecast"
    return row._meta.model_name
