"""The yearly reviews: one window for each year of the term."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.last_word import last_word
from creativecity.public_page import public_page

from ..decision_register import of_review
from ..letters.followed import followed_here
from ..made_files import sizes_of
from ..models import Programme, SealedReport
from ..reports.annual_review import attendance_of
from ..reports.edition import edition_of
from ..reports.kept import draft_report
from ..reports.page import report_parts
from ..reports.plain import from_text
from ..review_standing import standing_in, standings
from ..sealing import fault_of

VIEW_DRAFT = "programmes.view_draft_report"


@public_page
def index(request):
    programmes = Programme.objects.with_term()
    context = {"programmes": [(each, standings(each)) for each in programmes]}
    return render(request, "programmes/review_list.html", context)


@public_page
def detail(request, slug, year):
    """The window of one year; its sealed report, or the draft of it for staff alone."""
    programme, window = find_window(slug, year)
    sealed = SealedReport.objects.of(programme, year)
    draft = None
    if sealed is None and request.user.has_perm(VIEW_DRAFT):
        draft = draft_report(programme, year)
    context = {
        "programme": programme,
        "window": window,
        **_meeting(programme, window),
        **_sealed(sealed),
        "draft": report_parts(draft) if draft else (),
        "followed": followed_here(request.user),
    }
    return render(request, "programmes/review_detail.html", context)


def _meeting(programme, window):
    """How far the review is; of one that was held, who came and what was decided."""
    standing = standing_in(programme, window)
    review = standing.review
    is_open = review is not None and standing.sealed is None  # a seal tells its own day
    told = {
        "standing": standing,
        "last_word": last_word(review.key()) if is_open else None,
    }
    if review is None or not review.held_on:
        return told
    return told | {
        "attendance": list(attendance_of(review)),
        "entries": of_review(review),
    }


def _sealed(sealed):
    """What is drawn of a sealed report: its stored values and nothing else.

    Nothing is drawn of values that do not fit their hash.
    """
    if sealed is None:
        return {"sealed": None}
    frozen, fault = sealed.report, fault_of(sealed.report)
    report = None if fault else from_text(frozen.values)
    edition = replace(edition_of(frozen), errata=())  # they stand above it
    return {
        "sealed": sealed,
        "fault": fault,
        "parts": report_parts(report, edition) if report else (),
        "sizes": sizes_of(frozen, get_language()),
        "is_sample": sealed.is_sample,
    }


def find_window(slug, year):
    programme = get_object_or_404(Programme, slug=slug)
    window = programme.window(year)
    if window is None:
        raise Http404(
            _("The term of this agreement has the years 1 to %(years)s.")
            % {"years": len(programme.windows())}
        )
    return programme, window
