"""Why this number? The rule of readiness worked out with one city's own inputs."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from . import scoring


@dataclass(frozen=True)
class Working:
    """A readiness beside the sums that it is worked out from, as whole as they are."""

    code: str
    name: str
    readiness: object
    earned: int | Decimal
    possible: int | Decimal
    unread: int | Decimal
    read: int | Decimal


@dataclass(frozen=True)
class Why:
    """The workings of a city and of each dimension, and the indicators left out."""

    whole: Working
    dimensions: tuple[Working, ...]
    is_weighted: bool
    unread: tuple
    not_applicable: tuple
    reported: tuple
    carried: tuple


def why(progress):
    """The rule opened for one city's Progress."""
    cells = progress.cells
    left_out = [cell for cell in cells if cell.counted() is None]
    counted = [cell for cell in cells if cell.counted()]
    return Why(
        whole=_working("", "", progress.readiness, cells),
        dimensions=tuple(
            _working(dimension.code, dimension.name, readiness, own)
            for dimension, readiness, own in progress.dimensions
        ),
        is_weighted=any(cell.indicator.weight != 1 for cell in cells),
        unread=tuple(left_out),
        not_applicable=tuple(c for c in counted if c.counted().is_not_applicable()),
        reported=tuple(cell for cell in cells if cell.is_reported()),
        carried=tuple(cell for cell in counted if not cell.verified),
    )


def _working(code, name, readiness, cells):
    sums = scoring.sums([cell.standing() for cell in cells])
    return Working(
        code=code,
        name=name,
        readiness=readiness,
        earned=_plain(sums.earned),
        possible=_plain(sums.possible),
        unread=_plain(sums.unread),
        read=_plain(sums.read),
    )


def _plain(share: Fraction) -> int | Decimal:
    """A sum of levels as one writes it: weights have three decimals at most."""
    if share.denominator == 1:
        return share.numerator
    return (Decimal(share.numerator) / share.denominator).normalize()
