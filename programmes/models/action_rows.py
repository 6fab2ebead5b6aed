"""Which action points there are, whose they are, and how many stand in few queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cities.models import Agency, City
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnlyQuerySet, Withdrawal
from creativecity.thai_calendar import today

from ..action_state import ENDED, ActionState, action_state
from .partner import Partner


@dataclass(frozen=True)
class Followed:
    """An action point as of a day; `steps` are what was said of it by then."""

    point: object
    steps: tuple
    standing: ActionState

    def last_said(self):
        """What was said of it last, or None."""
        return self.steps[-1] if self.steps else None

    def reviews(self):
        """The numbers of the reviews that gave or carried it, as text."""
        item = self.point.decision.item
        given = [item.review_id] if item else []
        carried = [step.review_id for step in self.steps if step.review_id]
        return {str(pk) for pk in (*given, *carried)}

    def awaits(self, review):
        """Whether this review has still to carry it, or somebody to end it."""
        is_carried = any(step.review_id == review.pk for step in self.steps)
        is_new = self.point.was_given_by(review)
        return self.standing.is_running and not is_carried and not is_new


class ActionPointQuerySet(AppendOnlyQuerySet):
    def owned_by(self, user):
        """Those of the agencies, cities and partners that this account works for."""
        return self.filter(
            Q(agency__in=Agency.objects.filter(staff=user))
            | Q(city__in=City.objects.editable_by(user))
            | Q(partner__in=Partner.objects.reporting_for(user))
        )

    def of_owner(self, key):
        """Those of one owner, by its key: `city-nan`."""
        kind, _stroke, name = key.partition("-")
        field = "code" if kind == "agency" else "slug"
        return self.filter(**{f"{kind}__{field}": name})

    def visible_to(self, user):
        """All to those who oversee reviews, to everybody else their own."""
        if user.has_perm("programmes.view_annualreview"):
            return self
        return self.owned_by(user)

    def kept_by(self, user):
        """Those that this account may say something of: the secretary of every one."""
        if user.has_perm("programmes.add_decision"):
            return self
        return self.owned_by(user)

    @transaction.atomic
    def carry(self, review, *, by, on=None):
        """Carry each into the next review; returns how many there were."""
        lock()
        rows = list(self)
        for point in rows:
            point.carry(review, by=by, on=on)
        return len(rows)

    def running_as_of(self, on=None):
        """As `as_of`, without those that are done or cancelled: most, as years pass."""
        on = on or today()
        ends = _said(on).filter(kind__in=ENDED, action_point=OuterRef("pk"))
        return self.exclude(Exists(ends)).as_of(on)

    def as_of(self, on=None, known_at=None):
        """Each that was given by the day, as Followed; two queries for any number."""
        on = on or today()
        points = self.standing(known_at).filter(effective_on__lte=on)
        points = points.select_related(
            "decision__programme", "decision__item__review", "agency", "city", "partner"
        )
        steps = _steps(points, on, known_at)
        return [
            Followed(
                point,
                tuple(steps[point.pk]),
                action_state(due_on=point.due_on, steps=steps[point.pk], on=on),
            )
            for point in points
        ]


def _said(on, known_at=None):
    rows = apps.get_model("programmes", "ActionStep").objects.standing(known_at)
    return rows.filter(effective_on__lte=on)


def _steps(points, on, known_at):
    rows = _said(on, known_at).filter(action_point__in=points.values("pk"))
    found = defaultdict(list)
    for row in rows.select_related("paper", "review", "recorded_by").order_by(
        "sequence"
    ):
        found[row.action_point_id].append(row)
    return found


def told(point):
    """(step, its withdrawal or None) of all that was ever said of it, in order."""
    steps = point.steps.select_related(
        "paper", "review__programme", "recorded_by"
    ).order_by("sequence")
    rows = Withdrawal.objects.filter(withdrawn__in=steps.values("sequence"))
    withdrawals = {row.withdrawn: row for row in rows.select_related("recorded_by")}
    return [(step, withdrawals.get(step.sequence)) for step in steps]
