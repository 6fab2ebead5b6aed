"""What an indicator of a new wording version takes over from the one it replaces."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet

from ..carrying import carried
from .rubric import Indicator


class OriginQuerySet(AppendOnlyQuerySet):
    def by_indicator(self, known_at=None):
        """Indicator pk to the pks of those it came from, through all versions."""
        found = defaultdict(list)
        pairs = self.known_at(known_at).values_list("indicator_id", "origin_id")
        for indicator, origin in pairs:
            found[indicator].append(origin)
        return dict(found)


class Origin(AppendOnly):
    """`indicator` takes over from `origin`, an indicator of the version before.

    Several origins of one indicator were merged; one origin of several was split.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="origins")
    origin = models.ForeignKey(Indicator, models.PROTECT, related_name="successors")

    objects = OriginQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("origin of an indicator")
        verbose_name_plural = _("origins of indicators")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "origin"], name="origin_once")
        ]

    def __str__(self):
        return f"{self.indicator} < {self.origin}"


@dataclass(frozen=True)
class CarriedLevel:
    """A level taken over from verified readings in an earlier wording."""

    level: int | None
    readings: tuple

    def is_not_applicable(self):
        return self.level is None


@dataclass(frozen=True)
class Lineage:
    """A version's indicators and all that they came from, back to the first version."""

    rubric: object
    origins: dict

    @classmethod
    def of(cls, rubric, known_at=None):
        replaces = rubric.replaces_id is not None
        return cls(rubric, Origin.objects.by_indicator(known_at) if replaces else {})

    def indicators(self):
        """The pks of all indicators whose readings may count."""
        found, ahead = set(), [indicator.pk for indicator in self.rubric.indicators()]
        while ahead:
            pk = ahead.pop()
            if pk not in found:
                found.add(pk)
                ahead += self.origins.get(pk, ())
        return sorted(found)

    def carried(self, verified):
        """(city pk, indicator pk) to its CarriedLevel, for those that take one over.

        `verified` holds the verified readings under the same keys.
        """
        levels = defaultdict(dict)
        for (city, indicator), reading in verified.items():
            levels[city][indicator] = reading.level
        found = {}
        for city, own in levels.items():
            for pk in self.origins.keys() - own.keys():
                if taken := carried(pk, own, self.origins):
                    readings = tuple(verified[city, key] for key in taken.sources)
                    found[city, pk] = CarriedLevel(taken.level, readings)
        self._name_origins(found)
        return found

    def _name_origins(self, found):
        readings = [reading for each in found.values() for reading in each.readings]
        models.prefetch_related_objects(readings, "indicator__dimension__rubric")
