"""Which milestones may be shown, and what was said of many in a few queries."""

from collections import defaultdict

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from creativecity.thai_calendar import today

from ..stages import ENDINGS
from ..track import Track

#: What a Track holds, and the model whose rows say it.
SAID = {
    "forecasts": "Forecast",
    "requests": "ReforecastRequest",
    "completions": "Completion",
    "retirements": "Retirement",
    "views": "StatedView",
}


class MilestoneQuerySet(models.QuerySet):
    def published(self, on=None, known_at=None):
        """Those whose first date was agreed by the day; a plan is the staff's alone."""
        forecasts = apps.get_model("cities", "Forecast").objects.standing(known_at)
        agreed = forecasts.filter(number=0, effective_on__lte=on or today())
        return self.filter(pk__in=agreed.values("milestone"))

    def not_agreed(self):
        """Plans: no first date was agreed, and they were not retired."""
        forecasts = apps.get_model("cities", "Forecast").objects
        retired = apps.get_model("cities", "Retirement").objects.standing()
        return self.exclude(pk__in=forecasts.values("milestone")).exclude(
            pk__in=retired.values("milestone")
        )

    def open(self, on):
        """What may still be to do on the day: nobody completed or retired it, and its
        bid goes on. A stage may tell of some that they were done all the same.
        """

        def said(model):
            rows = apps.get_model("cities", model).objects.standing()
            return rows.filter(effective_on__lte=on)

        # Each looked up once: of an EXISTS PostgreSQL compared each with each.
        ended = said("Stage").filter(kind__in=ENDINGS)
        found = self.exclude(candidacy__in=ended.values("candidacy"))
        for model in ("Completion", "Retirement"):
            found = found.exclude(pk__in=said(model).values("milestone"))
        return found

    def with_said(self):
        """Mark of which kinds anything was ever said, so that no more is asked for."""
        said = {
            f"has_{part}": Exists(
                apps.get_model("cities", model).objects.filter(milestone=OuterRef("pk"))
            )
            for part, model in SAID.items()
        }
        return self.annotate(**said)

    def tracks(self, milestones, on=None, known_at=None):
        """Milestone pk to its Track as of a day; the same few queries for any number.

        The milestones' candidacies and calls should have been selected along, and may
        have been marked by `with_said`.
        """
        milestones = list(milestones)
        said = {
            part: self._said(model, _of(milestones, part), known_at)
            for part, model in SAID.items()
        }
        stages = self._stages(milestones, known_at)
        return {
            each.pk: Track(
                milestone=each,
                on=on or today(),
                stages=tuple(stages[each.candidacy_id]),
                known_at=known_at,
                **{part: tuple(rows[each.pk]) for part, rows in said.items()},
            )
            for each in milestones
        }

    def _said(self, name, milestones, known_at):
        rows = apps.get_model("cities", name).objects.standing(known_at)
        rows = rows.filter(milestone__in=milestones).order_by("sequence")
        if name == "ReforecastRequest":
            rows = rows.select_related("ruling")
        found = defaultdict(list)
        for row in rows:
            found[row.milestone_id].append(row)
        return found

    def _stages(self, milestones, known_at):
        candidacies = {m.candidacy_id for m in milestones if m.candidacy_id}
        found = defaultdict(list)
        if candidacies:
            rows = apps.get_model("cities", "Stage").objects.standing(known_at)
            for row in rows.filter(candidacy__in=candidacies):
                found[row.candidacy_id].append(row)
        return found


def _of(milestones, part):
    """Those of which something of that kind may have been said."""
    return [each for each in milestones if getattr(each, f"has_{part}", True)]
