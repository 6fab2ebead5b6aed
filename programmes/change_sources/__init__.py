"""What the public is told of, one module a noun: which entries, in which words."""

from . import (
    agreement,
    bids,
    dates,
    milestones,
    participation,
    places,
    readings,
    reports,
)

#: Every source of public changes.
SOURCES = (
    *readings.SOURCES,
    *dates.SOURCES,
    *milestones.SOURCES,
    *bids.SOURCES,
    *agreement.SOURCES,
    *reports.SOURCES,
    *places.SOURCES,
    *participation.SOURCES,
)
