"""The page of a fault of ours: it says no more than the number to ask about.

Where the database does not answer, it is said that the portal is away for a moment
(503), so that whoever asks, a search engine too, comes again.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponseServerError
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

#: What is raised where no database answers, or it has no room left.
AWAY = OperationalError, InterfaceError
SECONDS = 30


@requires_csrf_token
def server_error(request):
    """Drawn without anything that could fail again: no user, no database."""
    away = isinstance(sys.exception(), AWAY)
    told = {"number": getattr(request, "number", "")}
    page = render_to_string("503.html" if away else "500.html", told)
    if not away:
        return HttpResponseServerError(page)
    headers = {"Retry-After": str(SECONDS), "Cache-Control": "no-store"}
    return HttpResponseServerError(page, status=503, headers=headers)
