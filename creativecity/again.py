"""Acts that weigh much ask once more who acts; what was sent is kept and done after.

A sign-in counts for ACCOUNT_REAUTHENTICATION_TIMEOUT seconds, and so does each answer.
What was sent waits in the session; the answer leads back to its address, where it is
done. Files and passwords are not kept: their page opens anew, and says so.
"""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .rights import home_of

SAFE = {"GET", "HEAD", "OPTIONS"}
KEPT = "kept_for_again"
SOON = 60  # seconds in which a browser goes where it was led


def again(view):
    """Let `view` act only for somebody who said lately who they are."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if is_recent(request):
            _bring_back(request)
        elif request.method not in SAFE:
            return _ask(request)
        return view(request, *args, **kwargs)

    return guarded


def is_recent(request) -> bool:
    """Whether who sits here signed in, or answered, within the time that counts."""
    records = get_authentication_records(request, request.user)
    last = max((record["at"] for record in records), default=0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _ask(request):
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        raise PermissionDenied
    kept = {"path": request.get_full_path(), "sent": _what_can_wait(request)}
    told = {"state": kept, "callback": "creativecity.again.go_on"}
    request.session[STATE_SESSION_KEY] = told
    return redirect(f"{ways[0]['url']}?{urlencode({'next': kept['path']})}")


def _what_can_wait(request) -> str | None:
    """None of what must not lie in a session, or cannot."""
    is_secret = any("password" in name for name in request.POST)
    return None if is_secret or request.FILES else request.POST.urlencode()


def go_on(request, kept):
    """allauth calls this once the answer was right; what was asked for elsewhere in
    between, such as another page, is all that is then done.
    """
    to = get_next_redirect_url(request)
    if to == kept["path"]:
        request.session[KEPT] = {**kept, "until": time.time() + SOON}
    return redirect(to or home_of(request.user).url)


def _bring_back(request):
    """Make this request the one that was kept, if it was kept for this address, and
    only just: whoever opens a page later does not mean what they once sent.
    """
    kept = request.session.pop(KEPT, None) if request.method == "GET" else None
    if not kept or kept["path"] != request.get_full_path():
        return
    if time.time() > kept["until"]:
        return
    if kept["sent"] is None:
        messages.warning(
            request,
            _("Files and passwords were not kept, nothing was saved: send it again."),
        )
        return
    request.method = "POST"
    request.POST, request._files = QueryDict(kept["sent"]), MultiValueDict()
