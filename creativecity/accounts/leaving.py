"""Signing out: the session ends, and the browser is told to forget what it showed."""

from functools import wraps

from allauth.account import views
from django.views.decorators.cache import never_cache

from creativecity import logs


@never_cache
@wraps(views.logout)
def sign_out(request):
    """Cookies are left: to clear them would sign people out of neighbouring sites."""
    if request.method == "POST" and request.user.is_authenticated:
        logs.tell("signed out", request)
    response = views.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
