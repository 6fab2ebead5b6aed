"""Whether the public reads a suggestion: said, said anew, and taken back."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT, told_on
from cities.models import Suggestion
from cities.suggestion_stories import stories
from creativecity.staff_page import staff_page

from ..forms.moderation import ModerationForm, TakeBackModerationForm
from ..models import AgendaItem


@staff_page("cities.add_moderation")
def moderate_suggestion(request, suggestion):
    story = _find(request, suggestion)
    row, newest = story.row, story.moderation
    form = ModerationForm(request.POST or None, suggestion=row, newest=newest)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            form.instance.say(by=request.user, base=form.cleaned_data["base"])
            messages.success(request, _words(form.instance))
            _warn_of_agendas(request, form.instance)
            return redirect("staff:suggestion", row.sequence)
    return _shown(request, story, form, "moderate")


@staff_page("cities.add_moderation")
def take_back_moderation(request, suggestion):
    """Undo what was said last; what was said before it counts again."""
    story = _find(request, suggestion)
    row, newest = story.row, story.moderation
    form = TakeBackModerationForm(request.POST or None, suggestion=row, newest=newest)
    if request.method == "POST" and newest and form.is_valid():
        with told_on(form):
            newest.take_back(by=request.user, **form.cleaned_data)
            messages.success(request, _("Taken back. It stays on the record."))
            return redirect("staff:suggestion", row.sequence)
    return _shown(request, story, form, "take_back")


def _find(request, sequence):
    """An officer moderates what came in for the own city, others for any."""
    rows = Suggestion.objects.visible_to(request.user).standing()
    rows = rows.select_related("city")
    [story] = stories([get_object_or_404(rows, sequence=sequence)])
    return story


def _words(moderation):
    if moderation.is_shown():
        return _("The public reads it now.")
    return _("The public does not read its text, only what becomes of it.")


def _warn_of_agendas(request, moderation):
    """An agenda quotes what could be read when it was made; it is edited by hand."""
    if moderation.is_shown():
        return
    about = f"cities.suggestion/{moderation.suggestion.sequence}"
    items = AgendaItem.objects.listed().filter(subject=about)
    for item in items.select_related("review"):
        words = _("The agenda of year %(year)s may quote it: take its words out there.")
        messages.warning(request, words % {"year": item.review.year})


def _shown(request, story, form, act):
    is_late = form.is_bound and form.has_error(NON_FIELD_ERRORS)
    context = {"suggestion": story.row, "story": story, "form": form, "act": act}
    page = "programmes/staff/suggestion_moderate.html"
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)
