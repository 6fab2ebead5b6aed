"""Sessions of accounts: how long they last, which there are, that they end.

A session ends two hours (SESSION_COOKIE_AGE) after it was last used: the store forgets
it. It ends for good after twelve (SESSION_LONGEST), used or not.
"""

import time
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.utils.translation import gettext as _

#: Seconds after which it is written down anew that a session is in use.
NOTED_EVERY = 60


def bound_sessions(get_response):
    """The middleware; of visitors without a session it asks nothing."""

    def middleware(request):
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_cookie and request.user.is_authenticated:
            _bound(request, time.time())
        return get_response(request)

    return middleware


def _bound(request, now):
    began = request.session.setdefault("began_at", now)
    if now - began >= settings.SESSION_LONGEST:
        logout(request)
        messages.info(request, _("Your session has ended. Sign in again to go on."))
    elif now - request.session.get("seen_at", 0) >= NOTED_EVERY:
        request.session["seen_at"] = now
        UserSession.objects.create_from_request(request)


def renewing(view):
    """Once somebody proved there who they are, the session goes on under a new key: one
    that was seen before opens nothing of what was proved since.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        before = len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) > before:
            _renew(request.session)
        return response

    return answer


def _renew(session):
    old = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=session.session_key)


def end_sessions(user, except_key=None) -> int:
    """End all sessions of an account, but the one with `except_key`; how many ended."""
    rows = UserSession.objects.filter(user_id=user.pk)
    ended = list(rows.exclude(session_key=except_key) if except_key else rows)
    for session in ended:
        session.end()
    return len(ended)
