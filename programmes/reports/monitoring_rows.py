"""Rows as the plain values of a draft of a monitoring report."""

from datetime import date
from itertools import groupby

from cities.outcome_figures import decimals_of

from .monitoring_values import (
    EvidenceValue,
    FactValue,
    FigureValue,
    MeasureValue,
    MilestoneValue,
    MoveValue,
    YearValue,
)
from .rows import dimensions_of, partial_of, range_of
from .values import Day, Text


def year_of(city, year, on, known_at):
    """Readiness as of the year's last day, or as of `on` while the year runs."""
    if on.year < year:
        return YearValue(year, "", is_over=False, readiness=None, dimensions=())
    as_of = min(date(year, 12, 31), on)
    progress = city.progress(as_of, known_at)
    return YearValue(
        year=year,
        as_of=as_of.isoformat(),
        is_over=on.year > year,
        readiness=range_of(progress.readiness) if progress else None,
        dimensions=tuple(dimensions_of(progress)) if progress else (),
    )


def measures_of(outcomes):
    """Outcomes, in the order of their measures, as one value a measure."""
    for measure, figures in groupby(outcomes, key=lambda row: row.measure):
        yield MeasureValue(
            code=measure.code,
            name=Text.of(measure, "name"),
            unit=Text.of(measure, "unit"),
            figures=tuple(_figure(row) for row in figures),
        )


def _figure(outcome):
    """With no fewer decimals than the value needs: none is rounded away."""
    decimals = max(outcome.measure.decimals, decimals_of(outcome.value))
    return FigureValue(
        period=partial_of(outcome.period()),
        kind=outcome.kind,
        value=f"{outcome.value:.{decimals}f}",
        source=outcome.source_text,
        sources=tuple(outcome.source_codes),
    )


def evidence_of(city, first_day, until):
    """Published pieces that were added in these years, links and files alike."""
    pieces = city.evidence.published().filter(added_on__range=(first_day, until))
    for piece in pieces.select_related("city").order_by("added_on", "pk"):
        title = Text.of(piece, "title")
        yield EvidenceValue(title, piece.address(), piece.added_on.isoformat())


def milestone_of(track):
    actual, standing = track.actual(), track.status()
    return MilestoneValue(
        name=Text.of(track.milestone, "name"),
        baseline=partial_of(track.baseline().due()),
        due=partial_of(track.due()),
        done=partial_of(actual and actual.day),
        moves=tuple(_move(before, row) for before, row in track.moves()),
        state=standing.state.value,
        days=standing.days,
        reason=standing.reason_code.value,
        is_inferred=standing.is_inferred,
    )


def _move(before, row):
    return MoveValue(
        before=partial_of(before),
        after=partial_of(row.due()),
        reason=row.reason,
        decision=row.decision,
    )


def fact_of(fact):
    has_day = fact.effective_on is not None
    return FactValue(
        topic=fact.topic,
        value=Text.of(fact, "value"),
        day=Day(fact.effective_on.isoformat(), fact.precision) if has_day else None,
        basis=fact.basis,
        sources=tuple(fact.source_codes),
    )
