"""Which city was to be submitted by when, in the words of its source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import Basis, City, Stage
from cities.models.source import PUBLISHED_BASES, SourceCodesField
from cities.standing import compare
from cities.submission import submission_of
from creativecity.bilingual import Bilingual
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision

from .agreement import Programme
from .amendment import Amendment
from .target_rows import TargetQuerySet


class Target(models.Model):
    class Goal(models.TextChoices):
        SUBMITTED = "submitted", _("submitted to UNESCO")
        DESIGNATED = "designated", _("member of the network")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="targets")
    city = models.ForeignKey(
        City, models.PROTECT, related_name="targets", verbose_name=_("city")
    )
    code = models.SlugField(_("code"), max_length=12)
    goal = models.CharField(_("goal"), max_length=12, choices=Goal)
    due_on = models.DateField(_("due"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision
    )
    words_th = models.TextField(_("words of the source, in Thai"))
    words_en = models.TextField(_("words of the source, in English"))
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)
    #: What added it later; empty where it was promised at the signing.
    amendment = models.OneToOneField(
        Amendment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="target",
        verbose_name=_("added by"),
    )

    #: (the day before, its change) of every change by the day that it was asked as of.
    moves = ()

    objects = TargetQuerySet.as_manager()
    words = Bilingual()

    class Meta:
        ordering = ["programme", "city__position", "due_on"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="target_code")
        ]

    def __str__(self):
        return f"{self.city}: {self.words}"

    def clean(self):
        settle(self, ("due_on", "precision"))

    def about(self):
        return self.city.key()

    def due(self):
        return PartialDate(self.due_on, Precision(self.precision))

    def agreed_on(self):
        """The day since which it was promised."""
        return (
            self.amendment.effective_on if self.amendment else self.programme.signed_on
        )

    def changed_by(self, changes):
        """Itself, saying what the last of these changes made of it: not to be saved."""
        for change in changes:
            self.moves += ((self.due(), change),)
            for name in ("due_on", "precision", "words_th", "words_en"):
                setattr(self, name, getattr(change, name))
        return self

    def baseline(self):
        """The day that was promised first."""
        return self.moves[0][0] if self.moves else self.due()

    def standing(self, candidacies, *, on):
        """Compare the promise with the city's bids, as known and as of `on`.

        `candidacies` are (call, stages as known) pairs; a stage whose day lies after
        `on` has not happened yet, but what it implies for an earlier day has.
        """
        done_on, is_inferred = self.reached(candidacies)
        return compare(
            first_day=self.due().first_day,
            last_day=self.due().last_day,
            on=on,
            done_on=done_on,
            # What was inferred of a later day says nothing of this one.
            is_inferred=is_inferred and done_on <= on,
            is_known_undone=self._is_known_undone(candidacies, on),
            tracked_since=self.programme.tracked_since,
        )

    def reached(self, candidacies):
        """The first day the goal was reached, and whether that day is inferred."""
        days = []
        for call, stages in candidacies:
            if self.goal == self.Goal.DESIGNATED:
                days += [
                    (stage.effective_on, False)
                    for stage in stages
                    if stage.kind == Stage.Kind.DESIGNATED
                ]
            elif submission := submission_of(stages, call.deadline_on):
                days.append((submission.day, submission.is_inferred))
        return min(days, default=(None, False))

    def _is_known_undone(self, candidacies, on):
        """A bid for this very period is on record as not having got so far."""
        short_of = {Stage.Kind.NOT_NOMINATED}
        if self.goal == self.Goal.DESIGNATED:
            short_of.add(Stage.Kind.NOT_DESIGNATED)
        due = self.due()
        return any(
            stage.kind in short_of and stage.effective_on <= on
            for call, stages in candidacies
            if call.deadline_on and due.first_day <= call.deadline_on <= due.last_day
            for stage in stages
        )
