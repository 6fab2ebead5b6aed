"""What people suggested and what became of it: open to all."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cities.models import Suggestion
from cities.suggestion_stories import figures, stories
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.spreadsheets import write_csv
from creativecity.thai_calendar import today

from ..answers import with_answers
from ..forms.suggest import FindForm, PublicSuggestionFilter
from ..suggestion_table import HEADER, suggestion_rows

PAGE = 20


@public_page
def suggestions(request):
    """The list; a reference that was typed leads to its own page."""
    find = FindForm(request.GET if "reference" in request.GET else None)
    if find.is_valid():
        return redirect(find.cleaned_data["reference"])
    chosen = PublicSuggestionFilter(request.GET)
    page = Paginator(chosen.found(), PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "find": find,
        "page": page,
        "stories": with_answers(stories(page.object_list)),
        "figures": figures(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/suggestion_list.html", context)


@public_page
def suggestions_csv(request):
    found = PublicSuggestionFilter(request.GET).found()
    content = write_csv(HEADER, suggestion_rows(stories(found)))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"suggestions-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public_page
def suggestion(request, reference):
    rows = Suggestion.objects.by_slug(reference).select_related("city")
    row = get_object_or_404(rows)
    [(story, entry)] = with_answers(stories([row]))
    context = {
        "suggestion": row,
        "story": story,
        "entry": entry,
        "is_sample": row.is_sample,
    }
    return render(request, "programmes/suggestion.html", context)
