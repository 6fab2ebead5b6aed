"""Who is meant by what was typed at the door, and whether the password is theirs.

Every try takes one look and one hash, whether there is such an account, whether it may
sign in, and by whichever of its names it is tried: time tells nobody which names exist.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q


def account_of(login: str):
    """The account of that name, else the only active one with that address; or None."""
    named = Q(username__iexact=login) | Q(email__iexact=login)
    found = list(get_user_model().objects.filter(named))
    ways = (
        [user for user in found if user.username == login],
        [user for user in found if user.username.casefold() == login.casefold()],
        [user for user in found if user.is_active],
    )
    fitting = next((users for users in ways if users), [])
    return fitting[0] if len(fitting) == 1 else None


class ByNameOrAddress(ModelBackend):
    def authenticate(self, request, username=None, password=None, email=None, **kwargs):
        login = username or email
        if not login or password is None:
            return None
        user = account_of(login)
        if user is None:
            get_user_model()().set_password(password)
            return None
        is_right = user.check_password(password)
        return user if is_right and self.user_can_authenticate(user) else None
