"""What still blocks a step of a yearly review: a list of reasons, empty means go.

Page, button, act, API and test ask the same function.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today

from .lacks import (
    Reason,
    at,
    meeting_lacks,
    missing,
    not_invited,
    unattended,
    unsettled,
)
from .models import ActionPoint, Decision
from .models.key_rules import speaks_for
from .review_standing import standing_of, standings


def may_open(programme, year, on=None):
    """Open the review of a year of the term: once its window has begun."""
    found = [row for row in standings(programme) if row.window.year == year]
    if not found:
        return [Reason("no-such-year", _("The term has no such year."))]
    [standing] = found
    if standing.review:
        url = standing.review.get_staff_url()
        return [Reason("open", _("The review of this year is open already."), url)]
    if standing.window.first_day > (on or today()):
        words = _("This year of the term has not begun.")
        return [Reason("not-begun", words)]
    return []


def may_invite(review):
    """Send the invitation with its pack, the first time or anew."""
    if review.held_on:
        return [Reason("held", _("The meeting was held already."))]
    reasons = missing(
        review,
        meets_on=_("The day of the meeting is missing."),
        begins_at=_("The time at which it begins is missing."),
        place_th=_("The place of the meeting is missing."),
    )
    if not review.items.listed().exists():
        url = at("staff:gather_agenda", review)
        reasons.append(Reason("no-agenda", _("Nothing stands on the agenda."), url))
    return reasons


def may_withdraw_invitation(review):
    """Take the newest invitation back: while the meeting was not held."""
    if review.held_on:
        return [Reason("held", _("The meeting was held already."))]
    if not standing_of(review).invitations:
        return [Reason("not-invited", _("Nobody is invited."))]
    return []


def may_hold(review, on=None):
    """Record that the meeting was held: with both agencies, and all considered."""
    if review.held_on:
        return [Reason("held", _("The meeting was held already."))]
    reasons = [*not_invited(review), *meeting_lacks(review), *unattended(review)]
    if review.meets_on and review.meets_on > (on or today()):
        words = _("The day of the meeting lies ahead.")
        reasons.append(Reason("ahead", words, at("staff:edit_review", review)))
    return [*reasons, *unsettled(review)]


def may_unhold(review):
    """Say that it was not held after all: while nothing was decided at it."""
    if not review.held_on:
        return [Reason("not-held", _("The meeting is not recorded as held."))]
    if review.is_sealed():
        return [Reason("sealed", _("The report of this year is sealed."))]
    if Decision.objects.standing().filter(item__review=review).exists():
        words = _("Decisions were taken at it: it was held.")
        return [Reason("decided", words)]
    return []


def may_agree(review, agency=None):
    """Agree to the minutes as they stand; of one agency, or of any that is missing."""
    if not review.held_on:
        url = at("staff:hold", review)
        return [Reason("not-held", _("The meeting is not recorded as held."), url)]
    standing = standing_of(review)
    if standing.sealed:
        return [Reason("sealed", _("The report of this year is sealed."))]
    reasons = [*meeting_lacks(review), *unattended(review), *unsettled(review)]
    reasons += missing(review, recorder_name=_("Who took the minutes is missing."))
    if agency is not None and agency not in standing.parties:
        words = _("Only the agencies that signed agree to the minutes.")
        reasons.append(Reason("not-a-party", words))
    elif agency is not None and agency not in standing.missing():
        words = _("Your agency has agreed to these minutes.")
        reasons.append(Reason("agreed", words))
    elif not standing.missing():
        words = _("Every agency has agreed to these minutes.")
        reasons.append(Reason("agreed", words))
    return reasons


def may_decide(item):
    """Enter a decision under a matter of an agenda, once people are called together."""
    review = item.review
    if review.is_sealed():
        return [Reason("sealed", _("The report of this year is sealed."))]
    if item.dropped_on:
        return [Reason("dropped", _("The matter was taken off the agenda."))]
    reasons = missing(review, meets_on=_("The day of the meeting is missing."))
    return reasons if review.held_on else [*reasons, *not_invited(review)]


def decisions_block(review):
    """No decision without owner and day: of the review, or by circulation since its
    year began; one that acted at once is carried out by that.
    """
    decisions = Decision.objects.standing().idle().filter(programme=review.programme)
    since = Q(item=None, effective_on__gte=review.window().first_day)
    words = _("Decision %(number)s neither acts nor gives anybody anything to do.")
    return [
        Reason("idle-decision", words % {"number": row}, row.get_staff_url())
        for row in decisions.filter(since | Q(item__review=review))
    ]


def action_points_block(review):
    """What earlier decisions gave is done, cancelled, or carried by this review."""
    points = ActionPoint.objects.filter(decision__programme=review.programme)
    words = _("Neither done, cancelled nor carried: %(words)s (%(number)s)")
    return [
        Reason(
            "open-action-point",
            words % {"words": row.point, "number": row.point.decision},
            row.point.get_absolute_url(),
        )
        for row in points.running_as_of()
        if row.awaits(review)
    ]


def seal_blocks(review):
    """What keeps the report of a year from being frozen, signed and sealed (rule 6)."""
    standing = standing_of(review)
    reasons = []
    if not standing.parties:
        words = _("Nobody is on record as having signed the agreement.")
        reasons.append(Reason("no-parties", words))
    if not review.held_on:
        url = at("staff:hold", review)
        reasons.append(
            Reason("not-held", _("The meeting is not recorded as held."), url)
        )
    for agency in standing.missing() if review.held_on else ():
        words = _("%(agency)s has not agreed to the minutes.")
        url = at("staff:agree_minutes", review)
        reasons.append(Reason("not-agreed", words % {"agency": agency.short}, url))
    return [*reasons, *decisions_block(review), *action_points_block(review)]


def may_freeze(review):
    """Fix the values of the report: once nothing blocks, and while it is not sealed."""
    if review.is_sealed():
        return [Reason("sealed", _("The report of this year is sealed."))]
    return seal_blocks(review)


def may_sign(review, agency, user):
    """Sign the newest frozen report for an agency, by one of its staff.

    Who froze it does not sign it, and nobody signs for two agencies (four eyes).
    """
    standing = standing_of(review)
    if standing.sealed:
        return [Reason("sealed", _("The report of this year is sealed."))]
    if standing.frozen is None:
        url = at("staff:freeze_report", review)
        return [Reason("not-frozen", _("The report is not frozen yet."), url)]
    if agency not in standing.parties or not speaks_for(user, agency):
        words = _("Only staff of an agency that signed the agreement can sign for it.")
        return [Reason("not-a-party", words)]
    if standing.is_outdated():
        words = _("The minutes were agreed anew since: the report is frozen anew.")
        url = at("staff:freeze_report", review)
        return [Reason("outdated", words, url), *seal_blocks(review)]
    if any(row.agency_id == agency.pk for row in standing.signatures):
        return [Reason("signed", _("Your agency has signed already."))]
    doers = [standing.frozen, *standing.signatures]
    if any(row.recorded_by_id == user.pk for row in doers):
        words = _("Who froze the report, or signed for the other agency, cannot sign.")
        return [Reason("four-eyes", words)]
    return seal_blocks(review)
