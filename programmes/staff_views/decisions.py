"""The register of decisions as staff keep it: listed, entered, followed, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page

from .. import gates
from ..decision_file import HEADER, file_rows
from ..decision_register import register
from ..forms.acts import ActionPointForm
from ..forms.decision import WithdrawDecisionForm
from ..forms.decision_filter import DecisionFilter
from ..forms.decision_sheet import DecisionSheet
from ..models import AgendaItem, Decision, Programme
from ..review_standing import standing_of


@staff_page("programmes.view_annualreview", safe=True)
def decisions(request):
    chosen = DecisionFilter(request.GET)
    page = Paginator(chosen.decisions(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "entries": register(page.object_list),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/decision_list.html", context)


@staff_page("programmes.view_annualreview", safe=True)
def decisions_csv(request):
    """All that were chosen, with words that the public is not told yet."""
    entries = register(DecisionFilter(request.GET).decisions())
    content = write_csv(HEADER, file_rows(entries, with_all_words=True))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response


@staff_page("programmes.view_annualreview", safe=True)
def decision(request, decision):
    entry = _find(decision)
    context = {
        "entry": entry,
        "decision": entry.decision,
        "is_sample": entry.decision.is_sample,
    }
    return render(request, "programmes/staff/decision_detail.html", context)


@staff_page("programmes.add_decision")
def add_decision(request):
    """By circulation, also after the term; of the newest agreement unless named."""
    slug = slugify(request.GET.get("agreement", ""))  # PostgreSQL refuses a NUL
    programme = (
        get_object_or_404(Programme, slug=slug) if slug else Programme.objects.newest()
    )
    if programme is None:
        raise Http404(_("No agreement is on record yet."))
    return _enter(request, DecisionSheet(request, programme))


@staff_page("programmes.add_decision")
def decide_item(request, item):
    """Under a matter of a meeting's agenda."""
    items = AgendaItem.objects.select_related("review__programme")
    item = get_object_or_404(items, pk=item)
    sheet = DecisionSheet(request, item.review.programme, item)
    return _enter(request, sheet, gates.may_decide(item))


@staff_page("programmes.add_decision")
def give_action_point(request, decision):
    """One more action point of a decision that is in the register."""
    entry = _find(decision)
    form = ActionPointForm(request.POST or None, programme=entry.decision.programme)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            form.act().apply(entry.decision, by=request.user)
            messages.success(request, _("The action point is given."))
            return redirect(entry.decision.get_staff_url())
    context = {
        "entry": entry,
        "decision": entry.decision,
        "form": form,
        "voids": _voids(entry.decision.item),
    }
    return render(request, "programmes/staff/action_point_form.html", context)


@staff_page("programmes.add_decision")
def withdraw_decision(request, decision):
    entry = _find(decision)
    form = WithdrawDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            entry.decision.withdraw(by=request.user, **form.cleaned_data)
            messages.success(request, _("The decision is taken back."))
            return redirect(entry.decision.get_staff_url())
    context = {"entry": entry, "decision": entry.decision, "form": form}
    return render(request, "programmes/staff/decision_withdraw.html", context)


def _voids(item):
    """Whether what is entered here changes minutes that somebody has agreed to."""
    if item is None or item.review.is_sealed():
        return False
    return bool(standing_of(item.review).agreed())


def _find(sequence):
    entries = register(Decision.objects.filter(sequence=sequence))
    if not entries:
        raise Http404(_("There is no decision under that number."))
    return entries[0]


def _enter(request, sheet, reasons=()):
    if sheet.is_sent and not reasons and (entered := sheet.enter()):
        words = _("Decision %(number)s is entered.") % {"number": entered}
        messages.success(request, words)
        return redirect(entered.get_staff_url())
    context = {
        "sheet": sheet,
        "programme": sheet.programme,
        "item": sheet.item,
        "reasons": reasons,
        "voids": _voids(sheet.item),
        "others": Programme.objects.exclude(pk=sheet.programme.pk),
    }
    page = "programmes/staff/decision_form.html"
    return render(request, page, context, status=sheet.status())
