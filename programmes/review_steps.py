"""The steps of a review as a checklist: when each was taken, what blocks the rest."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from . import gates
from .review_state import ReviewState

FROZEN = {ReviewState.FROZEN, ReviewState.SIGNED_BY_ONE, ReviewState.SEALED}


@dataclass(frozen=True)
class Step:
    """`code` names its words (staff/_review_step.html); `reasons` block it."""

    code: str
    done_on: date | None
    url: str
    reasons: tuple = ()
    is_next: bool = False


def steps_of(standing, on=None):
    """The steps of a review that was opened, in their order (a ReviewStanding)."""
    review, state = standing.review, standing.state()
    frozen = standing.frozen if state in FROZEN else None
    found = [
        ("open", review.opened_on, None),
        ("invite", _day(standing.invitation()), lambda: gates.may_invite(review)),
        ("hold", review.held_on, lambda: gates.may_hold(review, on)),
        ("agree", standing.agreed_on(), lambda: gates.may_agree(review)),
        ("freeze", _day(frozen), lambda: gates.may_freeze(review)),
        ("sign", _day(standing.sealed), None),
    ]
    return [
        Step(
            code=code,
            done_on=done_on,
            url=_url(code, review),
            reasons=tuple(gate()) if gate and not done_on else (),
            is_next=code == standing.next_step(),
        )
        for code, done_on, gate in found
    ]


def _day(row):
    return row.effective_on if row else None


def _url(code, review):
    names = {
        "invite": "staff:invite",
        "hold": "staff:hold",
        "agree": "staff:agree_minutes",
        "freeze": "staff:freeze_report",
        "sign": "staff:sign_report",
    }
    args = [review.programme.slug, review.year]
    return reverse(names[code], args=args) if code in names else ""
