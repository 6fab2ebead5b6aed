"""How an amendment changes the agreement, and how one that was wrong is taken back.

It is written together with what it does: an extension counts from its day on, an added
city gets its target, a clause its new words. Taken back, all of that is undone, unless
something was said since that rests on it: then it stays, and the words say what to do.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.partial_days import settle
from creativecity.thai_calendar import Precision

from .models import Amendment, Commitment, CommitmentReport, Target
from .term import AgreementState

TEXTS = ["text_th", "text_en"]


@transaction.atomic
def amend(amendment, *, by, decision=None, goal=Target.Goal.SUBMITTED):
    """Write an unsaved Amendment and change what it changes; returns it.

    Of its kind it has set: `due_on` and `precision` (a longer term, an added city),
    `city`, or `commitment`. `goal` is what an added city is to reach by `due_on`. The
    new words of a clause, and those of a target, are the amendment's. ValidationError
    with the reason where that cannot be; nothing is written then.
    """
    lock()
    amendment.programme.forget_term()
    amendment.decision = decision or amendment.decision
    if amendment.due_on:
        amendment.precision = amendment.precision or Precision.DAY
    settle(amendment, ("due_on", "precision"))
    amendment.validate_constraints()
    _judge(amendment)
    kinds = Amendment.Kind
    rule = {kinds.EXTENSION: _extend, kinds.CITY: _add_city, kinds.CLAUSE: _reword}
    rule[amendment.kind](amendment, by, goal)
    amendment.programme.forget_term()
    return amendment


def change_target(change, *, by):
    """Write an unsaved TargetChange, its decision set; see `TargetChange.add`."""
    return change.add(by=by)


def _write(amendment, by):
    about = amendment.programme.key()
    verbs.add(amendment, by=by, verb="amend", about=about)


def _judge(amendment):
    """What holds for every kind."""
    programme = amendment.programme
    taken = programme.amendments.standing().filter(number=amendment.number)
    if taken.exists():
        words = _("An amendment has this number already.")
        raise ValidationError({"number": words})
    named = (amendment.decision, amendment.paper, amendment.commitment)
    if any(row and row.programme_id != programme.pk for row in named):
        raise ValidationError(_("What is named belongs to another agreement."))
    if amendment.decision:
        amendment.decision.judge_standing()
    state = programme.state(amendment.effective_on)
    if state == AgreementState.NOT_SIGNED:
        words = _("The agreement was not signed by that day.")
        raise ValidationError({"effective_on": words})
    if state == AgreementState.SUCCEEDED:
        words = _("By that day another agreement had taken its place.")
        raise ValidationError({"effective_on": words})


def _extend(amendment, by, goal):
    end = amendment.programme.last_day(amendment.effective_on)
    if amendment.due_on <= end:
        words = _("The new end has to lie after the one that stands.")
        raise ValidationError({"due_on": words})
    _write(amendment, by)


def _add_city(amendment, by, goal):
    programme = amendment.programme
    if programme.cities(amendment.effective_on).filter(pk=amendment.city_id).exists():
        words = _("The agreement has a target for this city: a decision may change it.")
        raise ValidationError({"city": words})
    if amendment.due_on < amendment.effective_on:
        words = _("The day of the target lies before the amendment.")
        raise ValidationError({"due_on": words})
    _write(amendment, by)
    target = Target(
        programme=programme,
        city=amendment.city,
        code=_free_code(programme, f"A{amendment.number}"),
        goal=goal,
        due_on=amendment.due_on,
        precision=amendment.precision,
        words_th=amendment.text_th,
        words_en=amendment.text_en,
        amendment=amendment,
    )
    verbs.create(target, by=by, about=amendment.city.key())


def _free_code(programme, code):
    """The code, told apart where an amendment of that number was taken back."""
    taken = set(programme.targets.values_list("code", flat=True))
    codes = (f"{code}-{n}" if n > 1 else code for n in range(1, len(taken) + 2))
    return next(each for each in codes if each not in taken)


def _reword(amendment, by, goal):
    clause = Commitment.objects.get(pk=amendment.commitment_id)
    new = {name: getattr(amendment, name) for name in TEXTS}
    standing = Amendment.objects.standing().filter(commitment=clause)
    if standing.filter(effective_on__gt=amendment.effective_on).exists():
        words = _("The clause was changed again after that day.")
        raise ValidationError({"effective_on": words})
    if all(getattr(clause, name) == text for name, text in new.items()):
        raise ValidationError({"text_th": _("The clause has these words already.")})
    amendment.was_th, amendment.was_en = clause.text_th, clause.text_en
    _write(amendment, by)
    _set_words(clause, by, **new)


def _set_words(clause, by, **texts):
    for name, text in texts.items():
        setattr(clause, name, text)
    verbs.edit(clause, by=by, about=clause.programme.key(), fields=TEXTS)


@transaction.atomic
def withdraw_amendment(amendment, *, by, reason):
    """Take an amendment back, and undo what it did.

    ValidationError where it was taken back already, or where something rests on it.
    """
    lock()
    amendment.programme.forget_term()
    if not amendment.is_standing():
        raise ValidationError(_("This amendment was withdrawn."))
    if hindrance := why_it_stays(amendment):
        raise ValidationError(hindrance)
    about = amendment.programme.key()
    verbs.withdraw(amendment, by=by, reason=reason, about=about)
    if amendment.kind == Amendment.Kind.CLAUSE:
        clause = Commitment.objects.get(pk=amendment.commitment_id)
        _set_words(clause, by, text_th=amendment.was_th, text_en=amendment.was_en)
    amendment.programme.forget_term()


def why_it_stays(amendment):
    """Why an amendment cannot be taken back; empty where it can."""
    kinds = Amendment.Kind
    rule = {
        kinds.EXTENSION: _is_reviewed,
        kinds.CITY: _is_moved,
        kinds.CLAUSE: _is_used,
    }
    return rule[amendment.kind](amendment)


def _is_reviewed(amendment):
    """A year that only this extension brought has a review already."""
    programme = amendment.programme
    in_force = programme.extensions_in_force(date.max)
    others = [row for row in in_force if row.sequence != amendment.sequence]
    years = len(programme.windows_with(others))
    if programme.reviews.filter(year__gt=years).exists():
        return _("A year that it added has been reviewed. Amend the agreement anew.")
    return ""


def _is_moved(amendment):
    if amendment.target.changes.standing().exists():
        return _("A decision changed the target that it brought.")
    return ""


def _is_used(amendment):
    clause = Commitment.objects.get(pk=amendment.commitment_id)
    if any(getattr(clause, name) != getattr(amendment, name) for name in TEXTS):
        return _("The clause was changed again since. Take that back first.")
    reports = CommitmentReport.objects.standing().filter(commitment=clause)
    if reports.filter(sequence__gt=amendment.sequence).exists():
        return _("An agency has reported on its new words. Amend the clause anew.")
    return ""
