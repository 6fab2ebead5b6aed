"""UNESCO's calls for applications, every two years; what is unknown stays empty."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.constraints import both_or_neither, in_order
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision

from ..milestone_template import default_steps
from .call_parts import TemplateStep

#: A day kept as the last of such a period may lie after one within it.
LIMITS = ("max_cities", "max_megabytes")
MOMENTS = ("opened", "deadline", "announced")
DAYS = [f"{moment}_{part}" for moment in MOMENTS for part in ("on", "precision")]
PERIODS = (Precision.MONTH, Precision.YEAR, Precision.FISCAL_YEAR)


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
    #: Its days are held against each other.
    judged_with = dict.fromkeys(DAYS, DAYS)

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
            in_order(
                "opened_on",
                "deadline_on",
                name="call_opens_before_deadline",
                unless=models.Q(opened_precision__in=PERIODS),
            ),
            in_order(
                "deadline_on",
                "announced_on",
                name="call_deadline_before_result",
                unless=models.Q(deadline_precision__in=PERIODS),
            ),
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
        if wrong := {**self._wrong_days(), **self._wrong_limits()}:
            raise ValidationError(wrong)

    def _wrong_limits(self):
        words = _("A limit of 0 would let nothing in. Leave it empty if none is known.")
        return {name: words for name in LIMITS if getattr(self, name) == 0}

    def _wrong_days(self):
        """Days that contradict each other however inexactly they are known."""
        opened, deadline, announced = (self._known(moment) for moment in MOMENTS)
        wrong = {}
        if opened and deadline and opened.first_day > deadline.last_day:
            wrong["deadline_on"] = _("The deadline lies before the opening.")
        if deadline and announced and deadline.first_day > announced.last_day:
            wrong["announced_on"] = _("The announcement lies before the deadline.")
        return wrong

    def _known(self, moment):
        """The moment's day, if it was given with how exactly it is known."""
        return getattr(self, f"{moment}_precision") and getattr(self, moment)()

    def key(self):
        return f"cities.call/{self.year}"

    def next(self):
        """The call after this one, not yet saved: the same rules, and no days."""
        return Call(
            year=self.year + 2,
            field_codes=list(self.field_codes),
            max_cities=self.max_cities,
            max_megabytes=self.max_megabytes,
        )

    @transaction.atomic
    def begin(self, *, by, after=None):
        """Add this call: with the steps of the call `after`, documents taken over too.

        Where there is none, the steps are those that this project proposes. Raises
        ValidationError if the year has a call already.
        """
        lock()
        if Call.objects.filter(year=self.year).exists():
            words = _("There is a call of that year already.")
            raise ValidationError({"year": words})
        verbs.create(self, by=by, about=self.key())
        for step in self._steps_after(after):
            step.add(by=by)
        self.take_over_documents(by=by)
        return self

    def _steps_after(self, call):
        if call is None:
            return [TemplateStep(call=self, **values) for values in default_steps()]
        return [step.taken_over_by(self) for step in call.steps.all()]

    def change(self, *, by, fields=None, base=None):
        return verbs.edit(self, by=by, about=self.key(), fields=fields, base=base)

    def nearest_list(self):
        """The newest earlier call whose documents are known; None if none is."""
        earlier = Call.objects.filter(year__lt=self.year, documents__isnull=False)
        return earlier.order_by("-year").first()

    @transaction.atomic
    def take_over_documents(self, *, by):
        """Copy the list of the nearest earlier call, each row to be confirmed.

        Only an empty list is filled, so pressing twice changes nothing. Returns the
        new rows.
        """
        lock()
        source = self.nearest_list()
        if source is None or self.documents.exists():
            return []
        rows = [row.taken_over_by(self) for row in source.documents.all()]
        return [row.add(by=by) for row in rows]

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
