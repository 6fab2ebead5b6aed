"""The one decorator of a staff page: who may open it, and that no browser keeps it."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from . import again as acts
from .rights import may_open
from .web_methods import METHODS, SAFE


def staff_page(permission, again=False, safe=False):
    """Shut (403) to accounts without `permission`; never stored on a shared computer.

    With `again`, what it does is done only for who signed in lately, or says once more
    who they are (again.py). With `safe` it only shows. Visitors without an account are
    sent to sign in by LoginRequiredMiddleware.
    """

    def decorate(view):
        asked = acts.again(view) if again else view
        shut = _shut(asked, permission)
        return never_cache(require_http_methods(SAFE if safe else METHODS)(shut))

    return decorate


def _shut(view, permission):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_open(request.user, permission):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
