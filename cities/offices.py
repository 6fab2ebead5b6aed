"""Whose office an entry of the ledger comes from; no person is named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Exists, Model, OuterRef
from django.utils.translation import gettext as _

from creativecity.ledger.models import LogEntry

from .models import Agency, City

#: The secretary's group, as it is named where posts are given (programmes/roles.py).
SECRETARY = "secretary"


@dataclass(frozen=True)
class Offices:
    """`agencies`: account to its agency, of which the short name alone is known;
    `officers`: pairs of account and city; `secretaries`: accounts.
    """

    agencies: dict[int, Agency] = field(default_factory=dict)
    officers: frozenset[tuple[int, int]] = frozenset()
    secretaries: frozenset[int] = frozenset()

    def words(self, entry: LogEntry, city: City | None) -> str:
        """Who wrote an entry that is told of this city, or of none; empty where no
        account did: that was loaded from its sources.
        """
        if entry.by_id is None:
            return ""
        if agency := self.agencies.get(entry.by_id):
            return agency.short
        if city is not None and (entry.by_id, city.pk) in self.officers:
            return _("the city of %(city)s") % {"city": city.name}
        if entry.by_id in self.secretaries:
            return _("the programme's secretary")
        return _("the office in charge then")


def is_office(thing: Model) -> bool:
    """Whether public pages name it for those who belong to it: who does is public."""
    return isinstance(thing, Agency | City)


def is_of_secretary(groups: Iterable[Group]) -> bool:
    """Whether public pages name the secretary for who is in these groups."""
    return any(group.name == SECRETARY for group in groups)


def offices_of(entries: Iterable[LogEntry]) -> Offices:
    """The offices behind some entries; one query for any number, none where no account
    wrote them.

    As they are now: an account that changed its office speaks for the new one, and
    where that cannot have written the entry no office is named.
    """
    accounts = {entry.by_id for entry in entries} - {None}
    users = get_user_model().objects.filter(pk__in=accounts)
    secretaries = Group.objects.filter(name=SECRETARY, user=OuterRef("pk"))
    rows = users.order_by("-agencies__code").values_list(
        "pk", "agencies__short_th", "agencies__short_en", "cities", Exists(secretaries)
    )
    agencies, officers, secretary = {}, set(), set()
    for account, short_th, short_en, city, is_secretary in rows:
        if short_th:
            agencies[account] = Agency(short_th=short_th, short_en=short_en)
        if city:
            officers.add((account, city))
        if is_secretary:
            secretary.add(account)
    return Offices(agencies, frozenset(officers), frozenset(secretary))
