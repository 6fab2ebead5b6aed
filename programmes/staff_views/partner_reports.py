"""What partners report of their own part: theirs to write, and to take back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import (
    get_list_or_404,
    get_object_or_404,
    redirect,
    render,
)
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.paper import PaperChoice, are_valid
from ..forms.partner_report import PartnerReportForm
from ..forms.withdrawal import WithdrawalForm
from ..models import Partner, PartnerReport, Programme

PAGE = 20
REPORTS = "programmes.add_partnerreport"


@staff_page(REPORTS, safe=True)
def partner_reports(request):
    told = PartnerReport.objects.standing().told_by(request.user)
    rows = told.select_related("partner", "city", "commitment", "paper", "recorded_by")
    context = {
        "bodies": Partner.objects.reporting_for(request.user).in_order(),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/partner_report_list.html", context)


@staff_page(REPORTS)
def partner_report(request, slug):
    user, programme = request.user, get_list_or_404(Programme)[0]
    body = get_object_or_404(Partner.objects.reporting_for(user), slug=slug)
    row = PartnerReport(partner=body)
    form = PartnerReportForm(request.POST or None, instance=row, programme=programme)
    paper = PaperChoice(
        request.POST or None, request.FILES or None, programme=programme, user=user
    )
    if request.method == "POST" and are_valid(form, paper):
        with told_on(form):
            row.paper = paper.keep(by=user)
            row.add(by=user)
            messages.success(request, _("Your report is with the agencies."))
            return redirect("staff:partner_reports")
    context = {"partner": body, "form": form, "paper": paper}
    return render(request, "programmes/staff/partner_report_form.html", context)


@staff_page(REPORTS)
def withdraw_partner_report(request, report):
    rows = PartnerReport.objects.told_by(request.user).select_related("partner", "city")
    row = get_object_or_404(rows, sequence=report)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The report is withdrawn."))
            return redirect("staff:partner_reports")
    context = {"report": row, "form": form}
    return render(request, "programmes/staff/partner_report_withdraw.html", context)
