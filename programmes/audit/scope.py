"""Whose doings an account may read: each role sees what it answers for."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from cities.models import Agency, City, Expert
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
    colleagues = Agency.objects.filter(staff=user).values("staff")
    own = Q(by=user) | Q(by__in=colleagues)
    keys = [city.key() for city in City.objects.editable_by(user)]
    experts = Expert.objects.filter(user__isnull=False).values("user")
    of_cities = Q(about__in=keys) & ~Q(subject__in=NOT_OF_A_CITY)
    by_others = Q(by__isnull=True) | ~Q(by__in=experts)
    return entries.filter(own | (of_cities & by_others))


def people_for(user):
    """The accounts whose doings are among those entries, by name."""
    people = get_user_model().objects.order_by("username")
    if reads_everything(user):
        return people
    by = entries_for(user).order_by().values("by").distinct()
    return people.filter(pk__in=by)
