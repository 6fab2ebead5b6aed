"""Which events a reader sees: what happened, what lies ahead, what was cancelled."""

import re
from datetime import timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.about import about_of
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .city import City

#: Codes of events that were entered here; those of the facts file begin with M.
PREFIX = "EV"
#: How long one asks who came.
ASKED = timedelta(days=180)


def already_retired():
    """Somebody else retired it since it was looked up."""
    return ValidationError(_("The event was retired."), code="retired")


class EventQuerySet(models.QuerySet):
    def happened(self, on):
        """Those that stand and had begun by the day."""
        return self.filter(retired_on=None, starts_on__lte=on)

    def ahead(self, on):
        """Those that stand and begin after the day, soonest first."""
        found = self.filter(retired_on=None, starts_on__gt=on)
        return found.order_by("starts_on", "code")

    def cancelled(self):
        """Those that were retired before their day came: announced, and not held."""
        return self.filter(retired_on__lt=F("starts_on"))

    def in_public(self):
        """What the public may read: those that stand, and the cancelled."""
        return self.filter(Q(retired_on=None) | Q(retired_on__lt=F("starts_on")))

    def uncounted(self, on):
        """Those that ended lately, and of which nobody has said yet who came.

        Events of the facts file are left out: nobody here was there.
        """
        counts = apps.get_model("cities", "GroupCount").objects.standing()
        told = counts.filter(event=OuterRef("pk"))
        ended = self.annotate(over_on=Coalesce("ends_on", "starts_on"))
        ended = ended.filter(over_on__lt=on, over_on__gte=on - ASKED)
        found = ended.filter(retired_on=None, code__startswith=PREFIX)
        return found.exclude(Exists(told))

    def kept_by(self, user):
        """Those that the user sees and keeps: overseers all, an officer their own."""
        cities = City.objects.exportable_by(user)
        return self.filter(city__in=cities.values("pk"))

    def next_code(self):
        return f"{PREFIX}{self._next_number()}"

    def _next_number(self):
        codes = self.filter(code__startswith=PREFIX).values_list("code", flat=True)
        numbers = [int(found[1]) for c in codes if (found := re.match(r"EV(\d+)$", c))]
        return max(numbers, default=0) + 1

    @transaction.atomic
    def add_all(self, events, *, by):
        """Save many at once, each under a code of its own, as Event.add does one.

        The caller has seen, behind the same lock, that none of them is there yet.
        """
        lock()
        for number, event in enumerate(events, start=self._next_number()):
            event.clean()
            event.code = f"{PREFIX}{number}"
        return verbs.create_all(events, by=by, about=about_of)

    @transaction.atomic
    def retire_all(self, keys, *, by, reason, on=None):
        """Keep many, and show them no more, as Event.retire does one: all or none."""
        lock()
        events = list(self.select_related("city").in_bulk(keys).values())
        if any(event.retired_on for event in events):
            raise already_retired()
        return verbs.edit_all(
            events,
            {"retired_on": on or today(), "retired_reason": reason},
            by=by,
            verb="retire",
            about=about_of,
        )
