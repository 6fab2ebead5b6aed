"""The address of the figures: there for whoever bears the token, and nobody else."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

TEXT = "text/plain; version=0.0.4; charset=utf-8"


@login_not_required
@never_cache
@require_safe
def metrics(request):
    if not _is_of_a_watcher(request):
        raise Http404
    # Only here: without a token no process needs the three megabytes that it takes.
    told = import_module("creativecity.metrics.told").told()
    return HttpResponse(told, content_type=TEXT)


def _is_of_a_watcher(request):
    token, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    return bool(token) and constant_time_compare(given, f"Bearer {token}")
