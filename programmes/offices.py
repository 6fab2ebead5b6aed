"""Whose office an entry of the ledger comes from; no person is named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from cities.models import Agency, City
from creativecity.ledger.models import LogEntry


@dataclass(frozen=True)
class Offices:
    """`agencies`: account to its agency; `officers`: pairs of account and city."""

    agencies: dict[int, Agency] = field(default_factory=dict)
    officers: frozenset[tuple[int, int]] = frozenset()

    def words(self, entry: LogEntry, city: City | None) -> str:
        """Who wrote an entry that is told of this city, or of none."""
        if agency := self.agencies.get(entry.by_id):
            return agency.short
        if city is not None and (entry.by_id, city.pk) in self.officers:
            return _("the city of %(city)s") % {"city": city.name}
        return _("the programme's secretary")


def is_office(thing: Model) -> bool:
    """Whether public pages name it for those who belong to it: who does is public."""
    return isinstance(thing, Agency | City)


def offices_of(entries: Iterable[LogEntry]) -> Offices:
    """The offices behind some entries that accounts wrote; two queries for any number.

    As they are now: an account that changed its office speaks for the new one.
    """
    accounts = {entry.by_id for entry in entries}
    rows = Agency.staff.through.objects.filter(user__in=accounts)
    agencies = {
        row.user_id: row.agency
        for row in rows.select_related("agency").order_by("-agency__code")
    }
    officers = City.officers.through.objects.filter(user__in=accounts)
    pairs = officers.values_list("user_id", "city_id")
    return Offices(agencies, frozenset(pairs))
