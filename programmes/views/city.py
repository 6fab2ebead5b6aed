"""One city: how far it is, who said so, what slipped and why; then all the rest."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from cities.as_of import AsOf
from cities.models import City
from creativecity.ledger.remembered import by_version
from creativecity.public_page import public_page

from ..city_page import tell
from ..letters.followed import followed_here


@public_page
def detail(request, slug):
    city = find(slug)
    as_of = AsOf.read(request)
    context = {
        **tell(city, as_of.day),
        "as_of": as_of,
        "address": as_of.address(request),
        "may_draft": may_draft(request.user, city),
        "followed": followed_here(request.user),
    }
    return render(request, "programmes/city_detail.html", context)


def may_draft(user, city):
    """Whether this reader may gather drafts of the city's monitoring reports."""
    if not user.has_perm("programmes.use_staff_pages"):
        return False
    return City.objects.exportable_by(user).filter(pk=city.pk).exists()


def earlier_scores(progress):
    """By which versions the city is still judged beside the one in force."""
    return progress.city.earlier_scores(progress) if progress else []


def find(slug):
    """The city at an address; a 404 that names the cities if there is none."""
    city = _of(slug)
    if city is None:
        names = ", ".join(city.name for city in City.objects.in_order())
        raise Http404(
            _("There is no city at this address. The cities are: %(names)s.")
            % {"names": names}
        )
    return city


@by_version
def _of(slug):
    return City.objects.select_related("area").filter(slug=slug).first()
