"""Where a second factor is required, a session that proved none is nobody's.

Public pages treat it as a visitor; from all others it is led to set a factor up or, if
its account holds one, to prove it. This holds for every way in: whatever opened the
session, only what it proved counts.
"""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from .rows import has_factor

#: Where the factor that an account holds is proved, and the way out.
PROVE = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}
#: Where an account without one sets it up.
SET_UP = {
    "account_set_up_factor",
    "account_reauthenticate",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_logout",
}


def is_awaited(request) -> bool:
    """Whether the session has still to prove a second factor."""
    if not settings.SECOND_FACTOR_REQUIRED or request.user.is_anonymous:
        return False
    records = get_authentication_records(request, request.user)
    return all(record["method"] != "mfa" for record in records)


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_awaited(request):
            return None
        if not getattr(view, "login_required", True):
            request.user = AnonymousUser()
            return None
        return _lead(request)


def _lead(request):
    name, holds_one = request.resolver_match.view_name, has_factor(request.user)
    if name in (PROVE if holds_one else SET_UP):
        return None
    if not holds_one:
        return redirect("account_set_up_factor")
    back = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': back})}" if back else ""
    return redirect(reverse("mfa_reauthenticate") + query)
