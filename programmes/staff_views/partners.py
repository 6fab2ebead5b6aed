"""The register of partner bodies, as staff keep it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import status_of, told_on
from cities.models import Source
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.partner import PartnerEditForm, PartnerForm
from ..forms.partner_filters import PartnerFilter
from ..models import ActionPoint, Engagement, Partner, PartnerReport

LATEST = 10  # steps, and reports, on a partner's page


@staff_page("programmes.view_partner", safe=True)
def partners(request):
    chosen = PartnerFilter(request.GET, is_public=False)
    visible = Partner.objects.visible_to(request.user)
    found = _told(chosen.of(visible, today()), request.user)
    context = {
        "filter": chosen,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_empty": not visible.exists(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/partner_list.html", context)


def _told(partners, user):
    """In order, with the last step of coordination and how many accounts there are."""
    steps = Engagement.objects.standing().visible_to(user)
    last = steps.filter(partner=OuterRef("pk")).order_by("-effective_on", "-sequence")
    accounts = Count("staff", distinct=True)
    told = partners.annotate(
        spoke_on=Subquery(last.values("effective_on")[:1]), accounts=accounts
    )
    return told.in_order().prefetch_related("cities", "areas")


@staff_page("programmes.view_partner", safe=True)
def partner(request, slug):
    """Its part, whom one asks there, what was said with it and by it, what it owes."""
    found = _find(request.user, slug)
    steps = found.engagements.standing().visible_to(request.user)
    reports = PartnerReport.objects.standing().visible_to(request.user)
    points = ActionPoint.objects.filter(partner=found)
    context = {
        "partner": found,
        "accounts": found.staff.order_by("username"),
        "sources": Source.objects.cited_by([found]),
        "steps": steps.select_related("agency", "city", "paper", "recorded_by")[
            :LATEST
        ],
        "step_count": steps.count(),
        "reports": reports.filter(partner=found).select_related(
            "city", "commitment", "paper", "recorded_by"
        )[:LATEST],
        "withdrawable": _withdrawable(request.user, found),
        "points": points.running_as_of(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/partner.html", context)


@staff_page("programmes.add_partner")
def add_partner(request):
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = form.instance.add(by=request.user, **form.ticked())
        messages.success(request, _("The partner is in the register."))
        return redirect(added)
    return render(request, "programmes/staff/partner_form.html", {"form": form})


@staff_page("programmes.change_partner")
def edit_partner(request, slug):
    found = get_object_or_404(Partner, slug=slug)
    form = PartnerEditForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            found.edit(
                by=request.user, fields=form.changed_data, base=base, **form.ticked()
            )
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "partner": found}
    page = "programmes/staff/partner_form.html"
    return render(request, page, context, status=status_of(form))


def _find(user, slug):
    return get_object_or_404(Partner.objects.visible_to(user), slug=slug)


def _withdrawable(user, partner):
    rows = Engagement.objects.withdrawable_by(user).filter(partner=partner)
    return set(rows.values_list("sequence", flat=True))
