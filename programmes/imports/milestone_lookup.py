"""Which milestone a row is about, and what its user may do with it."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import (
    Candidacy,
    City,
    CompletionEvidence,
    Membership,
    Milestone,
    Stage,
)
from cities.staff_views.milestone_rights import OF_KEEPERS, RIGHTS
from cities.track import Track
from creativecity.thai_text import normalise, search_key
from creativecity.thai_years import YearNotUnderstood, parse_year

from .adapter import Known, RowError, cities_by_name, city_of

MEMBERSHIP = {"membership", "member", "สมาชิกภาพ", "สมาชิก", "การเป็นสมาชิก"}


class Step(NamedTuple):
    """A milestone and all that was said of it by today."""

    milestone: Milestone
    track: Track

    def __str__(self):
        return str(self.milestone)


def find(rows, user):
    cities = City.objects.exportable_by(user)
    by_name = cities_by_name(cities)
    more = {
        "cities": by_name,
        "plans": plans_of(cities),
        "acts": _acts(set(by_name.values()), user),
        "proof": _proof(cities),
        "named": defaultdict(list),
    }
    known = Known(user, {}, more)
    for step in steps_of(cities) if rows else ():
        milestone, plan = step.milestone, plan_key(step.milestone)
        known.things[*plan, milestone.code] = step
        if not step.track.retirement():
            more["named"][*plan, search_key(milestone.name_th)].append(milestone.code)
    return known


def plans_of(cities):
    """Each city's bids by the year of the call, and its membership if it has one."""
    designated = Stage.objects.standing().filter(kind=Stage.Kind.DESIGNATED)
    members = Membership.objects.filter(candidacy__in=designated.values("candidacy"))
    members = members.filter(candidacy__city__in=cities).order_by("pk")
    bids = Candidacy.objects.filter(city__in=cities).select_related("city", "call")
    plans = {(bid.city_id, bid.call.year): bid for bid in bids}
    for member in members.select_related("candidacy__city"):
        plans[member.candidacy.city_id, None] = member
    return plans


def _acts(cities, user):
    """City pk to what the user may do with its milestones, as on their pages."""
    kept = set(City.objects.kept_by(user).values_list("pk", flat=True))
    may = {act for act, right in RIGHTS.items() if user.has_perm(right)}
    return {c.pk: may if c.pk in kept else may - OF_KEEPERS for c in cities}


def _proof(cities):
    """Completion pk to the numbers of the pieces that show it."""
    found = defaultdict(list)
    links = CompletionEvidence.objects.filter(completion__milestone__city__in=cities)
    for link in links.order_by("sequence"):
        found[link.completion_id].append(str(link.evidence_id))
    return found


def steps_of(cities):
    milestones = Milestone.objects.filter(city__in=cities).select_related(
        "city", "candidacy__call", "membership__candidacy__call"
    )
    milestones = milestones.order_by(
        "city__position", "candidacy__call__year", "position", "code", "pk"
    )
    tracks = Milestone.objects.tracks(milestones)
    return [Step(each, tracks[each.pk]) for each in milestones]


def plan_key(milestone):
    """City and year of the call, None for the membership."""
    bid = milestone.candidacy
    return milestone.city_id, bid.call.year if bid else None


def key_of(row, known):
    """City, plan and code; without a code the name in Thai says which step it is."""
    plan = plan_of(row, known)
    if code := normalise(row.get("code", "")):
        if (*plan, code) in known.things:
            return *plan, code
        words = _("This plan has no such step. Leave it empty for a new step.")
        raise RowError("code", words)
    name = search_key(row["name_th"])
    codes = known.more["named"].get((*plan, name), ())
    if len(codes) > 1:
        words = _("Several steps have this name. Write the code: %(codes)s.")
        raise RowError("code", words % {"codes": ", ".join(codes)})
    return (*plan, codes[0]) if codes else (*plan, "", name)


def plan_of(row, known):
    city, typed = city_of(row, known.more["cities"]), row["plan"]
    year = None
    if search_key(typed) not in MEMBERSHIP:
        try:
            year = parse_year(typed, get_language())
        except YearNotUnderstood as refusal:
            words = _("Write the year of the call, or: membership.")
            raise RowError("plan", words) from refusal
    if (city.pk, year) in known.more["plans"]:
        return city.pk, year
    words = _("This city does not stand in a call of that year.")
    if year is None:
        words = _("This city is not a member of the network.")
    raise RowError("plan", words)
