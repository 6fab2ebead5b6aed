"""UNESCO's calls for applications, every two years; what is unknown stays empty."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither, in_order
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision

from .source import SourceCodesField


class CreativeField(models.TextChoices):
    CRAFTS = "crafts-folk-art", _("Crafts and Folk Art")
    DESIGN = "design", _("Design")
    FILM = "film", _("Film")
    GASTRONOMY = "gastronomy", _("Gastronomy")
    LITERATURE = "literature", _("Literature")
    MEDIA_ARTS = "media-arts", _("Media Arts")
    MUSIC = "music", _("Music")
    ARCHITECTURE = "architecture", _("Architecture")


def validate_field_codes(codes):
    known = CreativeField.values
    if not isinstance(codes, list) or any(code not in known for code in codes):
        raise ValidationError(_("Choose the fields from the list."))


class FieldCodesField(models.JSONField):
    """Codes of creative fields; empty while it is not known which are open."""

    default_validators = [validate_field_codes]


class Call(models.Model):
    year = models.PositiveSmallIntegerField(_("year (C.E.)"), unique=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    opened_precision = models.CharField(
        _("how exactly the opening is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    deadline_on = models.DateField(_("deadline"), null=True, blank=True)
    deadline_precision = models.CharField(
        _("how exactly the deadline is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    announced_precision = models.CharField(
        _("how exactly the announcement is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    new_cities = models.PositiveSmallIntegerField(
        _("new member cities"), null=True, blank=True
    )
    total_after = models.PositiveSmallIntegerField(
        _("members after the call"), null=True, blank=True
    )
    field_codes = FieldCodesField(_("creative fields open"), default=list, blank=True)
    max_cities = models.PositiveSmallIntegerField(
        _("cities that a country may submit"), null=True, blank=True
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("largest submission in megabytes"), null=True, blank=True
    )

    class Meta:
        ordering = ["year"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            both_or_neither("opened_on", "opened_precision", name="call_opened"),
            both_or_neither("deadline_on", "deadline_precision", name="call_deadline"),
            both_or_neither(
                "announced_on", "announced_precision", name="call_announced"
            ),
            in_order("opened_on", "deadline_on", name="call_opens_before_deadline"),
            in_order("deadline_on", "announced_on", name="call_deadline_before_result"),
        ]

    def __str__(self):
        return str(self.year)

    def clean(self):
        settle(
            self,
            ("opened_on", "opened_precision"),
            ("deadline_on", "deadline_precision"),
            ("announced_on", "announced_precision"),
        )

    def key(self):
        return f"cities.call/{self.year}"

    def deadline(self):
        return PartialDate.of(self.deadline_on, self.deadline_precision)

    def opened(self):
        return PartialDate.of(self.opened_on, self.opened_precision)

    def announced(self):
        return PartialDate.of(self.announced_on, self.announced_precision)

    def field_count(self):
        """How many creative fields were open; None where that is not known."""
        return len(self.field_codes) or None

    def fields_open(self):
        """The open fields in words, in the order of UNESCO's own list."""
        return [field.label for field in CreativeField if field in self.field_codes]


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
        Call, models.PROTECT, related_name="documents", verbose_name=_("call")
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
        Call,
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
        Call, models.PROTECT, related_name="steps", verbose_name=_("call")
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

    def planned(self):
        """The day that follows from the call; None while the call's own is unknown."""
        call = self.call
        is_deadline = self.counts_from == self.CountsFrom.DEADLINE
        day = call.deadline() if is_deadline else call.announced()
        return day and day.last_day - timedelta(days=self.days_before)
