"""Who may sign in: those who were given an account; nobody makes one."""

from allauth.account.adapter import DefaultAccountAdapter

from creativecity.ledger import verbs

from . import PERSONAL


class ClosedDoor(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        user.set_password(password)
        verbs.edit(user, by=user, is_public=False, personal=PERSONAL)
