"""Every public page, by group: the site map for people and the one for machines."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import (
    Call,
    Candidacy,
    City,
    District,
    Event,
    Moderation,
    Suggestion,
)
from creativecity.ledger.models import LogEntry
from creativecity.template_filters import buddhist_year

from .models import Article, Programme
from .open_data import TABLES


@dataclass(frozen=True)
class Page:
    """A page under its name in urls.py; `changed` is when its rows last did, if known.

    Its address is that of the language in force when it is asked for.
    """

    title: str
    name: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    changed: datetime | None = None
    inside: tuple["Page", ...] = ()

    def get_absolute_url(self) -> str:
        return reverse(self.name, kwargs=self.arguments)


@dataclass(frozen=True)
class Group:
    name: str
    pages: tuple[Page, ...]


def groups():
    """The groups in the order of the site map; queries do not grow with the cities."""
    return (
        Group(_("The programme"), (*_programme(), *_agreements())),
        Group(_("Cities"), tuple(_cities())),
        Group(_("News and taking part"), _taking_part()),
        Group(_("UNESCO's network"), tuple(_network())),
        Group(_("Open data"), tuple(_open_data())),
        Group(_("About this portal"), _about()),
    )


def every_page(on=None):
    """All of them in one row, and with them what the pages of lists lead to."""
    for group in groups():
        for page in group.pages:
            yield page
            yield from page.inside
    yield from _listed(on)


def _listed(on):
    """Pages of single things that are many: each stands in its own list."""
    for article in Article.objects.published(on):
        slug = {"slug": article.slug}
        yield Page(article.title, "programmes:article", slug, article.th_revised_at)
    for event in Event.objects.in_public():
        yield Page(event.name, "programmes:event", {"code": event.code})
    shown = Suggestion.objects.with_state(on).filter(verdict=Moderation.Verdict.SHOWN)
    for row in shown:
        yield Page(row.reference, "programmes:suggestion", {"reference": row.slug()})


def _taking_part():
    return (
        Page(_("News and knowledge"), "programmes:knowledge"),
        Page(_("Take part"), "programmes:participate"),
        Page(_("Suggest something for a city"), "programmes:suggest"),
        Page(_("What people suggested, and what came of it"), "programmes:suggestions"),
        Page(_("Meetings and activities of the cities"), "programmes:events"),
        Page(_("Creative districts"), "programmes:districts"),
    )


def _programme():
    return (
        Page(_("Home"), "programmes:home"),
        Page(_("Plan against actual"), "programmes:schedule"),
        Page(_("Yearly reviews"), "programmes:reviews"),
        Page(_("Who works along"), "programmes:partners"),
        Page(_("What changed"), "programmes:changes"),
        Page(_("Feeds, calendars and frames"), "programmes:feeds"),
    )


def _agreements():
    for programme in Programme.objects.with_term():
        slug = {"slug": programme.slug}
        decisions = _("Decisions of the two agencies")
        inside = [Page(decisions, "programmes:decisions", slug)]
        for window in programme.windows():
            title = _("Review of year %(year)s") % {"year": window.year}
            inside.append(
                Page(title, "programmes:review", {**slug, "year": window.year})
            )
        yield Page(programme.name, "programmes:agreement", slug, inside=tuple(inside))


def _cities():
    yield Page(_("All cities"), "cities:index")
    yield Page(_("Cities compared"), "programmes:compare")
    bids = _by_city(Candidacy.objects.published().select_related("call"))
    districts = _by_city(District.objects.all())
    for city in City.objects.in_order().annotate(changed=_changed()):
        yield Page(
            city.name,
            "cities:detail",
            {"slug": city.slug},
            city.changed,
            tuple(_of_city(city, bids[city.pk], districts[city.pk])),
        )


def _of_city(city, bids, districts):
    slug = {"slug": city.slug}
    yield Page(_("Readiness"), "cities:readiness", slug, city.changed)
    yield Page(_("Outcomes"), "cities:outcomes", slug, city.changed)
    for bid in bids:
        year = {"year": buddhist_year(bid.call.year)}
        title = _("Bid in the call of %(year)s") % year
        arguments = {**slug, "year": bid.call.year}
        yield Page(title, "cities:candidacy", arguments, city.changed)
    if len(bids) > 1:
        yield Page(
            _("Two bids compared"), "cities:compare_candidacies", slug, city.changed
        )
    for district in districts:
        arguments = {**slug, "district": district.slug}
        yield Page(district.name, "cities:district", arguments, city.changed)


def _by_city(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.city_id].append(row)
    return found


def _changed():
    """When something public about a city last entered the ledger, by its index."""
    about = Concat(Value("cities.city/"), OuterRef("slug"))
    entries = LogEntry.objects.filter(about=about, is_public=True)
    return Subquery(entries.order_by("-sequence").values("at")[:1])


def _network():
    yield Page(_("UNESCO's network"), "programmes:network")
    for call in Call.objects.order_by("-year"):
        title = _("UNESCO's call of %(year)s") % {"year": buddhist_year(call.year)}
        yield Page(title, "programmes:call", {"year": call.year})


def _open_data():
    inside = [
        Page(each.title, "programmes:data_table", {"table": each.name})
        for each in TABLES
    ]
    yield Page(_("All tables"), "programmes:data", inside=tuple(inside))
    yield Page(_("Data dictionary"), "programmes:data_dictionary")
    yield Page(_("API: the data for programs"), "programmes:api")


def _about():
    return (
        Page(_("Contact"), "programmes:contact"),
        Page(_("How the numbers are made"), "programmes:method"),
        Page(_("Sources, and what was not found"), "programmes:sources"),
        Page(_("Accessibility"), "programmes:accessibility"),
        Page(_("Privacy"), "programmes:privacy"),
        Page(_("Ask about your own data"), "programmes:privacy_request"),
        Page(_("Website security policy"), "programmes:security"),
        Page(_("Site map"), "programmes:site_map"),
    )
