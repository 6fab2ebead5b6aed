"""Which targets stood on a day, and what decisions had made of them by then."""

from django.db import models
from django.db.models import Prefetch, Q

from creativecity.thai_calendar import today

from .amendment import Amendment


class TargetQuerySet(models.QuerySet):
    def standing(self, on=None, known_at=None):
        """What was promised by a day, today by default: what came with an amendment
        counts from its day on, and no more once that is taken back.
        """
        amendments = Amendment.objects.standing(known_at)
        added = amendments.filter(effective_on__lte=on or today())
        return self.filter(Q(amendment=None) | Q(amendment__in=added.values("pk")))

    def as_of(self, on, known_at=None):
        """The standing ones, each as a decision had left it by the day.

        They are to be read, not to be saved: their day and words are those of the day.
        """
        rows = self.select_related("city", "programme", "amendment")
        changes = self._changes(on, known_at).select_related("decision__programme")
        return rows._as_left(changes, on, known_at)

    def bare_as_of(self, on):
        """The same with no more of each than it takes to judge it (Target.standing).

        Of `programme.targets` none asks for its agreement either.
        """
        bare = self.only("programme", "city", "goal", "due_on", "precision")
        return bare._as_left(self._changes(on), on)

    def _changes(self, on, known_at=None):
        changes = self.model._meta.get_field("changes").related_model.objects
        changes = changes.standing(known_at).filter(effective_on__lte=on)
        return changes.order_by("effective_on", "sequence")

    def _as_left(self, changes, on, known_at=None):
        said = Prefetch("changes", changes, "by_then")
        rows = self.standing(on, known_at).prefetch_related(said)
        return [target.changed_by(target.by_then) for target in rows]
