"""The steps of a review: opened, invited, held, its minutes agreed, and back again.

Each asks its gate under the ledger's lock, and is refused with what is missing.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import latest, lock
from creativecity.ledger.digest import sha256
from creativecity.thai_calendar import today

from . import gates
from .agenda import missing
from .minutes import minutes_hash, minutes_values
from .models import AgendaItem, AnnualReview, Invitation, MinutesAgreement
from .review_pack import pack_text, pack_values
from .review_standing import standing_of


@transaction.atomic
def open_review(programme, year, *, by, on=None, **fields):
    """Open the review of a year, with the agenda that the records bring.

    `fields` are those of the review, such as the form of its agenda.
    """
    lock()
    _pass(gates.may_open(programme, year, on))
    opened_on = on or today()
    review = AnnualReview(programme=programme, year=year, opened_on=opened_on, **fields)
    verbs.create(
        review, by=by, verb="open", about=review.key(), personal=review.personal
    )
    gather_agenda(review, by=by, on=on)
    return review


@transaction.atomic
def gather_agenda(review, *, by, on=None):
    """Put on the agenda what the records bring now and it never had.

    What is there, was edited or taken off stays as it is. Returns the new matters.
    """
    lock()
    review.judge_open()
    return [
        AgendaItem(review=review, is_sample=review.is_sample, **matter.fields()).add(
            by=by
        )
        for matter in missing(review, on)
    ]


@transaction.atomic
def invite(review, *, by, on=None):
    """Freeze the pack as known now and send it; the same pack is not sent twice."""
    lock()
    review.judge_open()
    review.refresh_from_db()
    _pass(gates.may_invite(review))
    pack = pack_values(review, on)
    values = pack_text(pack)
    sent = review.invitations.standing().order_by("number").last()
    if sent and sent.sha256 == sha256(values):
        return sent
    row = Invitation(
        review=review,
        number=review.invitations.count() + 1,
        known_at=latest(),
        values=values,
        sha256=sha256(values),
        effective_on=on or today(),
        is_sample=pack.is_sample,
    )
    return verbs.add(row, by=by, verb="invite", about=review.key())


@transaction.atomic
def withdraw_invitation(review, *, by, reason):
    """Take the newest invitation back; the one before it, if any, stands again."""
    lock()
    review.judge_open()
    review.refresh_from_db()
    _pass(gates.may_withdraw_invitation(review))
    row = review.invitations.standing().order_by("number").last()
    return verbs.withdraw(row, by=by, reason=reason, about=review.key())


@transaction.atomic
def hold(review, *, by, on=None):
    """Record that the meeting was held on the day that it met."""
    lock()
    review.refresh_from_db()
    _pass(gates.may_hold(review, on))
    review.held_on = review.meets_on
    return review.change(by=by, fields=["held_on"], verb="hold")


@transaction.atomic
def unhold(review, *, by):
    """Say that it was not held after all: what was typed of it stays."""
    lock()
    review.refresh_from_db()
    _pass(gates.may_unhold(review))
    review.held_on = None
    return review.change(by=by, fields=["held_on"], verb="unhold")


@transaction.atomic
def agree_minutes(review, *, agency, seen, by, on=None):
    """An agency's word that the minutes are right, of the wording that `by` has seen.

    `seen` is the hash of the minutes that the page showed.
    """
    lock()
    review.refresh_from_db()
    _judge_speaker(agency, by)
    _pass(gates.may_agree(review, agency))
    minutes = minutes_values(review)
    if minutes_hash(minutes) != seen:
        words = _("The minutes were changed meanwhile. Read them before you agree.")
        raise ValidationError(words, code="changed")
    row = MinutesAgreement(
        review=review,
        agency=agency,
        sha256=seen,
        effective_on=on or today(),
        is_sample=minutes.is_sample,
    )
    return verbs.add(row, by=by, verb="agree", about=review.key())


@transaction.atomic
def withdraw_agreement(review, *, agency, by, reason):
    """Take an agency's word back, with a reason; the minutes wait for it again."""
    lock()
    review.judge_open()
    _judge_speaker(agency, by)
    found = [r for r in standing_of(review).agreed() if r.agency_id == agency.pk]
    if not found:
        words = _("Your agency has not agreed to these minutes.")
        raise ValidationError(words, code="not-agreed")
    return verbs.withdraw(found[0], by=by, reason=reason, about=review.key())


def _judge_speaker(agency, user):
    if agency is None or not agency.staff.filter(pk=user.pk).exists():
        words = _("Only the staff of a signing agency speak for it.")
        raise ValidationError(words, code="not-its-staff")


def _pass(reasons):
    if reasons:
        raise ValidationError([reason.words for reason in reasons], code="blocked")
