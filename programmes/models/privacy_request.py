"""What a person asks about data on themselves, to be answered within 30 days (PDPA)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.judging import judge_not_ahead
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.digest import sha256
from creativecity.thai_calendar import BUDDHIST_OFFSET, today

from .privacy_rows import ANSWERED_WITHIN, SOON, PrivacyRequestQuerySet

#: How each reference begins: the Act's usual name in Thailand.
PREFIX = "PDPA-"


class PrivacyRequest(models.Model):
    """Who asks, and how to reach them, is kept until it is answered and no longer than
    the register of fields says; that it was asked and answered stays.
    """

    class Kind(models.TextChoices):
        """The rights of PDPA sections 19, 30 and 32-36."""

        ACCESS = "access", _("a copy of my data")
        CORRECT = "correct", _("correct what is wrong")
        RESTRICT = "restrict", _("restrict the use of my data")
        OBJECT = "object", _("object to the use of my data")
        ERASE = "erase", _("erase my data")
        CONSENT = "consent", _("withdraw my consent")

    class Verdict(models.TextChoices):
        GRANTED = "granted", _("granted")
        PARTLY = "partly", _("granted in part")
        REFUSED = "refused", _("refused with a reason")

    #: Fields of which the ledger says only that they changed.
    personal = ("name", "contact", "text", "identified", "answer")

    reference = models.CharField(
        pgettext_lazy("request", "reference"), max_length=20, unique=True
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("what is asked"), max_length=10, choices=Kind)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="th"
    )
    name = models.CharField(_("your name"), max_length=200, blank=True)
    contact = models.CharField(
        _("where the answer can reach you"), max_length=300, blank=True
    )
    text = models.TextField(_("what it is about"), max_length=4000, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="privacy_requests",
        verbose_name=_("account"),
    )
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be answered by"), editable=False)
    identified = models.CharField(
        _("how it was made sure who asks"), max_length=300, blank=True
    )
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict, blank=True)
    answer = models.TextField(_("what was done, and why"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    emptied_on = models.DateField(
        _("name and text erased on"), null=True, editable=False
    )

    objects = PrivacyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", answered_on=None)
                | ~Q(verdict="") & Q(answered_on__isnull=False),
                name="privacy_request_answered",
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("staff:privacy_request", args=[self.pk])

    def state(self, on=None):
        """ "answered", "overdue", "due" (within a week) or "waiting"."""
        left = self.days_left(on)
        if self.answered_on:
            return "answered"
        if left < 0:
            return "overdue"
        return "due" if left <= SOON.days else "waiting"

    def days_left(self, on=None):
        """Days until the one it is to be answered by; negative after it."""
        return (self.due_on - (on or today())).days

    def days_late(self, on=None):
        return max(-self.days_left(on), 0)

    @transaction.atomic
    def receive(self, secret, *, by=None, on=None):
        """Enter it under the next reference of its year, "PDPA-1/2569".

        `secret` opens the page that tells how it stands. The same one sent twice is
        one request.
        """
        lock()
        if twin := PrivacyRequest.objects.with_secret(secret).first():
            return twin
        on = on or today()
        self.received_on = self.received_on or on
        judge_not_ahead("received_on", self.received_on, on)
        self.due_on = self.received_on + ANSWERED_WITHIN
        self.secret_hash, self.reference = sha256(secret), self._next_reference()
        personal = (*self.personal, "secret_hash")
        return verbs.create(
            self, by=by, verb="receive", is_public=False, personal=personal
        )

    @transaction.atomic
    def settle(self, *, by, verdict, answer, identified, on=None):
        """Answer it: what was done and why, and how it was made sure who asks."""
        lock()
        self._judge(PrivacyRequest.objects.open(), _("It was answered already."))
        self.verdict, self.answer, self.identified = verdict, answer, identified
        self.answered_on, self.answered_by = on or today(), by
        fields = ["verdict", "answer", "identified", "answered_on", "answered_by"]
        return self._edit(by, "answer", fields)

    @transaction.atomic
    def empty(self, *, by, on=None):
        """Take out what tells of the person; that it was asked and answered stays."""
        lock()
        rows = PrivacyRequest.objects.answered().filter(emptied_on=None)
        self._judge(rows, _("It is not answered yet, or was emptied already."))
        for name in self.personal:
            setattr(self, name, "")
        self.emptied_on = on or today()
        return self._edit(by, "empty", [*self.personal, "emptied_on"])

    def _judge(self, rows, words):
        if not rows.filter(pk=self.pk).exists():
            raise ValidationError(words, code="not-possible")

    def _edit(self, by, verb, fields):
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            is_public=False,
            personal=self.personal,
            fields=fields,
        )

    def _next_reference(self):
        ending = f"/{self.received_on.year + BUDDHIST_OFFSET}"
        given = PrivacyRequest.objects.filter(reference__endswith=ending)
        numbers = [int(row.reference[len(PREFIX) : -len(ending)]) for row in given]
        return f"{PREFIX}{max(numbers, default=0) + 1}{ending}"
