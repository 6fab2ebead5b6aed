"""Suggestions from the public, as the secretary enters and answers them."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.milestone import TakeBackForm
from cities.forms.overtaken import HTTP_CONFLICT, told_on
from cities.models import Suggestion, SuggestionStep
from cities.pages import ROWS_A_PAGE
from cities.suggestion_stories import stories
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.suggestion import (
    ConsiderForm,
    DeclineForm,
    SuggestionFilter,
    SuggestionForm,
)


@staff_page("cities.view_suggestion", safe=True)
def suggestions(request):
    """Overseers read all of them, an officer those for the own city."""
    chosen = SuggestionFilter(request.GET, user=request.user)
    page = Paginator(chosen.found(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "stories": stories(page.object_list),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/suggestion_list.html", context)


@staff_page("cities.view_suggestion", safe=True)
def suggestion(request, suggestion):
    row = _find(Suggestion.objects.visible_to(request.user), suggestion)
    [story] = stories([row])
    newest = story.newest()
    context = {
        "suggestion": row,
        "story": story,
        "is_undoable": not (newest and newest.decision),
        "is_sample": row.is_sample,
    }
    return render(request, "programmes/staff/suggestion.html", context)


@staff_page("cities.add_suggestion")
def add_suggestion(request):
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row = form.instance.receive(by=request.user)
            words = _("The suggestion is on record as %(reference)s.")
            messages.success(request, words % {"reference": row})
            return redirect("staff:suggestion", row.sequence)
    context = {"form": form}
    return render(request, "programmes/staff/suggestion_form.html", context)


@staff_page("cities.add_suggestionstep")
def consider_suggestion(request, suggestion):
    row = _find(Suggestion.objects.all(), suggestion)
    form = ConsiderForm(request.POST or None)
    words = _("It is under consideration.")
    return _say(request, row, form, row.consider, "consider", words)


@staff_page("cities.add_suggestionstep")
def decline_suggestion(request, suggestion):
    row = _find(Suggestion.objects.all(), suggestion)
    form = DeclineForm(request.POST or None)
    words = _("It is declined, with your reason.")
    return _say(request, row, form, row.decline, "decline", words)


@staff_page("cities.add_suggestionstep")
def take_back_suggestion(request, suggestion):
    """Undo the newest step; the suggestion itself where nothing was said of it."""
    row = _find(Suggestion.objects.all(), suggestion)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            is_gone = row.newest() is None
            row.take_back(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Taken back. It stays on the record."))
            return redirect("staff:suggestions") if is_gone else _back(row)
    return _shown(request, row, form, "take_back")


def _find(rows, sequence):
    rows = rows.standing().select_related("city", "recorded_by")
    return get_object_or_404(rows, sequence=sequence)


def _say(request, row, form, verb, act, words):
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            step = SuggestionStep(**form.cleaned_data, is_sample=row.is_sample)
            verb(step, by=request.user)
            messages.success(request, words)
            return _back(row)
    return _shown(request, row, form, act)


def _back(row):
    return redirect("staff:suggestion", row.sequence)


def _shown(request, row, form, act):
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    context = {"suggestion": row, "form": form, "act": act, "newest": row.newest()}
    page = "programmes/staff/suggestion_act.html"
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)
