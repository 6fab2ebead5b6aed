"""What may be said of a duty, and by whom: each rule refuses with its reason.

`keys` is how the duty stands now (commitment_rows.Keys), None of a purpose or the goal.
The words of `why_*` are the page's too, so that nobody is offered what is refused.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City, Event, Evidence
from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import Withdrawal

#: The code of a refusal because somebody was faster (cities.forms.overtaken.CODE).
OVERTAKEN = "overtaken"


def speaks_for(user, agency):
    return agency.staff.filter(pk=user.pk).exists()


def judge_reporter(report, commitment, keys, by):
    """An agency that owes the duty reports, through somebody of its staff."""
    if keys is None:
        words = _("Purposes and the highest goal are listed, not reported on.")
        raise ValidationError(words, code="no-duty")
    if report.agency not in keys.owing():
        words = _("%(agency)s does not owe this duty: who owes it reports on it.")
        raise ValidationError(
            words, code="not-owed", params={"agency": report.agency.short}
        )
    if not speaks_for(by, report.agency):
        words = _("Your account does not speak for %(agency)s.")
        raise ValidationError(
            words, code="not-yours", params={"agency": report.agency.short}
        )


def judge_covered(report):
    """The cities and activities named are on record and stand; each is named once."""
    report.city_slugs = list(dict.fromkeys(report.city_slugs))
    report.event_codes = list(dict.fromkeys(report.event_codes))
    cities = City.objects.filter(slug__in=report.city_slugs).count()
    if cities < len(report.city_slugs):
        raise ValidationError(_("No such city is on record."), code="no-city")
    events = Event.objects.filter(code__in=report.event_codes, retired_on=None)
    if events.count() < len(report.event_codes):
        words = _("An activity is not on record, or was retired meanwhile.")
        raise ValidationError(words, code="no-event")


def judge_proofs(programme, papers, evidence):
    """The proofs as fields of their rows: this agreement's papers, usable evidence."""
    if any(paper.programme_id != programme.pk for paper in papers):
        words = _("A paper is another agreement's.")
        raise ValidationError(words, code="unusable-paper")
    pieces = Evidence.objects.usable().filter(pk__in=[piece.pk for piece in evidence])
    pieces = list(pieces.order_by("pk"))
    if len(pieces) < len(evidence):
        words = _("A piece of evidence was retired meanwhile. Choose another one.")
        raise ValidationError(words, code="unusable-evidence")
    return [
        *({"paper": paper} for paper in papers),
        *({"evidence": piece} for piece in pieces),
    ]


def judge_seen(keys, base):
    """What somebody else said since the page was opened is read before it is passed."""
    if base is None or base == keys.standing.seen():
        return
    newest = keys.verdict() or keys.report()
    if newest is None:
        said = _("What stood on this page was taken back meanwhile.")
    elif newest.sequence > base:
        said = _("%(agency)s said something newer while you were typing.") % {
            "agency": newest.agency.short
        }
    else:
        said = _("Something that stood on this page was taken back meanwhile.")
    keeps = _("Nothing that you typed is lost. Read what stands now, then send again.")
    raise ValidationError(f"{said} {keeps}", code=OVERTAKEN)


def own_agencies(user):
    """The agencies that an account speaks for, as their keys in the database."""
    return set(user.agencies.values_list("pk", flat=True))


def why_not_answered(keys, by, own):
    """Why this account cannot turn the second key of a duty; "" if it can.

    `own` are its agencies. Nobody answers what they reported themselves, in whichever
    agencies they are.
    """
    report = keys and keys.report()
    if report is None:
        return _("There is no report to answer.")
    if report.recorded_by_id == by.pk:
        return _("You made this report yourself: somebody of the other agency answers.")
    if not answering(keys, own):
        return _("The other agency answers this report.")
    return ""


def answering(keys, own):
    """The party among `own` agencies that answers: one that did not report, or None."""
    reporter = keys.report().agency_id
    found = (agency for agency in keys.parties.values() if agency.pk in own)
    return next((agency for agency in found if agency.pk != reporter), None)


def acts_on(keys, user, own):
    """What this account may do with a duty now, as verbs."""
    owing = {agency.pk for agency in keys.owing()}
    acts = set()
    if own & owing and user.has_perm("programmes.add_commitmentreport"):
        acts.add("report")
    may_answer = user.has_perm("programmes.add_commitmentverdict")
    if may_answer and not why_not_answered(keys, user, own):
        acts.add("answer")
    return acts


def judge_answer(verdict, keys, by):
    """The other party answers, and a dispute has its reason in both languages."""
    own = own_agencies(by)
    if words := why_not_answered(keys, by, own):
        raise ValidationError(words, code="not-yours")
    verdict.agency = answering(keys, own)
    if verdict.verdict == verdict.Verdict.DISPUTED:
        for field in ("reason_th", "reason_en"):
            if not getattr(verdict, field):
                raise refusal(field, _("Say why it is disputed."), "no-reason")


def judge_newest(report, keys):
    """An answer is to the newest report; one that was passed by is history."""
    if keys.report() != report:
        raise ValidationError(
            _("This report no longer stands, or a newer one was made meanwhile."),
            code=OVERTAKEN,
        )


def withdrawal_of(row):
    return Withdrawal.objects.filter(withdrawn=row.sequence).first()


@transaction.atomic
def take_back(row, *, by, reason):
    """Withdraw a report or a verdict; sent twice, it is taken back once."""
    lock()
    if not speaks_for(by, row.agency):
        words = _("What an agency said is taken back by the same agency.")
        raise ValidationError(words, code="not-yours")
    if row.is_answered():
        words = _("It is answered already: make a new report instead.")
        raise ValidationError(words, code=OVERTAKEN)
    if gone := withdrawal_of(row):
        if gone.recorded_by_id == by.pk:
            return gone
        words = _("It was taken back already, by somebody else of your agency.")
        raise ValidationError(words, code=OVERTAKEN)
    return verbs.withdraw(row, by=by, reason=reason, about=row.about())
