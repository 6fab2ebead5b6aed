from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from creativecity.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


@login_not_required
def bare(request):
    return HttpResponse("hello")


urlpatterns = [path("bare/", bare), *urlpatterns]
