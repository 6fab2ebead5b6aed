"""What a review lacks for its next step, each as a reason with the way to mend it.

The gates (gates.py) put them together.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import AgendaItem, Attendance, Decision
from .review_standing import standing_of


@dataclass(frozen=True)
class Reason:
    """Why a step cannot be taken: a code, words for the reader, where to mend it."""

    code: str
    words: str
    url: str = ""


def meeting_lacks(review):
    return missing(
        review,
        meets_on=_("The day of the meeting is missing."),
        begins_at=_("The time at which it begins is missing."),
        ends_at=_("The time at which it ended is missing."),
        place_th=_("The place of the meeting is missing."),
        chair_name=_("The chair is missing."),
        chair_office_th=_("The office of the chair is missing."),
    )


def missing(review, **words):
    """A reason for each of these fields that is empty."""
    url = at("staff:edit_review", review)
    return [
        Reason(f"no-{name.replace('_', '-')}", text, f"{url}#id_{name}")
        for name, text in words.items()
        if not getattr(review, name)
    ]


def not_invited(review):
    """A meeting of before its review was opened here could not be invited to here."""
    is_earlier = review.meets_on and review.meets_on < review.opened_on
    if is_earlier or review.invitations.standing().exists():
        return []
    url = at("staff:invite", review)
    return [Reason("not-invited", _("Nobody is invited yet."), url)]


def unattended(review):
    """A quorum is one present of each party."""
    present = Attendance.objects.listed().filter(
        review=review, presence=Attendance.Presence.PRESENT
    )
    there = {row.agency_id for row in present}
    url = at("staff:attendance", review)
    for agency in standing_of(review).parties:
        if agency.pk not in there:
            words = _("Nobody of %(agency)s is listed as present.")
            words %= {"agency": agency.short}
            yield Reason("no-quorum", words, url)


def unsettled(review):
    """Each matter to consider says what came of it, or was taken off the agenda."""
    items = AgendaItem.objects.listed().filter(
        review=review, section=AgendaItem.Section.CONSIDER
    )
    decided = set(
        Decision.objects.standing()
        .filter(item__review=review)
        .values_list("item", flat=True)
    )
    for item in items:
        if not item.is_settled() and item.pk not in decided:
            words = _("What came of this matter is missing: %(matter)s")
            url = at("staff:edit_item", review, item.pk)
            yield Reason("unsettled", words % {"matter": item.title}, url)


def at(name, review, *more):
    return reverse(name, args=[review.programme.slug, review.year, *more])
