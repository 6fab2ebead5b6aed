"""The page where everybody sees where they are signed in, and signs out elsewhere."""

import re

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from creativecity.again import again
from creativecity.form_fields import DIGITS
from creativecity.ledger import verbs

from .sessions import end_sessions

#: What a browser calls itself, most telling first: many claim to be others too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Line/", "LINE"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh|Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@never_cache
@again
def own_sessions(request):
    if request.method == "POST":
        ended = _end(request)
        words = ngettext(
            "Signed out there: %(count)d session has ended.",
            "Signed out there: %(count)d sessions have ended.",
            ended,
        )
        messages.success(request, words % {"count": ended})
        return redirect("usersessions_list")
    sessions = UserSession.objects.purge_and_list(request.user)
    sessions.sort(key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp()))
    rows = [(row, told(row.user_agent)) for row in sessions]
    return render(request, "account/sessions.html", {"rows": rows})


def told(user_agent: str) -> str:
    """Browser and system in words, as far as it says them."""
    names = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return ", ".join(filter(None, names)) or _("A program that does not say its name")


def _first(names, user_agent):
    return next((name for sign, name in names if re.search(sign, user_agent)), "")


def _end(request):
    """One of the own sessions, or all but this one; how many ended."""
    user, own_key = request.user, request.session.session_key
    if "session" in request.POST:
        number = request.POST["session"]
        is_number = number.isdecimal() and len(number) < DIGITS
        rows = UserSession.objects.filter(user=user).exclude(session_key=own_key)
        found = get_object_or_404(rows, pk=number if is_number else None)
        found.end()
        ended = 1
    else:
        ended = end_sessions(user, except_key=own_key)
    if ended:
        verbs.note(user, verb="end_sessions", by=user, payload={"sessions": ended})
    return ended
