"""Which pieces of evidence may be shown, touched or attached."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import Withdrawal
from creativecity.thai_calendar import today

from .. import evidence_age
from .city import City
from .milestone import Milestone


class EvidenceQuerySet(models.QuerySet):
    def usable(self):
        """What may be attached to a reading."""
        return self.filter(retired_on=None)

    def attachable(self, wanted):
        """The pieces of these keys as they stand now, by their keys; ValidationError if
        one was retired, or is none of these.
        """
        found = self.usable().in_bulk(wanted) if wanted else {}
        if len(found) < len(set(wanted)):
            words = _("A piece of evidence was retired, or is another city's.")
            raise ValidationError(words, code="unusable-evidence")
        return found

    def published(self):
        return self.usable().exclude(published_on=None)

    def shown(self, on):
        """What the public had been shown by the day and may see still, newest first."""
        shown = self.published().filter(published_on__lte=on)
        return shown.order_by("-published_on", "-pk")

    def waiting_for_publication(self):
        return self.usable().filter(published_on=None).exclude(proposed_on=None)

    def ageing(self, on=None):
        """Those that run out within the notice time; what has run out is not among."""
        on = on or today()
        return self.usable().filter(
            valid_until__gte=on, valid_until__lte=on + evidence_age.NOTICE
        )

    def readable_by(self, user):
        """All of the cities that the user may see, of others what is published.

        Whoever has no role any more reads as a visitor does, whatever still names them.
        """
        if not user.has_perm("programmes.use_staff_pages"):
            return self.published()
        cities = City.objects.visible_to(user).values("pk")
        shown = self.published().values("pk")
        return self.filter(Q(city__in=cities) | Q(pk__in=shown))

    def editable_by(self, user):
        if not user.has_perm("cities.change_evidence"):
            return self.none()
        return self.filter(city__in=City.objects.kept_by(user).values("pk"))

    def behind(self, readings):
        """Reading pk to the usable pieces behind it, in the order of their adding."""
        links = (
            self.usable()
            .filter(reading_links__reading__in=[reading.pk for reading in readings])
            .annotate(reading=models.F("reading_links__reading"))
            .select_related("city")
            .order_by("pk")
        )
        found = {}
        for piece in links:
            found.setdefault(piece.reading, []).append(piece)
        return found

    def codes(self):
        """Piece pk to the codes of the indicators whose readings rest on it."""
        withdrawn = Withdrawal.objects.filter(
            withdrawn=OuterRef("reading_links__reading__sequence")
        )
        indicator = "reading_links__reading__indicator"
        rows = (
            self.exclude(reading_links=None)
            .filter(~Exists(withdrawn))
            .order_by(f"{indicator}__dimension__position", f"{indicator}__position")
            .values_list("pk", f"{indicator}__code")
        )
        found = {}
        for pk, code in rows:
            codes = found.setdefault(pk, [])
            if code not in codes:
                codes.append(code)
        return found

    def milestones(self):
        """Piece pk to the milestones whose completion, as it stands, rests on it."""
        link = "completions__evidence_links"
        rows = Milestone.objects.annotate(
            piece=F(f"{link}__evidence"), said=F("completions__sequence")
        )
        withdrawn = Withdrawal.objects.filter(withdrawn=OuterRef("said"))
        standing = rows.filter(~Exists(withdrawn), piece__in=self.values("pk"))
        found = {}
        for milestone in standing.order_by("said", f"{link}__sequence"):
            found.setdefault(milestone.piece, []).append(milestone)
        return found
