"""The five lines of time as a drawing: plain numbers that templates turn into SVG.

Every city is a line on one axis; across them lies the band of the agreement. A target
is a hollow mark, what happened a solid one, and the slip between them a thread.
Lengths along the axis are those of cities/axis.py, so that the same drawing serves
lying down (desktop) and upright (phone).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cities.axis import Axis, Tick
from cities.models import Stage
from creativecity.thai_calendar import PartialDate

FIRST_YEAR = 2019  # C.E.; the year in which the first of the five became a member
LOOK_AHEAD = 1  # years shown after the day asked about

# Three lanes across a line, in per cent of its breadth, so that marks of the same days
# do not hide each other: what was promised, what UNESCO saw, what the country decided.
PROMISED, LINE, NATIONAL = 26, 58, 84
NATIONAL_KINDS = {
    Stage.Kind.PUT_FORWARD,
    Stage.Kind.NOMINATED,
    Stage.Kind.NOT_NOMINATED,
}


@dataclass(frozen=True)
class Mark:
    """A target or a stage; a date known to the year alone reaches back to `since`."""

    at: int
    since: int
    lane: int
    kind: str  # the CSS hook: target, or a stage's kind
    name: str
    day: date
    precision: str
    text: str
    anchor: str
    goal: str = ""
    is_inferred: bool = False


@dataclass(frozen=True)
class Thread:
    """From the end of a target's period to the day it was met."""

    start: int
    end: int
    is_late: bool
    days: int | None = None  # of delay
    is_move: bool = False  # from a date that a decision moved to the date set instead


@dataclass(frozen=True)
class Line:
    city: object
    overview: object
    place: int
    marks: tuple[Mark, ...]
    threads: tuple[Thread, ...]
    member_from: int | None


@dataclass(frozen=True)
class Timeline:
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    term_start: int
    term_end: int
    reviews: tuple[int, ...]
    today: int
    ends: PartialDate  # as exactly as the end of the term is known

    def term_length(self):
        return self.term_end - self.term_start

    def has_moves(self):
        """Whether a target was given another date: then the legend says so."""
        return any(thread.is_move for line in self.lines for thread in line.threads)


def draw(programme, overviews, *, on):
    """A Timeline of cities as of a day; None before there was an agreement."""
    if programme is None or not overviews or on < programme.signed_on:
        return None
    windows = programme.windows(on)
    first = min(FIRST_YEAR, programme.signed_on.year)
    ends = (windows[-1].last_day, programme.last_day(on))
    last = max(on.year, *(day.year for day in ends), _last_target_year(overviews))
    last += LOOK_AHEAD
    axis = Axis(date(first, 1, 1), date(last, 12, 31))
    return Timeline(
        lines=tuple(_line(axis, n, overview) for n, overview in enumerate(overviews)),
        ticks=tuple(
            Tick(axis.at(date(year, 1, 1)), year) for year in range(first, last + 1)
        ),
        term_start=axis.at(programme.signed_on),
        term_end=axis.at(programme.last_day(on)),
        reviews=tuple(axis.at(window.last_day) for window in windows),
        today=axis.at(on),
        ends=programme.end(on) or PartialDate(windows[-1].last_day),
    )


def _last_target_year(overviews):
    years = [p.target.due_on.year for o in overviews for p in o.promises]
    return max(years, default=FIRST_YEAR)


def _line(axis, place, overview):
    designation = overview.designation
    return Line(
        city=overview.city,
        overview=overview,
        place=place,
        marks=(*_targets(axis, overview), *_stages(axis, overview)),
        threads=tuple(_threads(axis, overview)),
        member_from=axis.at(designation.effective_on) if designation else None,
    )


def _targets(axis, overview):
    for target in (promise.target for promise in overview.promises):
        for before, change in target.moves:
            yield Mark(
                **axis.spell(before.day, before.precision),
                lane=PROMISED,
                kind="knot",
                name=_("date moved by decision %(number)s")
                % {"number": change.decision},
                day=before.day,
                precision=before.precision,
                text=change.words,
                anchor=target.code,
            )
        yield Mark(
            **axis.spell(target.due_on, target.precision),
            lane=PROMISED,
            kind="target",
            name=_("target"),
            goal=target.goal,
            day=target.due_on,
            precision=target.precision,
            text=target.words,
            anchor=target.code,
        )


def _stages(axis, overview):
    for bid in overview.bids:
        for stage in bid.reached():
            yield Mark(
                **axis.spell(stage.effective_on, stage.precision),
                lane=NATIONAL if stage.kind in NATIONAL_KINDS else LINE,
                kind=stage.kind,
                name=stage.get_kind_display(),
                day=stage.effective_on,
                precision=stage.precision,
                text=stage.text,
                anchor=stage.anchor(),
            )
        submission = bid.submission()
        if submission and submission.is_inferred:
            yield Mark(
                **axis.spell(submission.day, submission.precision),
                lane=LINE,
                kind=Stage.Kind.SUBMITTED.value,
                name=Stage.Kind.SUBMITTED.label,
                day=submission.day,
                precision=submission.precision,
                text=Stage.Kind.SUBMITTED.label,
                anchor=f"call-{bid.candidacy.call.year}",
                is_inferred=True,
            )


def _threads(axis, overview):
    for promise in overview.promises:
        for before, change in promise.target.moves:
            days = sorted([axis.at(before.day), axis.at(change.due_on)])
            yield Thread(*days, is_late=False, is_move=True)
        if promise.done_on:
            start = axis.at(promise.target.due_on)
            end = axis.at(promise.done_on)
            is_late = end > start
            days = promise.standing.days if is_late else None
            yield Thread(min(start, end), max(start, end), is_late, days)
