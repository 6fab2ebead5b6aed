"""What a call asks for, and the steps that a bid in it is planned with."""

from datetime import timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import FIRST_DAY, LAST_DAY

from .source import SourceCodesField


class RequiredDocument(models.Model):
    """What a call asks for; each call has a list of its own.

    A row taken over from an earlier call (`copied_from`) is a guess until somebody has
    seen this call's own list: then its source is entered and `copied_from` emptied.
    """

    class Kind(models.TextChoices):
        FORM = "form", _("form")
        LETTER = "letter", _("letter")
        PHOTO = "photo", _("photo")
        RIGHTS = "rights", _("cession of rights to a photo")
        LINKS = "links", _("links")
        LIST = "list", _("list of the documents")
        OTHER = "other", _("other document")

    call = models.ForeignKey(
        "Call", models.PROTECT, related_name="documents", verbose_name=_("call")
    )
    code = models.SlugField(_("code"), max_length=30)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    max_megabytes = models.DecimalField(
        _("largest file in megabytes"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
    )
    max_words = models.PositiveIntegerField(_("most words"), null=True, blank=True)
    copied_from = models.ForeignKey(
        "Call",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over from the call"),
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()

    class Meta:
        ordering = ["call", "position", "code"]
        verbose_name = _("document asked for")
        verbose_name_plural = _("documents asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "code"],
                name="document_code",
                violation_error_message=_("This call's list has that code already."),
            )
        ]

    def __str__(self):
        return self.name

    def places(self):
        """How many are prepared: one text holds all links, or the whole list."""
        is_one = self.kind in {self.Kind.LINKS, self.Kind.LIST}
        return min(self.count, 1) if is_one else self.count

    def taken_over_by(self, call):
        """This row in another call's list, not yet saved; says where it was seen."""
        seen_in = self.copied_from or self.call
        values = _values(self, except_for={"copied_from", "source_codes", "note"})
        return RequiredDocument(call=call, copied_from=seen_in, **values)

    @transaction.atomic
    def add(self, *, by):
        """Add the row; ValidationError if the call's list has its code already."""
        lock()
        self.validate_constraints()
        return verbs.create(self, by=by, about=self.call.key())

    def change(self, *, by, fields=None, base=None):
        about = self.call.key()
        return verbs.edit(self, by=by, about=about, fields=fields, base=base)


class TemplateStep(models.Model):
    """A step that every candidacy of a call is planned with, counted from its dates.

    `days_before` counts back from the call's deadline, or from its announcement; a step
    after that day has a negative number.
    """

    class CountsFrom(models.TextChoices):
        DEADLINE = "deadline", _("the deadline")
        ANNOUNCEMENT = "announcement", _("the announcement")

    class DoneBy(models.TextChoices):
        """The stage of the candidacy that says the step was taken."""

        SELECTION = "selection", _("the national selection")
        SUBMISSION = "submission", _("the submission")
        ANNOUNCEMENT = "announcement", _("the announcement")

    call = models.ForeignKey(
        "Call", models.PROTECT, related_name="steps", verbose_name=_("call")
    )
    code = models.SlugField(_("code"), max_length=30)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    counts_from = models.CharField(
        _("counted from"),
        max_length=12,
        choices=CountsFrom,
        default=CountsFrom.DEADLINE,
    )
    days_before = models.SmallIntegerField(_("days before it"), default=0)
    is_key = models.BooleanField(_("key"), default=False)
    done_by = models.CharField(
        _("done by the stage"), max_length=12, choices=DoneBy, blank=True
    )

    name = Bilingual()

    class Meta:
        ordering = ["call", "position", "code"]
        verbose_name = _("step of the template")
        verbose_name_plural = _("steps of the template")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "code"],
                name="step_code",
                violation_error_message=_("This template has that code already."),
            )
        ]

    def __str__(self):
        return self.name

    def distance(self):
        """Days between the step and what it is counted from, before or after it."""
        return abs(self.days_before)

    def planned(self):
        """The day that follows from the call; None while the call's own is unknown.

        None too where it lies beyond the calendar's reach.
        """
        call = self.call
        is_deadline = self.counts_from == self.CountsFrom.DEADLINE
        day = call.deadline() if is_deadline else call.announced()
        if day is None:
            return None
        planned = day.last_day - timedelta(days=self.days_before)
        return planned if FIRST_DAY <= planned <= LAST_DAY else None

    def taken_over_by(self, call):
        """This step in another call's template, not yet saved."""
        return TemplateStep(call=call, **_values(self))

    @transaction.atomic
    def add(self, *, by):
        """Add the step; ValidationError if the template has its code already."""
        lock()
        self.validate_constraints()
        return verbs.create(self, by=by, about=self.call.key())

    def change(self, *, by, fields=None, base=None):
        about = self.call.key()
        return verbs.edit(self, by=by, about=about, fields=fields, base=base)


def _values(row, *, except_for=frozenset()):
    """What a row of one call says, without which row and whose it is."""
    names = {field.name for field in row._meta.concrete_fields}
    return {name: getattr(row, name) for name in names - {"id", "call"} - except_for}
