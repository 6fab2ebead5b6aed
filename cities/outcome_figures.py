"""Figures as people type and read them: "1,234.5", Thai digits, and nothing guessed."""

import re
from decimal import Decimal

from creativecity.thai_text import search_key

WHOLE_DIGITS = 14

_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_FIGURE = re.compile(
    rf"(?P<sign>[{_MINUS}]?)(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.(?P<rest>\d+))?",
    re.ASCII,
)


def parse_figure(text: str) -> Decimal | None:
    """The number that `text` writes, without idle noughts; None if it writes none.

    Commas part thousands or are left out: "1,23" is not guessed at. Thai digits and a
    minus of any length are understood; more than WHOLE_DIGITS digits before the point
    are none of ours.
    """
    match = _FIGURE.fullmatch(search_key(text))
    if match is None:
        return None
    whole = match["whole"].replace(",", "").lstrip("0")
    rest = (match["rest"] or "").rstrip("0")
    if len(whole) > WHOLE_DIGITS:
        return None
    sign = "-" if match["sign"] and (whole or rest) else ""
    return Decimal(f"{sign}{whole or 0}{'.' if rest else ''}{rest}")


def decimals_of(value: Decimal) -> int:
    """How many decimals `value` needs."""
    return max(0, -value.normalize().as_tuple().exponent)


def written(value: Decimal, decimals: int) -> str:
    """`value` with its thousands parted, and no fewer decimals than it needs."""
    places = max(decimals, decimals_of(value))
    return f"{value:,.{places}f}".replace("-", "\N{MINUS SIGN}")
