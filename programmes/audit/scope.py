"""Whose doings an account may read: each role sees what it answers for."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from cities.models import City, Expert
from creativecity.ledger.models import LogEntry

#: Of whom a city has experts and what they think is not the city's to know.
NOT_OF_A_CITY = ("cities.assignment", "cities.expert", "cities.opinion")
EVERYTHING = ("ledger.view_logentry", "ledger.add_redaction")


def reads_everything(user):
    return any(map(user.has_perm, EVERYTHING))


def entries_for(user):
    """The auditor and the secretary read everything, an agency what its staff did, an
    officer what was done about their cities, experts apart, and what they did.
    """
    entries = LogEntry.objects.select_related("by")
    if reads_everything(user):
        return entries
    own = Q(by=user) | Q(by__in=_colleagues(user))
    return entries.filter(own | _of_cities(user))


def people_for(user):
    """The accounts whose doings are among those entries, by name."""
    people = get_user_model().objects.order_by("username")
    if reads_everything(user):
        return people
    # Of each colleague one entry is looked for: all that they did may be millions.
    did = Exists(LogEntry.objects.filter(by=OuterRef("pk")))
    own = people.filter(Q(pk=user.pk) | Q(pk__in=_colleagues(user)), did)
    others = LogEntry.objects.filter(_of_cities(user)).order_by().values("by")
    return people.filter(Q(pk__in=own.values("pk")) | Q(pk__in=others.distinct()))


def _colleagues(user):
    """Whoever works for an agency of theirs. (Asked the other way round, the agencies'
    `staff` would be this account alone.)
    """
    return get_user_model().objects.filter(agencies__staff=user).values("pk")


def _of_cities(user):
    keys = [city.key() for city in City.objects.editable_by(user)]
    experts = Expert.objects.filter(user__isnull=False).values("user")
    of_cities = Q(about__in=keys) & ~Q(subject__in=NOT_OF_A_CITY)
    by_others = Q(by__isnull=True) | ~Q(by__in=experts)
    return of_cities & by_others
