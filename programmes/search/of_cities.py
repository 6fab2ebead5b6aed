"""Rows of a city: itself, its districts, milestones, bids, events, public evidence.

Each through the query by which its own page shows it, for many cities at the cost of
one.
"""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.bids import bids_by_city
from cities.districts import standings
from cities.models import City, Event, Evidence, Fact
from cities.topics import CITY_TOPICS
from creativecity.thai_calendar import today
from creativecity.thai_dates import year_number

from ..models.search import SearchRow
from ..slip import milestone_groups
from .rows import day_words, other_words, row, said_elsewhere, told

Kind = SearchRow.Kind
#: Facts that nobody looks for by their words.
DRY = {"name", "location", "geonames"}


def rows(slugs=None):
    """Those of the cities with these slugs, or of all, in the reader's language."""
    cities = (
        City.objects.all() if slugs is None else City.objects.filter(slug__in=slugs)
    )
    cities = list(cities.select_related("area").prefetch_related("assets"))
    on = today()
    districts = standings(cities, on=on)
    facts = _facts(cities, districts)
    bids, groups = bids_by_city(cities, on), milestone_groups(cities, on=on)
    events = _of_city(Event.objects.in_public(), cities)
    pieces, codes = _evidence(cities)
    for city in cities:
        yield _city(city, facts[city.key()])
        for standing in districts[city.pk]:
            yield _district(city, standing, facts[standing.district.key()])
        for bid in filter(lambda bid: bid.is_on_record(), bids[city.pk]):
            yield _bid(city, bid)
        for group in groups.get(city.pk, ()):
            for line in group.lines:
                yield _milestone(city, group, line)
        for event in events[city.pk]:
            yield _event(city, event)
        for piece in pieces[city.pk]:
            yield _piece(city, piece, codes.get(piece.pk, ()))


def _facts(cities, districts):
    """Subject to what is published of it: of these cities and their districts."""
    subjects = [city.key() for city in cities]
    subjects += [each.district.key() for rows in districts.values() for each in rows]
    found = defaultdict(list)
    newest = Fact.objects.published().latest(on=today())
    for fact in newest.filter(subject__in=subjects):
        found[fact.subject].append(fact)
    return found


def _of_city(rows, cities):
    found = defaultdict(list)
    for each in rows.filter(city__in=cities):
        found[each.city_id].append(each)
    return found


def _evidence(cities):
    """City pk to its published pieces, and piece pk to what it stands behind."""
    published = Evidence.objects.published().filter(city__in=cities)
    return _of_city(published.order_by("pk"), cities), published.codes()


def _of(city, kind, path, title, **values):
    return row(kind, city.key(), path, title, city=city, **values)


def _city(city, facts):
    assets = [asset.name for asset in city.assets.all()]
    facts = [fact for fact in facts if fact.topic not in DRY]
    return _of(
        city,
        Kind.CITY,
        city.get_absolute_url(),
        city.name,
        text=[*told(facts, CITY_TOPICS), *assets, city.area and city.area.name],
        also=[other_words(city, "name"), city.slug],
    )


def _district(city, standing, facts):
    district, newest = standing.district, standing.newest()
    state = [newest.get_state_display(), newest.text] if newest else []
    return _of(
        city,
        Kind.DISTRICT,
        district.get_absolute_url(),
        district.name,
        text=[
            f"{_('Creative district')}, {city.name}",
            district.description,
            district.community,
            *state,
            *told(facts, CITY_TOPICS),
        ],
        also=[other_words(district, "name")],
        is_sample=bool(newest and newest.is_sample),
    )


def _bid(city, bid):
    call, steps = bid.candidacy.call, bid.steps()
    said = [f"{step.label()}: {day_words(_day(step))}" for step in steps]
    return _of(
        city,
        Kind.CANDIDACY,
        reverse("cities:candidacy", args=[city.slug, call.year]),
        _bid_words(city, call),
        text=[bid.candidacy.get_field_display(), *said],
        also=[said_elsewhere(_bid_words, city, call)],
        shown_from=_day(steps[-1]).last_day,
    )


def _bid_words(city, call):
    shown = {"city": city.name, "year": year_number(call.year, get_language())}
    return _("Bid of %(city)s in the call of %(year)s") % shown


def _day(step):
    return step.stage.day() if step.stage else step.day


def _milestone(city, group, line):
    return _of(
        city,
        Kind.MILESTONE,
        f"{city.get_absolute_url()}#{line.anchor}",
        line.name,
        text=[f"{city.name}: {group.name}", line.done_note],
        also=[other_words(line, "name")],
        is_sample=line.is_sample,
    )


def _event(city, event):
    return _of(
        city,
        Kind.EVENT,
        event.get_absolute_url(),
        event.name,
        text=[
            f"{city.name}, {event.get_kind_display()}, {day_words(event.day())}",
            event.place,
            event.took_part,
        ],
        also=[other_words(event, "name")],
        shown_from=event.starts_on if event.has_begun() else None,
        is_sample=event.is_sample,
    )


def _piece(city, piece, codes):
    """Leads to the indicator that it stands behind, else to all that are published."""
    page = reverse("cities:readiness", args=[city.slug])
    shelf = f"{city.get_absolute_url()}#evidence"
    return _of(
        city,
        Kind.EVIDENCE,
        f"{page}#{codes[0]}" if codes else shelf,
        piece.title,
        text=[f"{city.name}, {piece.kind()}", ", ".join(codes)],
        also=[other_words(piece, "title")],
        shown_from=piece.published_on,
        is_sample=piece.is_sample,
    )
