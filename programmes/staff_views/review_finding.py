"""Which review an address asks for, and what every page of one shows."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..models import AgendaItem, AnnualReview, Attendance, Programme


def find_review(slug, year):
    reviews = AnnualReview.objects.select_related("programme")
    return get_object_or_404(reviews, programme__slug=slug, year=year)


def find_year(slug, year):
    """(programme, window) of a year of the term, whether reviewed or not."""
    programme = get_object_or_404(Programme.objects.with_term(), slug=slug)
    window = programme.window(year)
    if window is None:
        raise Http404(_("The term has no such year."))
    return programme, window


def find_item(slug, year, item):
    items = AgendaItem.objects.select_related("review__programme", "city")
    return get_object_or_404(
        items, pk=item, review__programme__slug=slug, review__year=year
    )


def find_attendance(slug, year, person):
    rows = Attendance.objects.select_related("review__programme", "agency")
    return get_object_or_404(
        rows, pk=person, review__programme__slug=slug, review__year=year
    )


def about(review):
    """What the frame of each page of a review shows."""
    return {
        "review": review,
        "programme": review.programme,
        "is_sample": review.is_sample,
    }
