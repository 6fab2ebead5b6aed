"""The lines of time of a printed report: each city a line, promises above, what
happened on it, and the slip between as a thread.

Places are per mille of the axis (cities/axis.py); everything is drawn from the report's
values alone.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cities.axis import Axis
from cities.models import Stage
from cities.standing import State
from creativecity.thai_calendar import add_years

from .. import words
from ..values import AnnualReport
from .blocks import Block, Drawing, Line, Mark

#: So many lines fit on a page at a height at which their marks can be told apart; of
#: more cities the tables tell the same.
MOST_LINES = 24
MOST_TICKS = 12
PROMISED, LINE, NATIONAL = 0, 1, 2
NATIONAL_KINDS = {
    Stage.Kind.PUT_FORWARD,
    Stage.Kind.NOMINATED,
    Stage.Kind.NOT_NOMINATED,
}


def drawing(report: AnnualReport) -> Iterator[Block]:
    """The drawing as a block; nothing where there are more lines than fit."""
    if len(report.cities) > MOST_LINES:
        return
    axis, terms = _axis(report), report.terms
    first = date.fromisoformat(terms.signed_on)
    ends = [add_years(first, year) for year in range(1, terms.term_years + 1)]
    last = date.fromisoformat(terms.ends.on) if terms.ends else ends[-1]
    lines = tuple(_line(axis, city) for city in report.cities)
    kinds = {mark.kind for line in lines for mark in line.marks}
    yield Drawing(
        caption=_("The lines of time"),
        alt=_alt(report),
        lines=lines,
        ticks=tuple(_ticks(axis)),
        term=(axis.at(first), axis.at(last)),
        reviews=tuple(axis.at(day) for day in ends),
        legend=tuple((kind, name) for kind, name in _names() if kind in kinds),
    )


def _names():
    yield "target", _("target")
    yield "milestone", _("milestone done")
    for kind in Stage.Kind:
        yield kind.value, str(kind.label)


def _alt(report):
    """The picture in words; the tables below it tell every date."""
    names = ", ".join(str(city.name) for city in report.cities)
    return _(
        "One line of time for each of %(names)s, with targets, steps of bids and "
        "memberships; every date stands in the tables of the cities."
    ) % {"names": names}


def _axis(report):
    days = [
        date.fromisoformat(day) for day in (report.terms.signed_on, report.last_day)
    ]
    if report.terms.ends:
        days.append(date.fromisoformat(report.terms.ends.on))
    for city in report.cities:
        days += [date.fromisoformat(promise.due.on) for promise in city.promises]
        days += [date.fromisoformat(stage.day.on) for stage in city.stages]
    return Axis(date(min(days).year, 1, 1), date(max(days).year, 12, 31))


def _ticks(axis):
    """Where years begin: each, or as many as can be told apart."""
    years = range(axis.first.year, axis.last.year + 1)
    for year in years[:: -(-len(years) // MOST_TICKS)]:
        yield axis.at(date(year, 1, 1)), words.year_words(year)


def _line(axis, city):
    since = city.member_since
    return Line(
        name=str(city.name),
        member_from=_at(axis, since) if since else None,
        marks=(*_targets(axis, city), *_stages(axis, city), *_milestones(axis, city)),
        threads=tuple(_threads(axis, city)),
    )


def _at(axis, day):
    return axis.at(date.fromisoformat(day.on))


def _targets(axis, city):
    for promise in city.promises:
        yield Mark(_at(axis, promise.due), PROMISED, "target")


def _stages(axis, city):
    for stage in city.stages:
        lane = NATIONAL if stage.kind in NATIONAL_KINDS else LINE
        yield Mark(_at(axis, stage.day), lane, stage.kind)


def _milestones(axis, city):
    for line in city.milestones:
        if line.actual:
            yield Mark(_at(axis, line.actual), NATIONAL, "milestone")


def _threads(axis, city):
    """From what was promised to the day it was done, where that was another day."""
    for promise in city.promises:
        if promise.state == State.MET_LATE:
            due = date.fromisoformat(promise.due.on)
            yield axis.at(due), axis.at(due + timedelta(days=promise.days)), True
    for line in city.milestones:
        if line.actual and line.baseline and line.slip:
            start, end = _at(axis, line.baseline), _at(axis, line.actual)
            yield min(start, end), max(start, end), line.slip > 0
