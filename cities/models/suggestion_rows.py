"""Which suggestions a reader sees, and which still wait for somebody."""

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from creativecity.ledger.models import AppendOnlyQuerySet

from .city import City

#: What stands in the place of an answer, and of a verdict, while there is none.
RECEIVED, UNREAD = "received", "unread"


class SuggestionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """All to those who oversee cities, to an officer those for the own city."""
        return self.filter(city__in=City.objects.exportable_by(user))

    def waiting(self):
        """Those that nobody has adopted or declined yet."""
        steps = apps.get_model("cities", "SuggestionStep").objects.standing()
        answered = steps.filter(kind__in=("adopted", "declined"))
        return self.standing().exclude(pk__in=answered.values("suggestion"))

    def unread(self):
        """Those of which nobody has said yet whether the public may read them."""
        verdicts = apps.get_model("cities", "Moderation").objects.standing()
        found = verdicts.filter(suggestion=OuterRef("pk"))
        return self.standing().exclude(Exists(found))

    def with_state(self, on=None):
        """Those that stand, each with `state` and `verdict`: what was said last of it.

        `on` leaves out what came in, or was answered, later. A verdict always counts:
        what is withheld today is not shown as of a past day either.
        """
        rows, said = self.standing(), apps.get_model("cities", "SuggestionStep").objects
        steps = said.standing().filter(suggestion=OuterRef("pk")).order_by("-sequence")
        if on:
            rows, steps = _until(rows, on), _until(steps, on)
        verdicts = apps.get_model("cities", "Moderation").objects.standing()
        verdicts = verdicts.filter(suggestion=OuterRef("pk")).order_by("-sequence")
        return rows.annotate(
            state=Coalesce(Subquery(steps.values("kind")[:1]), Value(RECEIVED)),
            verdict=Coalesce(Subquery(verdicts.values("verdict")[:1]), Value(UNREAD)),
        )

    def newest_of_each_city(self, number):
        """At most so many of each city, the newest; no other row is fetched."""
        newest = [F("effective_on").desc(), F("sequence").desc()]
        place = Window(RowNumber(), partition_by=F("city"), order_by=newest)
        return self.annotate(place=place).filter(place__lte=number)

    def by_slug(self, slug):
        """Those whose reference an address writes so, `nan-2-2569`: one or none."""
        return self.standing().filter(reference="/".join(slug.upper().rsplit("-", 1)))


def _until(rows, on):
    return rows.filter(effective_on__lte=on)
