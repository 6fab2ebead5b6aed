from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from creativecity.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]

PART = 64 * 1024


@login_not_required
def bare(request):
    return HttpResponse("hello")


@csrf_exempt
@login_not_required
def taken(request):
    """How many bytes were sent, which are read and not kept."""
    return HttpResponse(
        sum(len(part) for part in iter(partial(request.read, PART), b""))
    )


urlpatterns = [path("bare/", bare), path("taken/", taken), *urlpatterns]
