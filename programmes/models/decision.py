"""What the two agencies decided together: numbered, append only, and it acts."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.models import ReforecastRequest, SuggestionStep
from cities.models.milestone_rules import judge_day
from creativecity.bilingual import Bilingual
from creativecity.constraints import exactly_one
from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import BUDDHIST_OFFSET, FiscalYear, today

from .agenda import AgendaItem
from .agreement import Programme
from .decision_rows import DecisionQuerySet
from .paper import Paper


class Decision(AppendOnly):
    """Numbered per agreement and Buddhist year: "3/2569".

    Taken at a meeting under an item of its agenda, or by circulation.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("at a meeting")
        CIRCULATION = "circulation", _("by circulation")

    free_text = ("text_th", "text_en")
    added_later = {"item_id": None, "paper_id": None}

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)]
    )
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    kind = models.CharField(_("taken"), max_length=12, choices=Kind)
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("item of the agenda"),
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("signed paper"),
    )
    text_th = models.TextField(_("text in Thai"), max_length=4000)
    text_en = models.TextField(_("text in English"), max_length=4000)
    effective_on = models.DateField(_("decided on"), default=today)

    objects = DecisionQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "number"],
                name="decision_number",
                violation_error_message=_("A decision has this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    year__gte=FiscalYear.FIRST, year__lte=FiscalYear.LAST
                ),
                name="decision_year",
                violation_error_message=_("Give the year in the Buddhist era."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="meeting", item__isnull=False)
                | models.Q(kind="circulation", item__isnull=True),
                name="decision_item",
                violation_error_message=_(
                    "A decision of a meeting stands under an item of its agenda."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    def get_absolute_url(self):
        """Its place in the public register of the agreement's decisions: the page on
        which it stands by now, and there itself.
        """
        register = reverse("programmes:decisions", args=[self.programme.slug])
        return f"{register}?decision={self.number}-{self.year}#{self.anchor()}"

    def get_staff_url(self):
        return reverse("staff:decision", args=[self.sequence])

    def anchor(self):
        return f"decision-{self.number}-{self.year}"

    def slug(self):
        """What its row is called by in files: `mou-2563-3-2569`."""
        return f"{self.programme.slug}-{self.number}-{self.year}"

    def reference(self):
        """Its number with its agreement, as the rows that it acts on carry it."""
        return f"{self.programme.slug} {self}"

    def is_idle(self):
        """Whether it did nothing yet, and gave nobody anything to do."""
        return Decision.objects.idle().filter(pk=self.pk).exists()

    def judge_standing(self):
        """Nothing new rests on a decision that was taken back."""
        if not Decision.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("The decision was taken back."), code="gone")

    def _judge_year(self):
        """Its number is of the year it was decided in, or of one beside that: offices
        number by fiscal years, too, and enter late.
        """
        if abs(self.year - (self.effective_on.year + BUDDHIST_OFFSET)) > 1:
            words = _("The year of the number is not that of the day.")
            raise refusal(NON_FIELD_ERRORS, words, "other-year")

    @transaction.atomic
    def enter(self, *, by, on=None):
        """Put it in the register; `apply_decision` lets it act in the same step."""
        lock()
        judge_day(self, on)
        self._judge_year()
        self.validate_constraints()
        return verbs.add(self, by=by, verb="decide", about=self.programme.key())

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take it back, where it did nothing; its number is not given again."""
        lock()
        is_standing = Decision.objects.standing().filter(pk=self.pk).exists()
        if not is_standing or not self.is_idle():
            words = _(
                "It has acted, or was taken back already: another decision answers it."
            )
            raise ValidationError(words, code="acted")
        if self.item:
            self.item.review.judge_open()
        return verbs.withdraw(self, by=by, reason=reason, about=self.programme.key())


class Effect(AppendOnly):
    """What a decision did to a thing of a city's: it approved or refused a later date,
    or answered a suggestion. What it did here carries the decision itself.
    """

    added_later = {"answer_id": None}

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="effects")
    request = models.OneToOneField(
        ReforecastRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="effect",
    )
    answer = models.OneToOneField(
        SuggestionStep, models.PROTECT, null=True, blank=True, related_name="effect"
    )

    class Meta:
        verbose_name = _("effect of a decision")
        verbose_name_plural = _("effects of decisions")
        constraints = [
            exactly_one(
                "request",
                "answer",
                name="effect_of_one_kind",
                words=_("An effect acts on one thing."),
            )
        ]

    def __str__(self):
        return f"{self.decision_id} {self.request_id or self.answer_id}"
