"""Readiness in whole per cent, rounded down."""

from dataclasses import dataclass

from .basics import Text


@dataclass(frozen=True)
class Range:
    """Readiness in per cent; None where no indicator applies or none was read."""

    lowest: int | None
    highest: int | None
    mean: int | None
    read: int
    applicable: int
    reported: int


@dataclass(frozen=True)
class DimensionValue:
    code: str
    name: Text
    readiness: Range
