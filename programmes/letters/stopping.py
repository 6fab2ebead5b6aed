"""The address that stops a kind of letter: a signed token, for one user and one kind.

It needs no sign-in and never runs out, for letters lie about for years; it can stop
letters and nothing else. Whoever is without one learns nothing by trying.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from ..models import Letter

#: A full stop between value and signature: it needs no quoting in an address.
SIGNER = Signer(salt="programmes.letters.stop", sep=".")


def token_of(user, kind: str) -> str:
    return SIGNER.sign(f"{user.pk}-{kind}")


def read_token(token: str):
    """(user, kind), or None where the portal did not give the token."""
    try:
        key, kind = SIGNER.unsign(token).split("-")
    except BadSignature:
        return None
    user = get_user_model().objects.filter(pk=key).first()
    return (user, Letter.Kind(kind)) if user else None


def whole(path: str) -> str:
    """An address of ours as it stands in a letter."""
    return f"{settings.SITE_URL}{path}"


def stop_url(user, kind: str) -> str:
    """In the language of the moment."""
    return whole(reverse("programmes:stop_letters", args=[token_of(user, kind)]))
