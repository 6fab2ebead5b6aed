"""UNESCO's calls as the secretary keeps them: a new one is a copy of the newest."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.staff_page import staff_page
from creativecity.template_filters import buddhist_year

from ..forms.call import AddCallForm, CallForm
from ..forms.overtaken import status_of, told_on
from ..models import Call


@staff_page("cities.change_call", safe=True)
def calls(request):
    is_open = Q(documents__copied_from__isnull=False)
    counted = Call.objects.annotate(
        asked_for=Count("documents"), unconfirmed=Count("documents", filter=is_open)
    )
    context = {"calls": counted.order_by("-year")}
    return render(request, "cities/staff/call_list.html", context)


@staff_page("cities.add_call")
def add_call(request):
    newest = Call.objects.order_by("-year").first()
    call = newest.next() if newest else Call()
    form = AddCallForm(request.POST or None, instance=call)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            call.begin(by=request.user, after=newest)
            messages.success(request, _said_of_new(call))
            return redirect("staff:cities:edit_call", year=call.year)
    context = {"form": form, "newest": newest, "with_list": newest and _lists(newest)}
    return render(request, "cities/staff/call_form.html", context)


@staff_page("cities.change_call")
def edit_call(request, year):
    call = get_object_or_404(Call, year=year)
    if request.POST.get("step") == "take-over":
        return _take_over(request, call)
    form = CallForm(request.POST or None, instance=call)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            call.change(by=request.user, fields=form.fields_changed(), base=base)
            words = _("The call of %(year)s is saved.") % {"year": buddhist_year(year)}
            messages.success(request, words)
            return redirect("staff:cities:edit_call", year=year)
    context = {
        "call": call,
        "form": form,
        "documents": call.documents.select_related("copied_from"),
        "nearest_list": call.nearest_list(),
        "steps": call.steps.select_related("call"),  # as saved, not as just typed
    }
    page = "cities/staff/call_edit.html"
    return render(request, page, context, status=status_of(form))


def _lists(newest):
    """The call whose documents the next one starts with; None if no list is known."""
    return newest if newest.documents.exists() else newest.nearest_list()


def _take_over(request, call):
    rows = call.take_over_documents(by=request.user)
    messages.success(request, _documents_said(rows))
    return redirect("staff:cities:edit_call", year=call.year)


def _said_of_new(call):
    words = _("The call of %(year)s is added.") % {"year": buddhist_year(call.year)}
    return f"{words} {_documents_said(call.documents.select_related('copied_from'))}"


def _documents_said(rows):
    if not rows:
        return _("No document was taken over.")
    return ngettext(
        "%(count)s document was taken over; confirm it with this call's own list.",
        "%(count)s documents were taken over; confirm each with this call's own list.",
        len(rows),
    ) % {"count": len(rows)}
