"""What the public suggests for a city, and what became of it; append only."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import BUDDHIST_OFFSET, today

from .city import City
from .milestone_rules import judge_day
from .suggestion_rows import SuggestionQuerySet

REFERENCE = 20  # characters of a reference


class Suggestion(AppendOnly):
    """What came in, in its own words; who sent it is kept nowhere here."""

    class Channel(models.TextChoices):
        WEB = "web", _("this website")
        LETTER = "letter", _("letter or e-mail")
        MEETING = "meeting", _("at a meeting")
        PHONE = "phone", _("telephone")

    free_text = ("text",)
    added_later = {"language": "th"}

    city = models.ForeignKey(
        City, models.PROTECT, related_name="suggestions", verbose_name=_("city")
    )
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    channel = models.CharField(_("how it came"), max_length=8, choices=Channel)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="th"
    )
    text = models.TextField(_("suggestion"), max_length=4000)
    effective_on = models.DateField(_("received on"), default=today)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("programmes:suggestion", args=[self.slug()])

    def slug(self):
        """The reference as an address writes it: `nan-2-2569`."""
        return self.reference.replace("/", "-").lower()

    def is_standing(self):
        return Suggestion.objects.standing().filter(pk=self.pk).exists()

    def newest(self):
        """What was said of it last and stands; None while nobody looked at it."""
        return self.steps.standing().order_by("sequence").last()

    @transaction.atomic
    def receive(self, *, by, on=None):
        """Enter it under the next reference of its city and year, "NAN-2/2569"."""
        lock()
        judge_day(self, on)
        self.reference = self._next_reference()
        return self._add(self, by, "receive")

    @transaction.atomic
    def send(self, *, on=None):
        """Enter what a visitor of the website sent; the same sent twice is one row."""
        lock()
        self.channel, self.effective_on = Suggestion.Channel.WEB, on or today()
        return self.twin() or self.receive(by=None, on=on)

    def twin(self):
        """The same words, sent for the same city on the same day, or None."""
        same = {"city": self.city, "channel": self.channel, "text": self.text}
        found = Suggestion.objects.standing().filter(**same)
        return found.filter(effective_on=self.effective_on).first()

    def consider(self, step, *, by, on=None):
        """Say that it is looked into; the reason, if any, says by whom."""
        return self._say(SuggestionStep.Kind.CONSIDERED, step, by, on)

    def decline(self, step, *, by, on=None):
        """Say no, with a reason, where no decision is needed for it."""
        return self._say(SuggestionStep.Kind.DECLINED, step, by, on)

    def answer(self, step, *, by, on=None):
        """Adopt or decline it by a decision, whose number the step carries; only
        `apply_decision` of the app above calls this.
        """
        return self._say(step.kind, step, by, on)

    @transaction.atomic
    def take_back(self, *, by, reason):
        """Undo the newest step, or the suggestion itself where nothing was said of it.

        What a decision answered stays: another decision is needed then.
        """
        lock()
        row = self.newest() or self
        if not self.is_standing() or getattr(row, "decision", ""):
            words = _("A decision answered it, or it was taken back already.")
            raise ValidationError(words, code="not-undoable")
        about = self.city.key()
        return verbs.withdraw(row, by=by, reason=reason, about=about)

    @transaction.atomic
    def _say(self, kind, step, by, on):
        lock()
        if not self.is_standing():
            raise ValidationError(_("The suggestion was taken back."), code="gone")
        newest = self.newest()
        if newest and newest.kind != SuggestionStep.Kind.CONSIDERED:
            raise ValidationError(_("It was answered already."), code="answered")
        step.suggestion, step.kind = self, kind
        judge_day(step, on)
        if step.effective_on < self.effective_on:
            words = _("The suggestion was received after that day.")
            raise refusal("effective_on", words, "too-early")
        if kind == SuggestionStep.Kind.DECLINED and not step.reason_th:
            raise refusal("reason_th", _("Say why it is declined."), "reason-missing")
        return self._add(step, by, kind)

    def _add(self, row, by, verb):
        about = self.city.key()
        return verbs.add(row, by=by, verb=verb, about=about)

    def _next_reference(self):
        year = self.effective_on.year + BUDDHIST_OFFSET
        ending, number = f"/{year}", 1
        found = Suggestion.objects.filter(reference__endswith=ending)
        given = set(found.values_list("reference", flat=True))
        while (reference := _reference(self.city, number, ending)) in given:
            number += 1
        return reference


def _reference(city, number, ending):
    """`NAN-2/2569`; a long name of a city gives way to its number."""
    tail = f"-{number}{ending}"
    return city.slug.upper()[: REFERENCE - len(tail)].rstrip("-") + tail


class SuggestionStep(AppendOnly):
    """Considered, adopted or declined with a reason; `decision` is its number, as text,
    for the decision lies above.
    """

    class Kind(models.TextChoices):
        CONSIDERED = "considered", _("under consideration")
        ADOPTED = "adopted", _("adopted")
        DECLINED = "declined", _("declined")

    free_text = ("reason_th", "reason_en")

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="steps")
    kind = models.CharField(_("answer"), max_length=10, choices=Kind)
    reason_th = models.TextField(_("reason, in Thai"), max_length=2000, blank=True)
    reason_en = models.TextField(_("reason, in English"), max_length=2000, blank=True)
    decision = models.CharField(_("decision"), max_length=60, blank=True)
    effective_on = models.DateField(_("answered on"), default=today)

    reason = Bilingual()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="declined") | ~Q(reason_th=""),
                name="declined_reason",
                violation_error_message=_("Say why it is declined."),
            )
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.kind}"
