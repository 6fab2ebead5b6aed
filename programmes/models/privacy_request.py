"""What a person asks about data on themselves, to be answered within 30 days (PDPA)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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

    reference = models.CharField(_("reference"), max_length=20, unique=True)
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
