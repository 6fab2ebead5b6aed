"""What readiness is judged by: a published wording version never changes."""

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import add_years, today

from ..history import Asked, Version, in_force
from ..rubric_check import TARGET_LEVEL, is_five_texts
from ..scoring import HIGHEST_LEVEL

OVERLAP_YEARS = 1
KEPT_VERSIONS = 8


class RubricQuerySet(AppendOnlyQuerySet):
    def in_order(self, known_at=None):
        """Every version known then, in the order of their publication."""
        return self.known_at(known_at).order_by("published_on", "sequence")

    def asked(self, known_at=None):
        """Every version known then as `history.Version`, oldest first."""
        return [asked_by(*place[:-1]) for place in places(known_at)]


class Rubric(AppendOnly):
    # What the migration gave to older rows, whatever a new version aims at by default.
    added_later = {"target_level": 3, "replaces_id": None}

    version = models.SlugField(_("version"), max_length=20, unique=True)
    published_on = models.DateField(_("published on"))
    status_th = models.TextField(_("standing in Thai"))
    status_en = models.TextField(_("standing in English"))
    scale_th = models.JSONField(_("names of the levels in Thai"))
    scale_en = models.JSONField(_("names of the levels in English"))
    target_level = models.PositiveSmallIntegerField(
        _("level aimed at"),
        default=TARGET_LEVEL,
        validators=[MaxValueValidator(HIGHEST_LEVEL)],
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("version that it replaces"),
    )

    objects = RubricQuerySet.as_manager()
    status = Bilingual()
    scale = Bilingual()

    class Meta:
        ordering = ["-published_on", "-sequence"]
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_level__lte=HIGHEST_LEVEL),
                name="rubric_target_in_scale",
            )
        ]

    def __str__(self):
        return self.version

    @classmethod
    def in_force(cls, on=None, known_at=None):
        """The version that a day is judged by, whole; None before any was known.

        Which one that is, `cities/history.py` says.
        """
        place = in_force(places(known_at), on or today())
        return place and whole(*place[:-1])

    def load_words(self):
        models.prefetch_related_objects([self], "dimensions__indicators__wordings")

    def target(self):
        """The share of the whole that is aimed at: the target level throughout."""
        return Fraction(self.target_level, HIGHEST_LEVEL)

    def target_name(self):
        """The target level in the words of the scale."""
        return self.scale[self.target_level]

    def overlaps(self, on):
        """Whether the version that it replaced is still shown beside it that day."""
        if self.replaces_id is None:
            return False
        return self.published_on <= on < add_years(self.published_on, OVERLAP_YEARS)

    def indicators(self):
        return [
            indicator
            for dimension in self.dimensions.all()
            for indicator in dimension.indicators.all()
        ]

    def worded(self, stage):
        """(indicator, its wording for a candidate or a member) of each."""
        return [(each, each.wording(stage)) for each in self.indicators()]


class Place(NamedTuple):
    """Where a version stands: what tells it from all others, and since when it is."""

    pk: int
    sequence: int
    recorded_at: datetime
    published_on: date


def places(known_at):
    """Of every version known then, in the order of their publication."""
    return _places_now() if known_at is None else _places(known_at)


@by_version
def _places_now():
    return _places(None)


def _places(known_at):
    rows = Rubric.objects.in_order(known_at).values_list(*Place._fields)
    return [Place(*row) for row in rows]


@lru_cache(maxsize=KEPT_VERSIONS)
def whole(pk, sequence, recorded_at):
    """A version with its words, kept by the process: once published they never change.

    Its place and moment in the ledger tell it from a version of another database.
    """
    rubric = Rubric.objects.get(pk=pk, sequence=sequence, recorded_at=recorded_at)
    rubric.load_words()
    return rubric


@lru_cache(maxsize=KEPT_VERSIONS)
def asked_by(pk, sequence, recorded_at):
    """What a version asks, as `history.Version`: kept as `whole` is."""
    rubric = whole(pk, sequence, recorded_at)
    return Version(
        name=rubric.version,
        published_on=rubric.published_on,
        asked=tuple(indicator.asked() for indicator in rubric.indicators()),
    )


class Dimension(AppendOnly):
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="dimensions")
    code = models.CharField(_("code"), max_length=8)
    position = models.PositiveSmallIntegerField(_("position"))
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    why_th = models.TextField(_("why it is asked, in Thai"))
    why_en = models.TextField(_("why it is asked, in English"))
    trace = models.JSONField(_("where it comes from"), default=list)

    name = Bilingual()
    why = Bilingual()

    class Meta:
        ordering = ["position"]
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="dimension_code")
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class Indicator(AppendOnly):
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="indicators")
    code = models.CharField(_("code"), max_length=8)
    position = models.PositiveSmallIntegerField(_("position"))
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=3, default=1)
    trace = models.JSONField(_("where it comes from"), default=list)

    class Meta:
        ordering = ["position"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "code"], name="indicator_code"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0), name="indicator_weight"
            ),
        ]

    def __str__(self):
        return self.code

    def asked(self):
        """What the history of a city needs of it."""
        return Asked(self.pk, self.code, self.dimension_code, self.exact_weight)

    @cached_property
    def dimension_code(self):
        return self.dimension.code

    @cached_property
    def exact_weight(self):
        """A whole number where it is one: sums of those are many times faster."""
        weight = Fraction(self.weight)
        return weight.numerator if weight.is_integer() else weight

    def wording(self, stage):
        """The wording for a candidate or a member; a candidate's serves both."""
        wordings = {wording.stage: wording for wording in self.wordings.all()}
        return wordings.get(stage) or wordings[Wording.Stage.CANDIDATE]


def five_texts(texts):
    if not is_five_texts(texts):
        raise ValidationError(_("Give one text for each level from 0 to 4."))


class Wording(AppendOnly):
    class Stage(models.TextChoices):
        CANDIDATE = "candidate", _("candidate")
        MEMBER = "member", _("member")

        @classmethod
        def of(cls, *, is_member):
            return cls.MEMBER if is_member else cls.CANDIDATE

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="wordings")
    stage = models.CharField(_("for"), max_length=10, choices=Stage)
    name_th = models.CharField(_("name in Thai"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    evidence_th = models.TextField(_("evidence asked for, in Thai"))
    evidence_en = models.TextField(_("evidence asked for, in English"))
    levels_th = models.JSONField(_("levels in Thai"), validators=[five_texts])
    levels_en = models.JSONField(_("levels in English"), validators=[five_texts])

    name = Bilingual()
    evidence = Bilingual()
    levels = Bilingual()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "stage"], name="wording_stage")
        ]

    def __str__(self):
        return f"{self.indicator} {self.name}"
