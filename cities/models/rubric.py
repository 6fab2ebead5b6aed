"""What readiness is judged by: a published wording version never changes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly

LEVELS = 5


class Rubric(AppendOnly):
    version = models.SlugField(_("version"), max_length=20, unique=True)
    published_on = models.DateField(_("published on"))
    status_th = models.TextField(_("standing in Thai"))
    status_en = models.TextField(_("standing in English"))
    scale_th = models.JSONField(_("names of the levels in Thai"))
    scale_en = models.JSONField(_("names of the levels in English"))

    status = Bilingual()
    scale = Bilingual()

    class Meta:
        ordering = ["-published_on", "-sequence"]
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    def __str__(self):
        return self.version

    @classmethod
    def current(cls, known_at=None):
        """The newest wording version known then, whole; None before any was."""
        known = cls.objects.known_at(known_at)
        return known.prefetch_related("dimensions__indicators__wordings").first()

    def indicators(self):
        return [
            indicator
            for dimension in self.dimensions.all()
            for indicator in dimension.indicators.all()
        ]


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

    def wording(self, stage):
        """The wording for a candidate or a member; a candidate's serves both."""
        wordings = {wording.stage: wording for wording in self.wordings.all()}
        return wordings.get(stage) or wordings[Wording.Stage.CANDIDATE]


def five_texts(texts):
    if not isinstance(texts, list) or len(texts) != LEVELS or not all(texts):
        raise ValidationError(_("Give one text for each level from 0 to 4."))


class Wording(AppendOnly):
    class Stage(models.TextChoices):
        CANDIDATE = "candidate", _("candidate")
        MEMBER = "member", _("member")

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
