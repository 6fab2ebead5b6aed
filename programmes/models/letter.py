"""Letters by e-mail: who follows what, what each was told, and when to be silent.

Private to their reader, as drafts are: none of it enters the ledger.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .letter_rows import (
    LetterChoiceQuerySet,
    LetterLineQuerySet,
    LetterQuerySet,
    SubscriptionQuerySet,
    field_of,
)


class Subscription(models.Model):
    """A signed-in user follows one city or one review."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions"
    )
    city = models.ForeignKey(
        "cities.City", models.CASCADE, null=True, blank=True, related_name="+"
    )
    review = models.ForeignKey(
        "programmes.AnnualReview",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    since = models.DateTimeField(_("followed since"))

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(city__isnull=False, review=None)
                | Q(city=None, review__isnull=False),
                name="subscription_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["user", "city"],
                condition=Q(city__isnull=False),
                name="subscription_city_once",
            ),
            models.UniqueConstraint(
                fields=["user", "review"],
                condition=Q(review__isnull=False),
                name="subscription_review_once",
            ),
        ]

    def __str__(self):
        return str(self.city or self.review)


class LetterChoice(models.Model):
    """In which language a user is written to, and which letters were stopped."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letter_choice"
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="th"
    )
    reminders_stopped_at = models.DateTimeField(
        _("no reminders since"), null=True, blank=True
    )
    digest_stopped_at = models.DateTimeField(
        _("no weekly letter since"), null=True, blank=True
    )

    objects = LetterChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")

    def __str__(self):
        return str(self.user)

    def wants(self, kind):
        return getattr(self, field_of(kind)) is None


class Letter(models.Model):
    """One letter to one user: made once a day and kind, sent once."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        DIGEST = "digest", _("weekly letter")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    on = models.DateField(_("of the day"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("as a page"))
    made_at = models.DateTimeField(_("made at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = pgettext_lazy("mail", "letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "on"], name="letter_once_a_day"
            )
        ]
        indexes = [
            models.Index(
                fields=["failed_at"],
                condition=models.Q(failed_at__isnull=False),
                name="letter_failed",
            )
        ]

    def __str__(self):
        return self.subject


class LetterLine(models.Model):
    """What a letter said of one thing: at a stage of its date it is said only once."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="lines")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(_("about"), max_length=120)
    stage = models.CharField(pgettext_lazy("reminder", "stage"), max_length=20)
    #: The day it is due on, or since which it waits: moved, it may be said again.
    day = models.DateField(_("day"))

    objects = LetterLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of a letter")
        verbose_name_plural = _("lines of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "about", "stage", "day"], name="letterline_once"
            )
        ]

    def __str__(self):
        return f"{self.about} {self.stage}"
