"""The steps of a review: opened, invited, held, its minutes agreed, and back again.

Each asks its gate under the ledger's lock, and is refused with what is missing. One
that takes long to work out asks it before that too.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from creativecity.ledger import verbs
from creativecity.ledger.ahead import ahead
from creativecity.ledger.chain import latest, lock
from creativecity.ledger.digest import sha256
from creativecity.thai_calendar import today

from . import gates
from .agenda import matters, missing
from .minutes import minutes_hash, minutes_values
from .models import AgendaItem, AnnualReview, Invitation, MinutesAgreement
from .review_pack import pack_text, pack_values
from .review_standing import standing_of


def open_review(programme, year, *, by, on=None, **fields):
    """Open the review of a year, with the agenda that the records bring.

    `fields` are those of the review, such as the form of its agenda.
    """
    _pass(gates.may_open(programme, year, on))
    opened_on = on or today()
    review = AnnualReview(programme=programme, year=year, opened_on=opened_on, **fields)
    brought = ahead(partial(matters, review, opened_on))
    with transaction.atomic():
        head = lock()
        _pass(gates.may_open(programme, year, on))
        found = brought(head)
        verbs.create(
            review, by=by, verb="open", about=review.key(), personal=review.personal
        )
        _put_on_agenda(review, found, by)
    return review


def gather_agenda(review, *, by, on=None):
    """Put on the agenda what the records bring now and it never had.

    What is there, was edited or taken off stays as it is. Returns the new matters.
    """
    review.judge_open()
    brought = ahead(partial(matters, review, on))
    with transaction.atomic():
        head = lock()
        review.judge_open()
        return _put_on_agenda(review, brought(head), by)


def _put_on_agenda(review, found, by):
    items = [
        AgendaItem(is_sample=review.is_sample, **matter.fields())
        for matter in missing(review, found)
    ]
    return AgendaItem.objects.add_all(review, items, by=by)


def invite(review, *, by, on=None):
    """Freeze the pack as known now and send it; the same pack is not sent twice."""
    _judge_invitation(review)
    packed = ahead(partial(_pack_now, review, on))
    with transaction.atomic():
        head = lock()
        _judge_invitation(review)
        pack, values = packed(head)
        return _send(review, pack, values, by, on)


def _judge_invitation(review):
    review.judge_open()
    review.refresh_from_db()
    _pass(gates.may_invite(review))


def _pack_now(review, on):
    """The pack and its text, of the review as the database has it."""
    review = AnnualReview.objects.select_related("programme").get(pk=review.pk)
    pack = pack_values(review, on)
    return pack, pack_text(pack)


def _send(review, pack, values, by, on):
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
