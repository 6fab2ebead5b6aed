"""What was taken in from files, by whom and what it did; and how it is taken back."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.imports import WithdrawImportForm
from ..imports import ADAPTERS
from ..imports.effects_shown import told
from ..imports.work import FILE, WITHDRAW, WORK, about, draft, is_under_way
from ..models import Import
from .import_work import awaited, do, ended


@staff_page("programmes.view_import", safe=True)
def imports(request):
    """What was taken in, by whom, what it did; and how to begin."""
    rows = Import.objects.select_related("taken_in_by").defer("effects")
    context = {
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "adapters": ADAPTERS.values(),
        "waiting": _waiting(request.user),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/imports.html", context)


def _waiting(user):
    """The kinds of which a checked file waits for the word of this user."""
    drafts = user.drafts.filter(key=FILE).values_list("about", flat=True)
    return {place.rpartition("/")[2] for place in drafts}


@staff_page("programmes.view_import", safe=True)
def imported(request, number):
    """What each row of one import did, with the way to the thing."""
    row = _find(number)
    work = draft(request.user, about(row.pk), WORK)
    if is_under_way(work):
        return awaited(request, ADAPTERS[row.kind], work)
    if work:
        ended(request, row.pk, work)
        row.refresh_from_db()
    page = Paginator(row.effects, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "adapter": ADAPTERS[row.kind],
        "page": page,
        "told": told(page.object_list, ADAPTERS[row.kind]),
        "left": told(row.left(), ADAPTERS[row.kind]),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/import.html", context)


def _find(number):
    rows = Import.objects.select_related("taken_in_by", "withdrawn_by")
    return get_object_or_404(rows, pk=number)


@staff_page("programmes.add_import")
def withdraw_import(request, number):
    """Take back all that it did, as far as nobody changed it since."""
    row = _find(number)
    form = WithdrawImportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        do(request, row.pk, WITHDRAW, len(row.effects), reason=reason)
        return redirect(row)
    context = {"row": row, "form": form, "is_sample": holds_sample_data()}
    return render(request, "programmes/staff/import_withdraw.html", context)
