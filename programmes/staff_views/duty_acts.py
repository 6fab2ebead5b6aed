"""The two keys of a duty: each is turned, and taken back, on a page of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cities.forms.milestone import TakeBackForm
from cities.forms.overtaken import HTTP_CONFLICT, status_of, told_on
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.duty import AnswerForm, ReportForm, SeenForm
from ..forms.paper import PaperChoice, are_valid
from ..models import Commitment, CommitmentReport, CommitmentVerdict
from ..models.key_rules import OVERTAKEN, own_agencies, why_not_answered
from .duties import find, line_of


@staff_page("programmes.add_commitmentreport")
def report_duty(request, slug, code):
    """Say how far a duty is, for an agency that owes it."""
    duty = find(Commitment.objects.reportable_by(request.user), slug, code)
    keys = duty.keys()
    own = own_agencies(request.user)
    agencies = [agency for agency in keys.owing() if agency.pk in own]
    form = ReportForm(request.POST or None, keys=keys, agencies=agencies)
    paper = PaperChoice(
        request.POST or None,
        request.FILES or None,
        programme=duty.programme,
        user=request.user,
    )
    if request.method == "POST" and are_valid(form, paper):
        with told_on(form):
            _report(duty, form, paper, request.user)
            messages.success(request, _("Reported. The other agency answers it now."))
            return redirect("staff:duty", slug, code)
    return _shown(request, duty, form, "report_duty", paper=paper)


def _report(duty, form, paper, user):
    kept = paper.keep(by=user)
    duty.report(
        CommitmentReport(**form.said()),
        by=user,
        papers=[kept] if kept else [],
        evidence=form.evidence(),
        base=form.cleaned_data["base"],
    )


@staff_page("programmes.add_commitmentverdict")
def answer_duty(request, slug, code):
    """Confirm the newest report on a duty, or dispute it."""
    duty = find(Commitment.objects.answerable_by(request.user), slug, code)
    keys = duty.keys()
    hindrance = why_not_answered(keys, request.user, own_agencies(request.user))
    form = AnswerForm(request.POST or None, keys=keys)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            _answer(keys, form, request.user)
            messages.success(request, _("Answered. The page of the duty shows it."))
            return redirect("staff:duty", slug, code)
    return _shown(request, duty, form, "answer_duty", hindrance=hindrance)


def _answer(keys, form, user):
    report = keys.report()
    if report is None:
        raise ValidationError(_("There is no report to answer now."), code=OVERTAKEN)
    verdict = CommitmentVerdict(**form.said())
    report.answer(verdict, by=user, base=form.cleaned_data["base"])


@staff_page("programmes.add_commitmentreport")
def withdraw_key(request, slug, code, said):
    """Take back a report that nobody answered, or an answer; the reason is kept."""
    duty = find(Commitment.objects.answerable_by(request.user), slug, code)
    row = _find_said(duty, said, own_agencies(request.user))
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
            words = _("Taken back. What was said, and your reason, stay on the record.")
            messages.success(request, words)
            return redirect("staff:duty", slug, code)
    return _shown(request, duty, form, "withdraw_key", row=row)


def _find_said(duty, sequence, own):
    """What one of these agencies said of the duty, under that number."""
    reports = CommitmentReport.objects.filter(commitment=duty)
    verdicts = CommitmentVerdict.objects.filter(report__commitment=duty)
    for rows in (reports, verdicts):
        row = rows.filter(agency__in=own, sequence=sequence).first()
        if row:
            return row
    raise Http404(_("Nothing was said of this duty under that number."))


def _shown(request, duty, form, act, **context):
    """The page of an act: with 409 where somebody was faster, and what stands now."""
    keys = duty.keys()
    status = status_of(form)
    if status == HTTP_CONFLICT and isinstance(form, SeenForm):
        form.show_anew(keys)
    context |= {"duty": duty, "line": line_of(keys), "form": form, "act": act}
    context["is_sample"] = holds_sample_data()
    return render(request, "programmes/staff/duty_act.html", context, status=status)
