"""The yearly figures of a city, put side by side year by year.

An actual is judged by the target of its own year; where that year has none, by the next
one ahead, since that is what the city is on its way to. Its baseline is the newest one
of its own year or before.
"""

from dataclasses import dataclass

from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import PartialDate, today

from .achievement import Achievement, achieve
from .models import Measure, Outcome


@dataclass(frozen=True)
class Year:
    """One year of one measure. Each figure is an Outcome, or None.

    `baseline`, `target` and `actual` were said of this very year; `start` and `aim` are
    the baseline and the target that the actual is judged by.
    """

    period: PartialDate
    baseline: Outcome | None
    target: Outcome | None
    actual: Outcome | None
    start: Outcome | None
    aim: Outcome | None
    achievement: Achievement

    def figures(self):
        """What was said of this year."""
        return [each for each in (self.baseline, self.target, self.actual) if each]

    def is_sample(self):
        judged = filter(None, (self.start, self.aim))
        return any(figure.is_sample for figure in (*self.figures(), *judged))


@dataclass(frozen=True)
class Series:
    """A measure and its years, oldest first; no year where nothing was said."""

    measure: Measure
    years: tuple[Year, ...]

    def newest(self):
        """The newest year with an actual; None where there is none."""
        return next((year for year in reversed(self.years) if year.actual), None)

    def newest_first(self):
        return self.years[::-1]

    def figures(self):
        return [figure for year in self.years for figure in year.figures()]

    def is_sample(self):
        return any(figure.is_sample for figure in self.figures())


def series_of(city, *, on=None, known_at=None, with_authors=False):
    """A Series for each measure in use on the day `on`, and each that has figures.

    `with_authors` fetches along who said them, which staff alone read.
    """
    on = on or today()
    if known_at is None and not with_authors:
        rows = _figures_now(city.pk, on)
    else:
        rows = _figures(city.pk, on, known_at).select_related("recorded_by")
    said = {}
    for row in rows:
        said.setdefault(row.measure_id, []).append(row)
    return [
        arrange(measure, said.get(measure.pk, ()))
        for measure in _measures()
        if measure.pk in said or measure.is_used(on)
    ]


@by_version
def _figures_now(city, on):
    return list(_figures(city, on, None))


def _figures(city, on, known_at):
    rows = Outcome.objects.filter(city=city).latest(on=on, known_at=known_at)
    return rows.select_related("measure", "evidence__city")


@by_version
def _measures():
    return list(Measure.objects.all())


def figures_of(series):
    """All figures of some series."""
    return [figure for each in series for figure in each.figures()]


def arrange(measure, figures):
    """The Series of a measure's standing figures, in whatever order they come."""
    kinds = {kind: {} for kind in Outcome.Kind}
    for figure in figures:
        kinds[figure.kind][figure.period_on] = figure
    days = sorted({figure.period_on for figure in figures})
    return Series(measure, tuple(_year(measure, kinds, day) for day in days))


def _year(measure, kinds, day):
    baselines, targets, actuals = (
        kinds[kind]
        for kind in (Outcome.Kind.BASELINE, Outcome.Kind.TARGET, Outcome.Kind.ACTUAL)
    )
    start = baselines.get(max((on for on in baselines if on <= day), default=None))
    aim = targets.get(min((on for on in targets if on >= day), default=None))
    actual = actuals.get(day)
    return Year(
        period=PartialDate(day, measure.year),
        baseline=baselines.get(day),
        target=targets.get(day),
        actual=actual,
        start=start,
        aim=aim,
        achievement=achieve(
            measure.better,
            baseline=start and start.value,
            target=aim and aim.value,
            actual=actual and actual.value,
        ),
    )
