"""The one decorator of a staff page: who may open it, and that no browser keeps it."""

from django.contrib.auth.decorators import permission_required
from django.views.decorators.cache import never_cache


def staff_page(permission):
    """Shut (403) to accounts without `permission`; never stored on a shared computer.

    Visitors without an account are sent to sign in by LoginRequiredMiddleware.
    """

    def decorate(view):
        return never_cache(permission_required(permission, raise_exception=True)(view))

    return decorate
