"""Second factors as the portal asks about them; the library keeps them."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from .second_factor.rows import real


def with_factors(users):
    """Accounts, each with `has_factor`."""
    return users.annotate(has_factor=Exists(real().filter(user=OuterRef("pk"))))


def remove_factors(user):
    """All of them, recovery codes too; the caller tells the ledger."""
    Authenticator.objects.filter(user=user).delete()
