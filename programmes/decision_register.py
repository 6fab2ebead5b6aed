"""The register of decisions as pages and files show it: what each did, and what came
of what it gave to whom.

The number of queries does not depend on the number of decisions.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from creativecity.ledger.models import Withdrawal

from .deeds import Deed, deeds_of
from .models import ActionPoint, AgendaItem, AnnualReview, Decision
from .models.action_rows import Followed
from .review_standing import gather


@dataclass(frozen=True)
class Entry:
    """One decision. `is_told`: the public may read its words; those of a meeting are
    told once the agencies have agreed to its minutes.
    """

    decision: Decision
    deeds: tuple[Deed, ...]
    points: tuple[Followed, ...]
    withdrawal: Withdrawal | None
    is_told: bool

    def is_idle(self):
        return not self.deeds and not self.points


def register(decisions, on=None, known_at=None):
    """An Entry of each of these decisions (a QuerySet), in its order.

    What came of them is told as of a day, as known at a point of the ledger; whether
    the public may read their words always as of now.
    """
    rows = list(decisions.with_deeds(known_at))
    withdrawals = Decision.objects.filter(pk__in=[row.pk for row in rows]).withdrawals()
    points, told = _points(rows, on, known_at), told_reviews(rows)
    return [
        Entry(
            decision=row,
            deeds=tuple(deeds_of(row)),
            points=tuple(points[row.pk]),
            withdrawal=withdrawals.get(row.sequence),
            is_told=row.item is None or row.item.review_id in told,
        )
        for row in rows
    ]


def _points(decisions, on, known_at):
    found = defaultdict(list)
    points = ActionPoint.objects.filter(decision__in=[row.pk for row in decisions])
    for followed in points.as_of(on, known_at):
        found[followed.point.decision_id].append(followed)
    return found


def told_reviews(decisions):
    """The keys of those of their reviews whose minutes are agreed."""
    reviews = {row.item.review_id: row.item.review for row in decisions if row.item}
    return agreed_among(reviews.values())


def agreed_among(reviews):
    """The keys of those of these reviews whose minutes are agreed."""
    standings = gather(list(reviews))
    return {each.review.pk for each in standings if each.are_minutes_agreed()}


def told_points():
    """The action points that the public reads of: given by circulation, or by a
    meeting whose minutes are agreed.
    """
    decided = AgendaItem.objects.filter(decisions__action_points__isnull=False)
    reviews = AnnualReview.objects.filter(pk__in=decided.values("review"))
    told = agreed_among(reviews.select_related("programme"))
    decisions = Decision.objects.standing().filter(
        Q(item=None) | Q(item__review__in=told)
    )
    return ActionPoint.objects.filter(decision__in=decisions.values("pk"))


def of_review(review):
    """What was decided at the meeting of a review, in the order of the numbers."""
    decisions = Decision.objects.standing().filter(item__review=review)
    return register(decisions.order_by("year", "number"))


def by_item(review):
    """Item's pk to the entries of what was decided under it."""
    found = defaultdict(list)
    for entry in of_review(review):
        found[entry.decision.item_id].append(entry)
    return found


def standing_of(programme):
    """The decisions of an agreement that stand, the newest first."""
    decisions = Decision.objects.standing().filter(programme=programme)
    return decisions.order_by("-year", "-number")


def of_programme(programme):
    """An entry of each of them."""
    return register(standing_of(programme))
