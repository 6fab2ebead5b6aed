"""What is not open (403), not there (404), or not understood (400) of a file asked for.

Pages of the first two are never kept, and numbered.

A view that raises is left before its decorators could say that nothing is to be kept;
what such a page says may be of one person, and another one may sit there next.
"""

from django.http import HttpResponseBadRequest
from django.utils.cache import add_never_cache_headers
from django.views import defaults
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def not_open(request, exception):
    return _never_kept(defaults.permission_denied(request, exception))


@requires_csrf_token
def not_there(request, exception):
    return _never_kept(defaults.page_not_found(request, exception))


def not_understood(words):
    """Whoever asks for a file is told in plain words: a page would be taken for it."""
    return HttpResponseBadRequest(words, content_type="text/plain; charset=utf-8")


def _never_kept(response):
    add_never_cache_headers(response)
    return response
