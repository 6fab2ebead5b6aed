"""What a bid was told, and what it lacked: kept, and carried into the next one."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.ledger.overtaken import still_meant
from creativecity.thai_calendar import PartialDate, Precision, today

from .candidacy import Candidacy
from .source import SourceCodesField

#: The right to keep the bid itself: what the public reads of it is the secretary's.
MAY_PUBLISH = "cities.change_candidacy"
WORDS = {"text_th", "text_en"}
CLOSING = ["closed_on", "closed_how"]


class FeedbackQuerySet(AppendOnlyQuerySet):
    def published(self, on, known_at=None):
        """What the public may read of what had been said by the day."""
        standing = self.standing(known_at)
        return standing.filter(is_public=True, effective_on__lte=on)


class Feedback(AppendOnly):
    """What a body said of a bid; shown to the public only where it is published."""

    free_text = ("text_th", "text_en")

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="feedback")
    said_by = models.CharField(_("said by"), max_length=200)
    text_th = models.TextField(_("in Thai"), max_length=4000)
    text_en = models.TextField(_("in English"), max_length=4000, blank=True)
    effective_on = models.DateField(_("said on"), default=today)
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=12,
        choices=Precision,
        default=Precision.DAY,
    )
    is_public = models.BooleanField(_("the public may read it"), default=False)
    source_codes = SourceCodesField()

    objects = FeedbackQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["effective_on", "sequence"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self):
        return f"{self.candidacy_id} {self.said_by}"

    def day(self):
        return PartialDate(self.effective_on, Precision(self.precision))

    @transaction.atomic
    def add(self, *, by):
        """Add what was said; the same said twice is there once."""
        lock()
        if twin := self._twin():
            return twin
        about = self.candidacy.city.key()
        return verbs.add(self, by=by, about=about, is_public=self.is_public)

    def _twin(self):
        names = ("said_by", "text_th", "text_en", "effective_on", "is_public")
        same = {name: getattr(self, name) for name in names}
        return self.candidacy.feedback.standing().filter(**same).first()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        lock()
        if not Feedback.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("It was withdrawn already."), code="withdrawn")
        about = self.candidacy.city.key()
        return verbs.withdraw(
            self, by=by, reason=reason, about=about, is_public=self.is_public
        )


def why_not_found(found_on, closed_on):
    """Why a gap with that end cannot have been found on the day; empty if it can."""
    if closed_on is None or found_on <= closed_on:
        return ""
    return _("A gap is not closed before it is found.")


class GapQuerySet(models.QuerySet):
    def published(self, on):
        """What the public may read of what had been found by the day."""
        return self.filter(is_public=True, found_on__lte=on)

    def open_to_carry(self, candidacy):
        """Open gaps of the city's earlier bids that are not in this one yet."""
        earlier = self.filter(
            candidacy__city=candidacy.city,
            candidacy__call__year__lt=candidacy.call.year,
            closed_on=None,
        )
        return earlier.exclude(carried_to__candidacy=candidacy)

    @transaction.atomic
    def carry_into(self, candidacy, *, by):
        """Carry each of these into a later bid: those that are left once we may write.

        Somebody may have closed or carried one of them since they were looked up.
        """
        lock()
        return [gap.carry(candidacy, by=by) for gap in self.all()]


class Gap(models.Model):
    """What a bid lacked; `carried_from` is the same gap in an earlier one."""

    #: Who shows it to the public does so in words that they have read; and the day on
    #: which it was found lies before its end.
    judged_with = {"is_public": WORDS, "found_on": {"closed_on"}}

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="gaps")
    text_th = models.CharField(_("gap in Thai"), max_length=300)
    text_en = models.CharField(_("gap in English"), max_length=300, blank=True)
    indicator_code = models.CharField(_("indicator"), max_length=12, blank=True)
    found_on = models.DateField(_("found on"), default=today)
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("carried from"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_how = models.TextField(_("how it was closed"), max_length=1000, blank=True)
    is_public = models.BooleanField(_("the public may read it"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = GapQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["candidacy", "found_on", "pk"]
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_how="")
                | Q(closed_on__isnull=False) & ~Q(closed_how=""),
                name="gap_closed_how",
                violation_error_message=_("Say how the gap was closed."),
            ),
            models.UniqueConstraint(
                fields=["candidacy", "carried_from"],
                name="gap_carried_once",
                violation_error_message=_("This gap was carried over already."),
            ),
        ]

    def __str__(self):
        return self.text

    def is_open(self, on=None):
        return self.closed_on is None or self.closed_on > (on or today())

    @transaction.atomic
    def add(self, *, by):
        """Save a new gap; the same one sent twice is there once."""
        lock()
        if twin := self._twin():
            return twin
        self._judge_days(self.found_on, self.closed_on)
        return verbs.create(self, by=by, about=self._about(), is_public=self.is_public)

    def _twin(self):
        names = (*WORDS, "indicator_code", "found_on", "closed_on", "is_public")
        same = {name: getattr(self, name) for name in names}
        return self.candidacy.gaps.filter(**same).first()

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Save the named fields; returns whether the gap is hidden by that.

        Words that the public could read, changed by who may not show them, are the
        staff's alone until somebody shows them again.
        """
        lock()
        fields = still_meant(self, fields=fields, base=base)
        if "found_on" in fields:
            self._judge_days(self.found_on, self._stored().closed_on)
        is_hidden = (
            self._was_public()
            and not WORDS.isdisjoint(fields)
            and not by.has_perm(MAY_PUBLISH)
        )
        if is_hidden:
            self.is_public = False
            fields = [*fields, "is_public"]
        self._change(by, "edit", fields)
        return is_hidden

    @transaction.atomic
    def close(self, *, by):
        """`closed_on` and `closed_how` have been set."""
        lock()
        self._judge_open(_("The gap was closed already."))
        self._judge_days(self._stored().found_on, self.closed_on)
        return self._change(by, "close", CLOSING)

    def reopen(self, *, by):
        self.closed_on, self.closed_how = None, ""
        return self._change(by, "reopen", CLOSING)

    @transaction.atomic
    def _change(self, by, verb, fields):
        """Public if the public could read it before or can read it now."""
        lock()
        is_public = self._was_public() or self.is_public
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self._about(),
            is_public=is_public,
            fields=fields,
        )

    def _was_public(self):
        return Gap.objects.filter(pk=self.pk, is_public=True).exists()

    def _stored(self):
        return Gap.objects.get(pk=self.pk)

    def _judge_days(self, found_on, closed_on):
        if words := why_not_found(found_on, closed_on):
            raise ValidationError(words, code="closed-before")

    def _judge_open(self, words):
        """Somebody else may have closed it since it was looked up."""
        if not Gap.objects.filter(pk=self.pk, closed_on=None).exists():
            raise ValidationError(words, code="closed")

    def _about(self):
        return self.candidacy.city.key()

    @transaction.atomic
    def carry(self, candidacy, *, by, on=None):
        """The same open gap in a later bid; once carried, the one that is there."""
        lock()
        if twin := candidacy.gaps.filter(carried_from=self).first():
            return twin
        self._judge_open(_("One of these was closed or carried over meanwhile."))
        carried = Gap(
            candidacy=candidacy,
            text_th=self.text_th,
            text_en=self.text_en,
            indicator_code=self.indicator_code,
            found_on=on or today(),
            carried_from=self,
            is_public=self.is_public,
            is_sample=self.is_sample,
        )
        return verbs.create(
            carried,
            by=by,
            verb="carry",
            about=candidacy.city.key(),
            is_public=carried.is_public,
        )
