"""What the pages of one city look up first: within reach, or a helpful 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..models import Candidacy, City, Evidence


def find_city(cities, slug):
    """A city of these and its progress; `cities` are those within the user's reach."""
    city = get_object_or_404(cities, slug=slug)
    if progress := city.progress():
        return city, progress
    raise Http404(_("No rubric is published yet, so there is nothing to record."))


def find_cell(progress, code):
    if cell := progress.cell(code):
        return cell
    raise Http404(_("The rubric has no indicator %(code)s.") % {"code": code})


def may_record(user, city):
    return user.has_perm("cities.add_reading") and (
        City.objects.editable_by(user).filter(pk=city.pk).exists()
    )


def find_candidacy(cities, slug, year):
    """A bid of one of these cities, by the year (C.E.) of its call."""
    candidacies = Candidacy.objects.select_related("city", "call")
    return get_object_or_404(
        candidacies, city__in=cities, city__slug=slug, call__year=year
    )


def find_piece(cities, slug, pk):
    """A piece of evidence of one of these cities."""
    pieces = Evidence.objects.select_related("city", "published_by")
    return get_object_or_404(pieces, city__in=cities, city__slug=slug, pk=pk)
