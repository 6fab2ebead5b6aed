"""The page of a fault of ours: it says no more than the number to ask about."""

from django.http import HttpResponseServerError
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def server_error(request):
    """Drawn without anything that could fail again: no user, no database."""
    number = getattr(request, "number", "")
    return HttpResponseServerError(render_to_string("500.html", {"number": number}))
