"""Who may sign in: those who were given an account; nobody makes one."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedDoor(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
