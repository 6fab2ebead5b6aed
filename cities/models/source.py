"""Where a statement comes from, and the statements themselves."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import Precision


class Basis(models.TextChoices):
    SOURCE = "source", _("stated by its source")
    DERIVED = "derived", _("derived from its sources")
    GENERAL_KNOWLEDGE = "general-knowledge", _("general knowledge, not published")
    UNKNOWN = "unknown", _("not known")


#: What is shown to the public rests on one of these; only a Fact may be less (rule 7).
PUBLISHED_BASES = [
    (basis.value, basis.label) for basis in (Basis.SOURCE, Basis.DERIVED)
]


class SourceQuerySet(models.QuerySet):
    def published(self):
        """Sources that a reader can look up; "general knowledge" is none."""
        return self.exclude(strength="none")

    def cited_by(self, rows):
        """The sources behind some rows, in the order of their codes: one query."""
        codes = {code for row in rows for code in row.source_codes}
        return self.published().filter(code__in=codes)


class Source(models.Model):
    class Strength(models.TextChoices):
        PRIMARY = "primary", _("first-hand")
        SECONDARY = "secondary", _("second-hand")
        DERIVED = "derived", _("computed")
        NONE = "none", _("none")

    code = models.SlugField(_("code"), max_length=12, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    published = models.CharField(_("published"), max_length=40, blank=True)
    strength = models.CharField(_("strength"), max_length=10, choices=Strength)
    address = models.CharField(_("address"), max_length=500, blank=True)
    note = models.TextField(_("internal note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return f"{self.code}: {self.title}"

    def link(self):
        """The address, where it is one that a browser can open whole."""
        whole = self.address.startswith(("https://", "http://"))
        return self.address if whole and " " not in self.address else ""


def validate_source_codes(codes):
    if not isinstance(codes, list) or not all(isinstance(c, str) for c in codes):
        raise ValidationError(_("Give the sources as a list of their codes."))
    known = set(Source.objects.filter(code__in=codes).values_list("code", flat=True))
    if missing := [code for code in codes if code not in known]:
        raise ValidationError(
            _("No source has the code %(codes)s."),
            params={"codes": ", ".join(missing)},
            code="unknown-source",
        )


class SourceCodesField(models.JSONField):
    """Codes of the sources behind a row, kept in it so that its digest covers them."""

    def __init__(self, **kwargs):
        defaults = {"default": list, "blank": True, "verbose_name": _("sources")}
        super().__init__(**{**defaults, **kwargs})
        self._validators = [*self._validators, validate_source_codes]

    def formfield(self, **kwargs):
        """What changed is told from the row itself, not from a hidden copy of it."""
        return super().formfield(**{"show_hidden_initial": False, **kwargs})

    def save_form_data(self, instance, data):
        """An emptied box means no sources; its form field makes None of it."""
        super().save_form_data(instance, data or [])

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs


class FactQuerySet(AppendOnlyQuerySet):
    def published(self):
        return self.exclude(basis=Basis.GENERAL_KNOWLEDGE)

    def latest(self, *, on=None, known_at=None):
        """Of each subject and topic the statement that stands, as known then.

        That about the latest day, and of two about one day the one said later; a
        statement without a day counts as about the day on which it was recorded.
        """
        facts = self.standing(known_at)
        if on is not None:
            facts = facts.filter(
                models.Q(effective_on__isnull=True) | models.Q(effective_on__lte=on)
            )
        facts = facts.annotate(day=Coalesce("effective_on", TruncDate("recorded_at")))
        newer = facts.filter(
            models.Q(day__gt=models.OuterRef("day"))
            | models.Q(
                day=models.OuterRef("day"), sequence__gt=models.OuterRef("sequence")
            ),
            subject=models.OuterRef("subject"),
            topic=models.OuterRef("topic"),
        )
        return facts.exclude(models.Exists(newer)).order_by("sequence")


class Fact(AppendOnly):
    """A statement about a thing, with where it comes from; the newest one stands."""

    subject = models.CharField(_("about"), max_length=120)
    topic = models.SlugField(_("topic"), max_length=60)
    value_th = models.TextField(_("value in Thai"), blank=True)
    value_en = models.TextField(_("value in English"), blank=True)
    number = models.BigIntegerField(_("as a number"), null=True, blank=True)
    effective_on = models.DateField(_("as of"), null=True, blank=True)
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision, blank=True
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis)
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    objects = FactQuerySet.as_manager()
    value = Bilingual()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        indexes = [models.Index(fields=["subject", "topic"], name="fact_subject")]
        constraints = [
            both_or_neither("effective_on", "precision", name="fact_day"),
            models.CheckConstraint(
                condition=models.Q(basis=Basis.UNKNOWN, value_th="", value_en="")
                | (
                    ~models.Q(basis=Basis.UNKNOWN)
                    & ~models.Q(value_th="")
                    & ~models.Q(value_en="")
                ),
                name="fact_value",
                violation_error_message=_(
                    "Give the value in Thai and English, or mark it as not known."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.topic}"

    def is_known(self):
        return self.basis != Basis.UNKNOWN
