"""Yearly figures and creative districts of many cities, as values of a report."""

from collections import defaultdict

from django.db.models import Q

from cities.models import District, DistrictState, Outcome
from cities.outcome_series import arrange

from .rows import day_of
from .values import DistrictValue, OutcomeValue, Text


def figures_of(scope, cities):
    """City pk to the Series of each measure of which anything is known.

    A year's figure is said after the year: what counts is that the year was over by
    the report's day. What is aimed for lies ahead.
    """
    rows = Outcome.objects.latest(on=scope.told_on, known_at=scope.known_at)
    was_over = Q(period_on__lte=scope.on) | Q(kind=Outcome.Kind.TARGET)
    rows = rows.filter(was_over, city__in=cities).select_related("measure")
    said = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("measure__position", "measure__code"):
        said[row.city_id][row.measure].append(row)
    return defaultdict(
        list,
        {
            city: [arrange(measure, figures) for measure, figures in measures.items()]
            for city, measures in said.items()
        },
    )


def outcome_of(series):
    """The newest year that has an actual figure; None where no year has."""
    measure, year = series.measure, series.newest()
    if year is None:
        return None
    share = year.achievement.share
    return OutcomeValue(
        measure=measure.code,
        name=Text.of(measure, "name"),
        unit=Text.of(measure, "unit"),
        year=year.period.day.year,
        precision=year.period.precision.value,
        baseline=_figure(year.start),
        target=_figure(year.aim),
        actual=_figure(year.actual),
        share=None if share is None else int(share),
        source=year.actual.source_text,
    )


def _figure(outcome):
    return outcome and format(outcome.value.normalize(), "f")


def districts_of(scope, cities):
    """City pk to (district, its state by then or None)."""
    said = DistrictState.objects.standing(scope.known_at)
    said = said.filter(district__city__in=cities, effective_on__lte=scope.on)
    newest = {row.district_id: row for row in said.order_by("effective_on", "sequence")}
    found = defaultdict(list)
    for district in District.objects.filter(city__in=cities):
        found[district.city_id].append((district, newest.get(district.pk)))
    return found


def district_of(district, state):
    return DistrictValue(
        slug=district.slug,
        name=Text.of(district, "name"),
        state=state.state if state else "",
        since=day_of(state) if state else None,
        text=Text.of(state, "text") if state else None,
        sources=tuple((state or district).source_codes),
    )
