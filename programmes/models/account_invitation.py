"""An account that is offered to a person: to one address, in one role, for some days.

The address is kept until the invitation is taken up or runs out; of its secret only the
hash is kept, so that who reads the database cannot accept it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, City, Expert
from creativecity.ledger.digest import sha256

from .partner import Partner

#: Role to the field that says which part of the work it is for.
SCOPES = {
    "officer": "city",
    "agency": "agency",
    "partner": "partner",
    "expert": "expert",
}


class AccountInvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Neither taken up nor withdrawn; it may have run out."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, at=None):
        """Those that can be taken up at the moment."""
        return self.waiting().filter(expires_at__gt=at or timezone.now())

    def of_secret(self, secret):
        """The one that the secret opens, in whatever state, or None."""
        return self.filter(secret_hash=sha256(secret)).first()


class AccountInvitation(models.Model):
    class Role(models.TextChoices):
        """As the groups of roles.py are named."""

        OFFICER = "officer", _("city officer")
        AGENCY = "agency", _("officer of a signing agency")
        PARTNER = "partner", _("partner body")
        EXPERT = "expert", _("expert")
        AUDITOR = "auditor", _("auditor")
        SECRETARY = "secretary", _("secretary of the programme")

    #: Fields of which the ledger says only that they changed.
    personal = ("email", "name", "secret_hash")

    email = models.EmailField(_("email address"))
    name = models.CharField(_("name, as colleagues read it"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="th"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("city"),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    expert = models.ForeignKey(
        Expert,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("expert"),
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited at"), editable=False)
    expires_at = models.DateTimeField(_("expires at"), editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="invitations",
        verbose_name=_("account"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = AccountInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation to an account")
        verbose_name_plural = _("invitations to accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, account=None)
                | Q(accepted_at__isnull=False, account__isnull=False),
                name="account_invitation_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="account_invitation_one_end",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.pk}"

    def thing(self):
        """The city, agency, partner or expert that it is for, or None."""
        return getattr(self, SCOPES[self.role]) if self.role in SCOPES else None

    def state(self, at=None):
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "taken-back"
        return "offered" if self.expires_at > (at or timezone.now()) else "run-out"
