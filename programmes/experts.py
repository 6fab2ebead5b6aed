"""CEA's experts: whom they were sent to, for which gaps, and what came of it.

Gathered once for the staff's list and the public page, in a number of queries that does
not depend on how many were sent. What the public reads has no contact and no account;
a name is in it only with the expert's consent by that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from cities.carrying import Carried
from cities.levels import Levels
from cities.models import Assignment, City, Expert, Rubric, Stage, Wording
from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import today
from creativecity.thai_text import sort_key

#: Assignments on one public page.
SENT_A_PAGE = 25


@dataclass(frozen=True)
class Aim:
    """An indicator for which an expert was sent, and the city's levels on two days.

    `then` is as of the first day, `now` as of the last, or of the day asked about; None
    where nothing was verified by that day. `name` is "" for a code that the rubric in
    force no longer has.
    """

    code: str
    name: str
    then: Carried | None
    now: Carried | None


@dataclass(frozen=True)
class Sent:
    """An assignment with its aims, as of a day."""

    assignment: Assignment
    aims: tuple[Aim, ...]
    on: date

    def is_running(self) -> bool:
        return self.assignment.is_running(self.on)

    def is_ahead(self) -> bool:
        return self.assignment.starts_on > self.on

    def name(self) -> str:
        """The name that the public reads; "" without consent by the day."""
        expert = self.assignment.expert
        return expert.name if expert.is_named(self.on) else ""


def sent(assignments: Iterable[Assignment], *, on: date) -> list[Sent]:
    """Each assignment with its aims; expert and city have been fetched with them."""
    rows = list(assignments)
    cities = {row.city_id: row.city for row in rows}
    levels = Levels.of(cities.values(), on)
    names = _names(on)
    return [Sent(row, tuple(_aims(row, levels, names, on)), on) for row in rows]


def _aims(row, levels, names, on):
    last = min(row.ends_on or on, on)
    for code in row.indicator_codes:
        yield Aim(
            code=code,
            name=names(row.city_id, code),
            then=levels.level(row.city, code, min(row.starts_on, on)),
            now=levels.level(row.city, code, last),
        )


def _names(on):
    """What each indicator of the rubric in force is called for a city, by its code."""
    rubric, members = Rubric.in_force(on), Stage.objects.memberships(on)
    indicators = rubric.indicators() if rubric else ()
    by_code = {indicator.code: indicator for indicator in indicators}

    def name(city, code):
        stage = Wording.Stage.of(is_member=city in members)
        return by_code[code].wording(stage).name if code in by_code else ""

    return name


@dataclass(frozen=True)
class Register:
    """An expert and all assignments, the newest first; whether the reader keeps it.

    `retired` are assignments that were entered by mistake, the latest retired first.
    """

    expert: Expert
    sent: tuple[Sent, ...]
    retired: tuple[Assignment, ...]
    is_kept: bool


def register(experts: Iterable[Expert], *, user, on: date | None = None):
    """A Register for each of the experts, for the staff."""
    on, experts = on or today(), list(experts)
    entered = Assignment.objects.filter(expert__in=experts)
    entered = entered.select_related("expert__agency", "city")
    rows, retired = sent(entered.standing(), on=on), list(entered.retired())
    kept = Expert.objects.kept_by(user).filter(pk__in=[each.pk for each in experts])
    kept = set(kept.values_list("pk", flat=True))
    return [
        Register(
            expert,
            tuple(row for row in rows if row.assignment.expert_id == expert.pk),
            tuple(row for row in retired if row.expert_id == expert.pk),
            expert.pk in kept,
        )
        for expert in experts
    ]


def experts_in_public(on: date | None = None, number=None) -> Page:
    """A page of those sent by the day, field by field, in each the newest first.

    Its rows are (field, its Sents); a field that is longer goes on on the next page.
    """
    on = on or today()
    rows = sorted(begun(on), key=lambda row: sort_key(row.expert.speciality))
    page, found = Paginator(rows, SENT_A_PAGE).get_page(number), {}
    for row in sent(page.object_list, on=on):
        found.setdefault(row.assignment.expert.speciality, []).append(row)
    page.object_list = list(found.items())
    return page


def experts_sent(city: City, progress, on: date) -> list[tuple[Sent, list]]:
    """Who was sent to one city by the day, the newest first: for its public page.

    Each with (code, name) of the indicators it was for; one query, for what they are
    called the city's Progress says. The name of a code of before is "".
    """
    cells = progress.cells if progress else ()
    names = {cell.indicator.code: cell.wording.name for cell in cells}
    return [
        (
            Sent(row, (), on),
            [(code, names.get(code, "")) for code in row.indicator_codes],
        )
        for row in _sent_to(city.pk, on)
    ]


@by_version
def _sent_to(city, on):
    return list(begun(on).filter(city=city))


def begun(on: date):
    """The assignments of which the public reads on a day, the newest first."""
    rows = Assignment.objects.standing().filter(starts_on__lte=on)
    return rows.select_related("expert__agency", "city").order_by("-starts_on", "pk")
