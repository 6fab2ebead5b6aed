"""Rows of the database as the plain values of a report; several reports share them."""

from cities.models import Source
from cities.scoring import as_percent

from .values import Day, DimensionValue, EventValue, Range, SourceValue, Text


def day_of(stage):
    return Day(stage.effective_on.isoformat(), stage.precision)


def partial_of(day):
    """A PartialDate as a plain Day; None stays None."""
    return day and Day(day.day.isoformat(), day.precision.value)


def range_of(readiness):
    return Range(
        lowest=_percent(readiness.lowest),
        highest=_percent(readiness.highest),
        mean=_percent(readiness.mean),
        read=readiness.read,
        applicable=readiness.applicable,
        reported=readiness.reported,
    )


def _percent(share):
    return None if share is None else as_percent(share)


def dimensions_of(progress):
    for dimension, readiness, _cells in progress.dimensions:
        yield DimensionValue(
            dimension.code, Text.of(dimension, "name"), range_of(readiness)
        )


def event_of(event):
    return EventValue(
        code=event.code,
        name=Text.of(event, "name"),
        day=Day(event.starts_on.isoformat(), event.precision),
        sources=tuple(event.source_codes),
        rung=event.rung,
        took_part=Text.of(event, "took_part"),
        reach=event.reach,
    )


def sources_of(rows):
    """The sources that some rows cite, in the order of their codes."""
    return tuple(
        SourceValue(s.code, s.title, s.publisher, s.published, s.address)
        for s in Source.objects.cited_by(rows)
    )
