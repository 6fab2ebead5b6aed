"""Files of rows that the secretary takes in: checked first, then recorded."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.imports import ImportFileForm
from ..imports import ADAPTERS
from ..imports.files import CONTENT_TYPES, PRESENT, TEMPLATE, write
from ..imports.judging import STATES, UNCHANGED
from ..imports.work import (
    CHECK,
    JUDGED,
    RECORD,
    WORK,
    about,
    draft,
    forget,
    is_under_way,
    keep_file,
    tell_in,
)
from ..models import Import
from .import_work import awaited, do, ended

NAME = 200  # letters of a file's name that are kept


@staff_page("programmes.add_import")
def import_kind(request, kind):
    """Hand in a file, see what it would change, then record it or think again."""
    adapter = _adapter(kind)
    act = _ACTS.get(request.POST.get("action"), _check)
    form = ImportFileForm(request.POST or None, request.FILES or None, adapter=adapter)
    if request.method == "POST" and (answer := act(request, kind, form)):
        return answer
    work = draft(request.user, about(kind), WORK)
    if is_under_way(work):
        return awaited(request, adapter, work)
    if not work:
        tell_in(request.user, kind, get_language())
    if work and (answer := ended(request, kind, work)):
        return answer
    return render(
        request,
        "programmes/staff/import_kind.html",
        {"adapter": adapter, "form": form, **_checked(request, kind)},
    )


def _adapter(kind):
    if kind not in ADAPTERS:
        raise Http404(_("Nothing of this kind is taken in from files."))
    return ADAPTERS[kind]


def _check(request, kind, form):
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    keep_file(request.user, kind, {**file, "name": file["name"][:NAME]})
    return do(request, kind, CHECK, len(file["rows"]))


def _record(request, kind, form):
    """All of it, if no row is wrong; or its good rows alone, if that was said."""
    del form
    judged = draft(request.user, about(kind), JUDGED)
    if judged is None:
        messages.info(request, _("There is no checked file. Hand it in again."))
        return redirect("staff:import_kind", kind)
    counts = judged["counts"]
    if request.POST["action"] == "record" and counts["wrong"]:
        messages.error(request, _("The file has mistakes, so nothing was recorded."))
        return redirect("staff:import_kind", kind)
    return do(request, kind, RECORD, sum(counts.values()))


def _discard(request, kind, form):
    del form
    forget(request.user, kind)
    return redirect("staff:import_kind", kind)


_ACTS = {"record": _record, "record-good": _record, "discard": _discard}


def _checked(request, kind):
    """What the checked file would do: the rows of one state, page by page."""
    judged = draft(request.user, about(kind), JUDGED)
    if judged is None:
        return {"judged": None, "is_sample": holds_sample_data()}
    counts = judged["counts"]
    states = [state for state in STATES if counts[state]]
    state = request.GET.get("state")
    state = state if state in states else states[0]
    lines = judged["unchanged"] if state == UNCHANGED else judged["lines"]
    found = [line for line in lines if line.get("state", UNCHANGED) == state]
    return {
        "judged": judged,
        "good": counts["new"] + counts["changed"],
        "state": state,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "same": Import.objects.of_file(kind, judged["sha256"]),
        "is_sample": holds_sample_data(),
    }


@staff_page("programmes.add_import", safe=True)
def import_file(request, kind, what, file_format):
    """An empty file to be filled in, or what is on record as such a file."""
    adapter = _adapter(kind)
    if what not in {TEMPLATE, PRESENT} or file_format not in CONTENT_TYPES:
        raise Http404(_("There is no such file."))
    content = write(adapter, what, file_format, request.user)
    response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
    sample = "-sample" if what == PRESENT and holds_sample_data() else ""
    name = f"{kind}-{what}{sample}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
