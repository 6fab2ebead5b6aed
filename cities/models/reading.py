"""What a city says of its level on an indicator; append only."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import bangkok_day, today

from .city import City
from .confirmation import Confirmation
from .evidence import Evidence, why_evidence_is_missing
from .opinion import why_no_opinion_by
from .reading_rows import ReadingQuerySet
from .rubric import Indicator, Wording
from .stage import Stage
from .verification import Verification

HIGHEST_LEVEL = 4


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
            ),
            models.Index(
                fields=["city", "indicator", "-sequence"], name="reading_last_said"
            ),
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

    def wording(self, members=None):
        """The words of its own indicator, which a newer rubric may have no more.

        `members` holds the primary keys of the cities that are members now, where they
        were found already.
        """
        if members is None:
            members = Stage.objects.memberships(today(), cities=[self.city_id])
        stage = Wording.Stage.of(is_member=self.city_id in members)
        return self.indicator.wording(stage)

    def is_displaced(self):
        """Whether a later word took its place, so that it waits for no verdict."""
        later = Reading.objects.spoken_by(today()).filter(
            city=self.city_id,
            indicator=self.indicator_id,
            effective_on__gte=self.effective_on,
            sequence__gt=self.sequence,
        )
        return later.exists()

    def days_waiting(self, on=None):
        """How many days ago it was recorded: so long an agency has had the ball."""
        return max(0, ((on or today()) - bangkok_day(self.recorded_at)).days)

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
        """Add it with the pieces of the city's library that it rests on.

        ValidationError where a level of 3 or 4 rests on nothing, or on a retired piece.
        """
        self.record_behind(lock(), self.city, [(self, evidence or [])], by=by)
        return self

    @classmethod
    def record_behind(cls, head, city, said, *, by):
        """As `record`, of several readings of a city, each beside its pieces; by who
        holds the chain's locked head, in as many statements for all as for one.
        """
        usable = city.evidence.attachable([p.pk for _r, own in said for p in own])
        proven = [(r, [usable[pk] for pk in {p.pk: p for p in own}]) for r, own in said]
        for reading, pieces in proven:
            reading.city = city
            reading._ask_for_proof(pieces)
        readings = [reading for reading, _pieces in proven]
        verbs.add_behind(head, readings, by=by, verb="record", about=city.key())
        links = [
            ReadingEvidence(reading=r, evidence=piece, is_sample=r.is_sample)
            for r, pieces in proven
            for piece in pieces
        ]
        verbs.add_behind(head, links, by=by, about=city.key())

    def _ask_for_proof(self, pieces):
        if words := why_evidence_is_missing(self.level, pieces, self.effective_on):
            raise ValidationError(words, code="evidence-missing")

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

    def has_lost_its_proof(self, on=None):
        """Whether all that its level rested on ran out by the day, or was retired."""
        [pieces] = ReadingEvidence.objects.by_reading([self]).values()
        return bool(why_evidence_is_missing(self.level, pieces, on or today()))

    def why_not_confirmable_by(self, user, on=None):
        """Why this user may not say that it is still true; empty if they may."""
        if not self.city.officers.filter(pk=user.pk).exists():
            return _("Only an officer of the city confirms its levels.")
        said = Reading.objects.filter(city=self.city, indicator=self.indicator)
        if said.spoken_by(today()).first() != self:
            return _("A newer reading took its place, or it was withdrawn.")
        verdicts = self.verifications.standing()
        if verdicts.filter(verdict=Verification.Verdict.RETURNED).exists():
            return _("It was returned: correct it and record it anew.")
        if self.has_lost_its_proof(on):
            return _(
                "A level of 3 or 4 needs evidence that is live: what was attached ran "
                "out or was retired. Attach a piece and record the level anew."
            )
        return ""

    @transaction.atomic
    def confirm(self, *, by, on=None):
        """Say that the level is still true; once a day is enough.

        ValidationError with the reason where it may not be said.
        """
        lock()
        if reason := self.why_not_confirmable_by(by, on):
            raise ValidationError(reason, code="may-not-confirm")
        row = Confirmation(reading=self, effective_on=on or today())
        said = self.confirmations.standing()
        if said.filter(effective_on=row.effective_on).exists():
            return None
        return verbs.add(row, by=by, verb="confirm", about=self.city.key())

    def why_no_opinion_by(self, user, on=None):
        """Why this user may give no opinion on it; an empty text means they may."""
        return why_no_opinion_by(user, self, on)

    def give_opinion(self, opinion, *, by, on=None):
        """An assigned expert's word beside it; a later one takes the earlier's place.

        ValidationError with the reason where it may not be given.
        """
        opinion.reading = self
        return opinion.give(by=by, on=on)

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take it back; ValidationError if somebody else was faster."""
        lock()
        if not Reading.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("This reading was withdrawn."), code="withdrawn")
        return verbs.withdraw(self, by=by, reason=reason, about=self.city.key())


class ReadingEvidenceQuerySet(AppendOnlyQuerySet):
    def by_reading(self, readings):
        """Reading to the pieces of evidence behind it, in the order of their adding."""
        links = self.standing().filter(reading__in=readings).order_by("sequence")
        found = {}
        for link in links.select_related("evidence"):
            found.setdefault(link.reading_id, []).append(link.evidence)
        return {reading: found.get(reading.pk, []) for reading in readings}


class ReadingEvidence(AppendOnly):
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="reading_links")

    objects = ReadingEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a reading")
        verbose_name_plural = _("evidence of readings")

    def __str__(self):
        return f"{self.reading_id} {self.evidence_id}"
