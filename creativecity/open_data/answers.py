"""Who may ask the API, and how often.

Django REST framework reads this module before its own views are there: theirs are in
`public_answer.py`.
"""

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.throttling import BaseThrottle

from .. import rate_limit
from ..spared import unless_away

#: Seconds within which `API_RATE` requests are answered.
STRETCH = 60


class Nobody(BasePermission):
    """The default: a view that forgets to say that it is open is shut."""

    def has_permission(self, request, view):
        return False


class Everybody(BasePermission):
    """What is public is the same for all: nobody is asked who they are."""

    def has_permission(self, request, view):
        return True


class FairShare(BaseThrottle):
    """So many requests a minute from one address, which is kept as a keyed hash.

    Where the cache that counts them is away, what is public is read all the same.
    """

    left = None

    def allow_request(self, request, view):
        if not settings.API_RATE:
            return True
        times = 0
        with unless_away():
            times, self.left = rate_limit.count(request, "api", seconds=STRETCH)
        return times <= settings.API_RATE

    def wait(self):
        return self.left
