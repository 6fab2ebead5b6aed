"""What a city says of its level on an indicator; append only."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .candidacy import Stage
from .city import City
from .evidence import Evidence
from .latest import LatestReadings
from .progress import Progress
from .rubric import Indicator, Rubric
from .verification import Verification

HIGHEST_LEVEL = 4


class ReadingQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Agencies and the secretary see all readings, an officer their own."""
        if user.has_perm("cities.view_reading"):
            return self
        return self.filter(city__officers=user)

    def with_verdict(self, known_at=None):
        """Mark each reading with what an agency said of it."""
        verdicts = Verification.objects.given(known_at).filter(reading=OuterRef("pk"))
        return self.annotate(
            is_verified=Exists(verdicts.filter(verdict=Verification.Verdict.VERIFIED)),
            is_returned=Exists(verdicts.filter(verdict=Verification.Verdict.RETURNED)),
        )

    def spoken_by(self, on, known_at=None):
        """Standing readings about a day up to `on`, newest first."""
        return (
            self.standing(known_at)
            .filter(effective_on__lte=on)
            .order_by("-effective_on", "-sequence")
        )

    def progress_by_city(self, cities, on=None, known_at=None):
        """City pk to its Progress as of a day, as known at a point of the ledger.

        Four queries and the rubric's, whatever the number of cities.
        """
        on = on or today()
        rubric = Rubric.current(known_at)
        if rubric is None:
            return {}
        latest = LatestReadings(self.model, [city.pk for city in cities], on, known_at)
        verified, spoken = latest.verified(), latest.spoken()
        returned = Verification.objects.by_reading(
            spoken.values(), Verification.Verdict.RETURNED, known_at
        )
        members = Stage.objects.memberships(on, known_at)
        return {
            city.pk: Progress.of(
                city, rubric, verified, spoken, returned, is_member=city.pk in members
            )
            for city in cities
        }

    def awaiting_verdict(self, on=None, known_at=None):
        """Readings without a verdict that no later word took the place of.

        A later word is one recorded after it about the same day or a later one; a late
        entry about an earlier day waits beside what was said before.
        """
        on = on or today()
        readings = self.spoken_by(on, known_at)
        newer = Reading.objects.spoken_by(on, known_at).filter(
            effective_on__gte=OuterRef("effective_on"),
            sequence__gt=OuterRef("sequence"),
            city=OuterRef("city"),
            indicator=OuterRef("indicator"),
        )
        return readings.with_verdict(known_at).filter(
            ~Exists(newer), is_verified=False, is_returned=False
        )


class Reading(AppendOnly):
    free_text = ("note", "not_applicable_reason")

    city = models.ForeignKey(City, models.PROTECT, related_name="readings")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(HIGHEST_LEVEL)],
    )
    not_applicable_reason = models.TextField(
        _("why it does not apply"), max_length=1000, blank=True
    )
    effective_on = models.DateField(_("level on the day"), default=today)
    note = models.TextField(_("note"), max_length=4000, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [
            models.Index(
                fields=["city", "indicator", "-effective_on", "-sequence"],
                name="reading_latest",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True) & ~Q(not_applicable_reason="")
                | Q(level__isnull=False, not_applicable_reason=""),
                name="reading_level_or_reason",
                violation_error_message=_(
                    "Choose a level from 0 to 4, or say why it does not apply."
                ),
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__lte=HIGHEST_LEVEL),
                name="reading_level_in_scale",
                violation_error_message=_("A level lies between 0 and 4."),
            ),
        ]

    def __str__(self):
        return f"{self.city} {self.indicator}: {self.level_text()}"

    def level_text(self):
        return _("not applicable") if self.level is None else str(self.level)

    def is_not_applicable(self):
        return self.level is None

    def repeats(self, other, *, by):
        """Whether `by` said exactly this last: a double click says nothing new."""
        said = ("level", "not_applicable_reason", "effective_on", "note")
        return (
            other is not None
            and other.recorded_by_id == by.pk
            and all(getattr(self, name) == getattr(other, name) for name in said)
        )

    @transaction.atomic
    def record(self, *, by, evidence=None):
        verbs.add(self, by=by, verb="record", about=self.city.key())
        if evidence is not None:
            if evidence.pk is None:
                self.city.add_evidence(evidence, by=by)
            link = ReadingEvidence(
                reading=self, evidence=evidence, is_sample=self.is_sample
            )
            verbs.add(link, by=by, about=self.city.key())
        return self

    def verdict(self, known_at=None):
        return self.verifications.given(known_at).select_related("agency").first()

    def why_not_verifiable_by(self, user):
        """Why this user may not give a verdict on it; an empty text means they may."""
        if not user.has_perm("cities.add_verification"):
            return _("Only the staff of a signing agency verify readings.")
        if self.recorded_by_id == user.pk:
            return _("Nobody verifies what they recorded themselves.")
        if self.city.officers.filter(pk=user.pk).exists():
            return _("An officer of the city does not verify its readings.")
        if not user.agencies.exists():
            return _("Only the staff of a signing agency verify readings.")
        if self.verifications.standing().exists():
            return _("A verdict on this reading was already given.")
        if not Reading.objects.standing().filter(pk=self.pk).exists():
            return _("This reading was withdrawn.")
        return ""

    @transaction.atomic
    def verify(self, verification, *, by):
        """Give a verdict; ValidationError with the reason where it may not be given."""
        lock()
        if reason := self.why_not_verifiable_by(by):
            raise ValidationError(reason, code="may-not-verify")
        verification.reading = self
        verification.agency = by.agencies.first()
        return verbs.add(
            verification, by=by, verb=verification.verdict, about=self.city.key()
        )

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take it back; ValidationError if somebody else was faster."""
        lock()
        if not Reading.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("This reading was withdrawn."), code="withdrawn")
        return verbs.withdraw(self, by=by, reason=reason, about=self.city.key())


class ReadingEvidence(AppendOnly):
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="reading_links")

    class Meta:
        verbose_name = _("evidence of a reading")
        verbose_name_plural = _("evidence of readings")

    def __str__(self):
        return f"{self.reading_id} {self.evidence_id}"
