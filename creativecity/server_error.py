"""The page of a fault of ours: it says no more than the number to ask about.

Where a part of the portal does not answer (away.py), it is said that it is away for a
moment and that nothing was recorded (503), so that whoever asks, a search engine too,
comes again. Programs that ask the API are told so as it tells all problems.
"""

import sys

from django.http import HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.csrf import requires_csrf_token

from .away import SECONDS, came_between, is_away
from .open_data.problems import problem
from .open_data.public_answer import language_of

AWAY, FAULT = 503, 500


@requires_csrf_token
def server_error(request):
    """Drawn without anything that could fail again: no user, no database."""
    error = sys.exception()
    is_overtaken = request.method == "POST" and came_between(error)
    status = AWAY if is_away(error) or is_overtaken else FAULT
    response = _answer(request, status)
    response["Cache-Control"] = "no-store"
    response.is_away = status == AWAY
    if status == AWAY:
        response["Retry-After"] = str(SECONDS)
    return response


def _answer(request, status):
    if request.path.startswith("/api/"):
        with override(language_of(request)):
            return problem(request, status)
    told = {"number": getattr(request, "number", "")}
    page = render_to_string(f"{status}.html", told)
    return HttpResponseServerError(page, status=status)
