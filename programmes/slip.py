"""The slip ledger of a city: what the agreement aimed for, then its milestones."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cities.bids import bids_by_city
from cities.models import City, Milestone, Stage
from cities.slip import SlipLine
from cities.slip_drawing import Group, draw_groups
from cities.slip_parts import Move
from cities.slip_table import groups_by_city, groups_of, published_tracks
from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import PartialDate, Precision

from .overview import by_city, promised, promises_of


@dataclass(frozen=True)
class Choice:
    """Which lines are asked for; empty means all."""

    state: str = ""
    kind: str = ""
    only_key: bool = False

    def keeps(self, line):
        return (
            self.state in ("", line.standing.state)
            and self.kind in ("", line.kind)
            and (line.is_key or not self.only_key)
        )


EVERYTHING = Choice()


@dataclass(frozen=True)
class Ledger:
    """The lines of one city, group by group."""

    city: City
    groups: tuple[Group, ...]

    def lines(self):
        return [line for group in self.groups for line in group.lines]

    def drawn(self, on):
        return draw_groups(self.groups, on=on)


def ledgers(programme, cities, *, on, known_at=None, choice=EVERYTHING):
    """A Ledger for each city, in the same few queries for any number of cities."""
    cities = list(cities)
    bids = bids_by_city(cities, on, known_at)
    targets = by_city(promised(programme, cities, on, known_at))
    groups = milestone_groups(cities, on=on, known_at=known_at)
    return [
        ledger(
            city,
            promises_of(targets[city.pk], bids[city.pk], on),
            bids[city.pk],
            groups.get(city.pk, []),
            choice,
        )
        for city in cities
    ]


def milestone_groups(cities, *, on, known_at=None):
    if known_at is None:
        return groups_of(_tracks(tuple(city.pk for city in cities), on))
    milestones = Milestone.objects.filter(city__in=cities)
    return groups_by_city(milestones, on=on, known_at=known_at)


@by_version
def _tracks(cities, on):
    return published_tracks(Milestone.objects.filter(city__in=cities), on)


def ledger(city, promises, bids, milestone_groups, choice=EVERYTHING):
    """One city's Ledger of what was gathered already."""
    aims = [target_line(promise, bids) for promise in promises]
    groups = [*_aims(promises, aims), *milestone_groups]
    kept = [
        replace(group, lines=tuple(filter(choice.keeps, group.lines)))
        for group in groups
    ]
    return Ledger(city, tuple(group for group in kept if group.lines))


def _aims(promises, lines):
    if not promises:
        return []
    programme = promises[0].target.programme
    name, address = _("Target of the agreement"), programme.get_absolute_url()
    return [Group(programme.slug, name, tuple(lines), address)]


def target_line(promise, bids):
    """A target as a line: its baseline is what was promised, its moves are decided."""
    target = promise.target
    return SlipLine(
        anchor=target.code,
        code=target.code,
        name_th=target.words_th,
        name_en=target.words_en,
        baseline=target.baseline(),
        moves=tuple(_move(*move) for move in target.moves),
        standing=promise.standing,
        kind="target",
        agreed_on=target.agreed_on(),
        actual=_reached(promise, bids),
        is_inferred=promise.standing.is_inferred,
        done_as=str(target.get_goal_display()) if promise.done_on else "",
        source_codes=tuple(target.source_codes),
    )


def _move(before, change):
    return Move(
        before=before,
        after=change.due(),
        said_on=change.effective_on,
        reason=_("by decision of the two agencies"),
        reason_code="decision",
        note=change.words,
        decision=change.decision.reference(),
    )


def _reached(promise, bids):
    """The day the goal was reached, as exactly as its stage has it."""
    if promise.done_on is None:
        return None
    if promise.standing.is_inferred:
        return PartialDate(promise.done_on, Precision.ON_OR_BEFORE)
    kinds = {"submitted": Stage.Kind.SUBMITTED, "designated": Stage.Kind.DESIGNATED}
    reached = kinds[promise.target.goal]
    return next(
        stage.day()
        for bid in bids
        for stage in bid.stages
        if stage.kind == reached and stage.effective_on == promise.done_on
    )
