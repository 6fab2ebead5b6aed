"""The documents that a call asks for and the steps of its template, one at a time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.call_parts import DocumentForm, StepForm
from ..forms.overtaken import status_of, told_on
from ..models import Call, RequiredDocument, TemplateStep


@staff_page("cities.change_call")
def add_document(request, year):
    call = get_object_or_404(Call, year=year)
    row = RequiredDocument(call=call, position=call.documents.count())
    return _add(request, DocumentForm, row, "cities/staff/document_form.html")


@staff_page("cities.change_call")
def edit_document(request, year, code):
    rows = RequiredDocument.objects.select_related("call", "copied_from")
    row = get_object_or_404(rows, call__year=year, code=code)
    return _edit(request, DocumentForm, row, "cities/staff/document_form.html")


@staff_page("cities.change_call")
def add_step(request, year):
    call = get_object_or_404(Call, year=year)
    row = TemplateStep(call=call, position=call.steps.count())
    return _add(request, StepForm, row, "cities/staff/step_form.html")


@staff_page("cities.change_call")
def edit_step(request, year, code):
    steps = TemplateStep.objects.select_related("call")
    row = get_object_or_404(steps, call__year=year, code=code)
    return _edit(request, StepForm, row, "cities/staff/step_form.html")


def _add(request, form_class, row, template):
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        words = _("“%(name)s” is added.") % {"name": row.name}
        return _back(request, row, words)
    return render(request, template, {"form": form, "call": row.call, "row": row})


def _added(request, form):
    try:
        form.instance.add(by=request.user)
    except ValidationError as error:
        form.add_error("code", error.messages)
        return False
    return True


def _edit(request, form_class, row, template):
    name, source = row.name, getattr(row, "copied_from", None)
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            row.change(by=request.user, fields=form.fields_changed(), base=base)
            words = _("“%(name)s” is saved.") % {"name": row.name}
            return _back(request, row, words)
    context = {
        "form": form,
        "call": row.call,
        "row": row,
        "name": name,
        "taken_over_from": source,
    }
    return render(request, template, context, status=status_of(form))


def _back(request, row, words):
    messages.success(request, words)
    return redirect("staff:cities:edit_call", year=row.call.year)
