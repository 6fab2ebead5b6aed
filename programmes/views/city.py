"""One city: membership first, then facts, readiness, promises and bids."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from cities.as_of import AsOf
from cities.districts import standings
from cities.models import City, Fact, Source
from cities.outcome_series import series_of
from cities.profile import draw as draw_profile
from cities.topics import CITY_TOPICS, labelled
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from ..models import Programme
from ..monitoring import monitoring
from ..overview import gather
from ..slip import ledger, milestone_groups
from ..timeline import draw


@public_page
def detail(request, slug):
    city = find(slug)
    as_of = AsOf.read(request)
    programme = Programme.objects.newest(as_of.day)
    [overview] = gather(programme, [city], on=as_of.day)
    facts = Fact.objects.published().filter(subject=city.key()).latest(on=as_of.day)
    groups = milestone_groups([city], on=as_of.day).get(city.pk, [])
    slip = ledger(city, overview.promises, overview.bids, groups)
    all_series = series_of(city, on=as_of.day)
    districts = standings([city], on=as_of.day)[city.pk]
    assets = city.assets.all()
    cited = [
        *facts,
        *(standing.district for standing in districts),
        *assets,
        *overview.events,
        *slip.lines(),
        *(stage for bid in overview.bids for stage in bid.stages),
    ]
    context = {
        "city": city,
        "as_of": as_of,
        "programme": programme,
        "overview": overview,
        "monitoring": monitoring(overview.designation, slip.lines(), on=as_of.day),
        "may_draft": may_draft(request.user, city),
        "timeline": draw(programme, [overview], on=as_of.day),
        "slip": slip.drawn(as_of.day),
        "profile": draw_profile(overview.progress),
        "earlier_scores": earlier_scores(overview.progress),
        "facts": labelled(facts, CITY_TOPICS),
        "districts": districts,
        "assets": assets,
        "all_series": all_series,
        "sources": Source.objects.cited_by(cited),
        "is_sample": holds_sample_data(),
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
    city = City.objects.select_related("area").filter(slug=slug).first()
    if city is None:
        names = ", ".join(city.name for city in City.objects.in_order())
        raise Http404(
            _("There is no city at this address. The cities are: %(names)s.")
            % {"names": names}
        )
    return city
