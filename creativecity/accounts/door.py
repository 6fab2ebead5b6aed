"""Who may sign in: those who were given an account; nobody makes one."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity import logs
from creativecity.ledger import verbs
from creativecity.rights import home_of

from . import PERSONAL
from .identity import account_of
from .second_factor.required import is_awaited
from .sessions import end_sessions

#: How somebody signed in says once more who they are, by allauth's names.
WAYS = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate": _("With a code of your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class ClosedDoor(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        """Whoever else is signed in with the old one is signed out."""
        user.set_password(password)
        verbs.edit(user, by=user, is_public=False, personal=PERSONAL)
        is_own = self.request.user == user
        end_sessions(user, self.request.session.session_key if is_own else None)

    def get_login_redirect_url(self, request):
        return home_of(request.user).url

    def login(self, request, user):
        super().login(request, user)
        logs.tell("signed in", request)
        if user.is_superuser:
            told = {"account": user.pk}
            logs.security.warning("a superuser signed in", extra=told)

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logs.tell("locked out", request, tried=_tried(credentials))
            raise

    def authentication_failed(self, request, **credentials):
        """What was typed is not written down: it may be a password."""
        logs.tell("sign-in failed", request, tried=_tried(credentials))

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count for an account, by whichever of its names it is tried."""
        user = _tried(credentials)
        return f"account {user.pk}" if user else f"name {_login(credentials)}"

    def forget_tries(self, user):
        """Whoever could choose a new password need not wait for the old count."""
        self._delete_login_attempts_cached_email(self.request, username=user.username)

    def get_reset_password_from_key_url(self, key):
        """At the portal's own address, whatever host was asked for."""
        person, secret = key.split("-", 1)
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": person, "key": secret},
        )
        return f"{settings.SITE_URL}{path}"

    def get_reauthentication_methods(self, user):
        """A password proves no second factor to whom one is asked for."""
        ways = [
            {**way, "description": WAYS[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]
        others = [way for way in ways if way["id"] != "reauthenticate"]
        return others if others and is_awaited(self.request) else ways


def _login(credentials):
    return (credentials.get("username") or credentials.get("email") or "").lower()


def _tried(credentials):
    return account_of(_login(credentials))
