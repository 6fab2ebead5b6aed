"""What the yearly reviews put on a desk: the next step of each that is open."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from .models import AnnualReview
from .owed import Owed
from .review_standing import ReviewStanding, gather

#: What the secretary does, and what the agencies do.
OF_SECRETARY = ("invite", "hold", "freeze")
OF_AGENCIES = ("agree", "sign")


def owed_reviews(user: AbstractBaseUser, on: date) -> Iterator[Owed]:
    """The secretary takes each review on; an agency agrees to minutes and signs."""
    for step, rows in steps_owed(user):
        yield _owed(f"review-{step}", rows, on)


def steps_owed(user: AbstractBaseUser) -> Iterator[tuple[str, list[ReviewStanding]]]:
    """Each step that is this account's to take, and the reviews that wait for it."""
    if user.has_perm("programmes.add_annualreview"):
        found = _open()
        for step in OF_SECRETARY:
            yield step, _before(found, step)
    if user.has_perm("programmes.add_minutesagreement"):
        own = set(user.agencies.values_list("pk", flat=True))
        found = [row for row in _open() if own & _awaited(row)]
        for step in OF_AGENCIES:
            yield step, _before(found, step)


def awaited_reviews(user: AbstractBaseUser, on: date) -> Iterator[Owed]:
    """What the secretary's reviews wait for: the agencies."""
    if user.has_perm("programmes.add_annualreview"):
        found = _open()
        for step in OF_AGENCIES:
            yield _owed(f"review-{step}-there", _before(found, step), on)


def _open() -> list[ReviewStanding]:
    reviews = AnnualReview.objects.filter(sealed=None).select_related("programme")
    return gather(list(reviews))


def _awaited(standing) -> set[int]:
    """The agencies, by pk, whose word the next step of a review waits for."""
    if standing.next_step() == "agree":
        return {agency.pk for agency in standing.missing()}
    signed = {row.agency_id for row in standing.signatures}
    return {agency.pk for agency in standing.parties} - signed


def _before(found, step) -> list[ReviewStanding]:
    return [row for row in found if row.next_step() == step]


def _owed(kind, rows, on) -> Owed:
    is_one = len(rows) == 1
    url = rows[0].review.get_staff_url() if is_one else reverse("staff:reviews")
    days = max(((on - since(row)).days for row in rows), default=0)
    return Owed(kind=kind, count=len(rows), url=url, days=max(days, 0))


def since(standing) -> date:
    """The day of the step before the next one."""
    review, invitation = standing.review, standing.invitation()
    return {
        "invite": review.opened_on,
        "hold": invitation and invitation.effective_on,
        "agree": review.held_on,
        "freeze": standing.agreed_on(),
        "sign": standing.frozen and standing.frozen.effective_on,
    }[standing.next_step()]
