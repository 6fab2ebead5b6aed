"""Of whom something is on record: whom to reach after a breach, whom to erase."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT, told_on
from cities.models import Expert
from cities.pages import ROWS_A_PAGE
from creativecity.ledger import verbs
from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..accounts.register import manageable_by
from ..forms.erase import EraseForm
from ..privacy.erasing import erase_account as erase_it
from ..privacy.erasing import erase_expert as erase_person
from ..privacy.people import HEADER, WORDS, accounts, counts, experts, people_rows

ANSWERS = "programmes.change_privacyrequest"
CSV = "text/csv; charset=utf-8"


@staff_page(ANSWERS, safe=True)
def people(request):
    managed = manageable_by(request.user).values_list("pk", flat=True)
    page = Paginator(accounts(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": counts(),
        "page": page,
        "managed": set(managed),
        "experts": experts(),
    }
    return render(request, "programmes/staff/people.html", context)


@staff_page(ANSWERS, again=True)
def breach(request):
    """What to do in which order; by its button the persons concerned, as CSV."""
    if request.method != "POST":
        return render(request, "programmes/staff/breach.html", {"counts": counts()})
    kind = request.POST.get("kind")
    kind = kind if kind in WORDS else ""
    rows = list(people_rows(kind))
    told = {"kind": kind, "rows": len(rows)}
    verbs.note(request.user, verb="export_people", by=request.user, payload=told)
    response = HttpResponse(write_csv(HEADER, rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="people-{today()}.csv"'
    return response


@staff_page(ANSWERS, again=True)
def erase_account(request, account):
    row = get_object_or_404(
        accounts().filter(pk__in=manageable_by(request.user)), pk=account
    )
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            why = form.cleaned_data["why"]
            erase_it(row, by=request.user, on=today(), why=why)
            return _erased(request)
    return _shown(request, form, {"account": row})


@staff_page(ANSWERS, again=True)
def erase_expert(request, person):
    row = get_object_or_404(Expert, pk=person)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            erase_person(row, by=request.user, why=form.cleaned_data["why"])
            return _erased(request)
    return _shown(request, form, {"person": row})


def _erased(request):
    messages.success(request, _("Erased. What was recorded stays, without a name."))
    return redirect("staff:people")


def _shown(request, form, context):
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    status = HTTP_CONFLICT if is_late else 200
    page = "programmes/staff/erase.html"
    return render(request, page, {"form": form, **context}, status=status)
