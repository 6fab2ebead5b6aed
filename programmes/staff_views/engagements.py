"""The log of coordination with partners: read, added to, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import (
    get_list_or_404,
    get_object_or_404,
    redirect,
    render,
)
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.engagement import EngagementForm
from ..forms.paper import PaperChoice, are_valid
from ..forms.partner_filters import EngagementFilter
from ..forms.withdrawal import WithdrawalForm
from ..models import Engagement, Partner, Programme
from ..partner_tables import ENGAGEMENTS, engagement_rows


@staff_page("programmes.view_partner", safe=True)
def engagements(request):
    chosen = _filter(request)
    mine = Engagement.objects.withdrawable_by(request.user)
    page = Paginator(_rows(chosen), ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = mine.filter(sequence__in=[step.sequence for step in page])
    context = {
        "filter": chosen,
        "page": page,
        "is_empty": not chosen.steps.exists(),
        "withdrawable": set(shown.values_list("sequence", flat=True)),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/engagement_list.html", context)


@staff_page("programmes.view_partner", safe=True)
def engagements_csv(request):
    """The steps that were chosen; what is not understood is refused."""
    chosen = _filter(request)
    if not chosen.is_valid():
        errors = [error for errors in chosen.errors.values() for error in errors]
        return not_understood("\n".join(errors))
    content = write_csv(ENGAGEMENTS, engagement_rows(_rows(chosen)))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"coordination-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page("programmes.add_engagement")
def add_engagement(request, slug):
    user = request.user
    partner = get_object_or_404(Partner.objects.visible_to(user), slug=slug)
    row = Engagement(partner=partner)
    form = EngagementForm(request.POST or None, instance=row, user=user)
    paper = PaperChoice(
        request.POST or None,
        request.FILES or None,
        programme=get_list_or_404(Programme)[0],
        user=user,
    )
    if request.method == "POST" and are_valid(form, paper):
        with told_on(form):
            row.paper = paper.keep(by=user)
            row.add(by=user)
            messages.success(request, _("The step is in the log."))
            return redirect(partner)
    context = {"partner": partner, "form": form, "paper": paper}
    return render(request, "programmes/staff/engagement_form.html", context)


@staff_page("programmes.add_engagement")
def withdraw_engagement(request, step):
    rows = Engagement.objects.withdrawable_by(request.user)
    row = get_object_or_404(rows.select_related("partner", "city"), sequence=step)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The step is withdrawn."))
            return redirect(row.partner)
    context = {"step": row, "partner": row.partner, "form": form}
    return render(request, "programmes/staff/engagement_withdraw.html", context)


def _filter(request):
    steps = Engagement.objects.standing().visible_to(request.user)
    return EngagementFilter(request.GET, steps=steps, user=request.user)


def _rows(chosen):
    return chosen.found().select_related(
        "partner", "agency", "city", "paper", "recorded_by"
    )
