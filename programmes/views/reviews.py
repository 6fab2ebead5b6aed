"""The yearly reviews: one window for each year of the term."""

from dataclasses import asdict

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from creativecity.public_page import public_page
from creativecity.staff_page import staff_page

from ..models import Programme
from ..reports.annual import annual_report

VIEW_DRAFT = "programmes.view_draft_report"


@public_page
def index(request):
    programmes = Programme.objects.all()
    return render(request, "programmes/review_list.html", {"programmes": programmes})


@public_page
def detail(request, slug, year):
    """The window of one year; its draft report below it, for staff alone."""
    programme, window = _find(slug, year)
    report = None
    if request.user.has_perm(VIEW_DRAFT):
        report = annual_report(programme, year)
    context = {"programme": programme, "window": window, "report": report}
    return render(request, "programmes/review_detail.html", context)


@staff_page(VIEW_DRAFT)
def report_json(request, slug, year):
    programme, _window = _find(slug, year)
    report = annual_report(programme, year)
    response = JsonResponse(
        asdict(report), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    name = f"{programme.slug}-{year}-draft.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _find(slug, year):
    programme = get_object_or_404(Programme, slug=slug)
    window = programme.window(year)
    if window is None:
        raise Http404(
            _("The term of this agreement has the years 1 to %(years)s.")
            % {"years": programme.term_years}
        )
    return programme, window
