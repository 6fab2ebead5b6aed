"""How far a figure came from its baseline to its target: arithmetic alone.

The share is that of the way from baseline to target, (actual - baseline) / (target -
baseline), as issue 4 asks. Actual / target would call a city that did not move at all
80 per cent done. With "lower is better" the three are mirrored, so that a target below
its baseline is as good as any. A target that is no better than its baseline asks to
keep what there is: then there is no way to go, and no share of it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

LOWER = "lower"


class State(StrEnum):
    EXCEEDED = "exceeded"
    MET = "met"
    ON_THE_WAY = "on-the-way"
    UNCHANGED = "unchanged"
    GONE_BACK = "gone-back"
    KEPT = "kept"
    NOT_KEPT = "not-kept"
    NOT_ENOUGH_DATA = "not-enough-data"


@dataclass(frozen=True)
class Achievement:
    """`share` is in whole per cent: below 0 if the figure went back, above 100 if it
    went past its target; None where there is no way to go or something is missing.

    `missing` names what is: any of baseline, target, actual.
    """

    state: State
    share: Decimal | None = None
    missing: tuple[str, ...] = ()


def achieve(
    better: str,
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    actual: Decimal | None,
) -> Achievement:
    """Compare three finite figures of one unit; `better` is "higher" or "lower".

    The share is rounded down, so that 100 always means that the target is met.
    """
    given = {"baseline": baseline, "target": target, "actual": actual}
    if missing := tuple(name for name, value in given.items() if value is None):
        return Achievement(State.NOT_ENOUGH_DATA, missing=missing)
    sign = -1 if better == LOWER else 1
    start, aim, now = (sign * Fraction(value) for value in given.values())
    if aim <= start:
        return Achievement(State.KEPT if now >= aim else State.NOT_KEPT)
    share = Decimal(floor((now - start) * 100 / (aim - start)))
    return Achievement(_state(start, aim, now), share)


def _state(start: Fraction, aim: Fraction, now: Fraction) -> State:
    """Where `now` stands, larger being better."""
    if now >= aim:
        return State.MET if now == aim else State.EXCEEDED
    if now > start:
        return State.ON_THE_WAY
    return State.UNCHANGED if now == start else State.GONE_BACK
