"""One row of the table of a fiscal period, whatever it tells of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from .period import Period


class Part(models.TextChoices):
    """The parts of the table, in its order."""

    ACTIVITIES = "activities", _("Meetings and activities")
    EXPERTS = "experts", _("Experts who were sent")
    MILESTONES = "milestones", _("Steps done or re-dated")
    DUTIES = "duties", _("Progress on duties of the agreement")
    ACTION_POINTS = "action-points", _("Action points")
    OUTCOMES = "outcomes", _("Outcomes recorded")


@dataclass(frozen=True)
class Row:
    """`day`, `kind` and the like are words of the reader's language; "" and None stand
    for what nobody typed. `agencies` are codes of who is responsible, `source` is how
    the row that it was typed in is called, `url` the page of that row.
    """

    part: Part
    first_day: date
    day: str
    kind: str
    activity: str
    source: str
    url: str
    city: str = ""
    duty: str = ""
    responsible: str = ""
    agencies: tuple[str, ...] = ()
    place: str = ""
    took_part: str = ""
    people: int | None = None
    reach: int | None = None
    spent_baht: int | None = None
    progress: str = ""
    next_step: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Found:
    """A row before it is put into words: what it takes to order, count and page by.

    `of` is what its module alone knows to tell it from: the row that was typed, its
    key, or what came of several.
    """

    part: Part
    first_day: date
    of: object
    agencies: tuple[str, ...] = ()
    spent_baht: int | None = None


@dataclass(frozen=True)
class Scope:
    """What is asked for: of which cities, by whom, as of which day.

    `is_whole`: no city was chosen by a reader who sees all, so that what is about the
    agreement alone belongs to it, too.
    """

    period: Period
    cities: tuple
    user: object
    on: date
    is_whole: bool

    def until(self) -> date:
        """The day as of which standings are told: the last one of the period, or this
        one while it runs.
        """
        return min(self.on, self.period.last_day())

    def days(self) -> tuple[date, date]:
        """The days of the period that have come."""
        return self.period.first_day(), self.until()


@dataclass(frozen=True)
class Money:
    """What is known of the money: `known` of so many `activities` have a figure."""

    activities: int
    known: int
    baht: int

    @classmethod
    def of(cls, rows: Iterable[Row | Found]):
        spent = [row.spent_baht for row in rows if row.part == Part.ACTIVITIES]
        figures = [baht for baht in spent if baht is not None]
        return cls(len(spent), len(figures), sum(figures))
