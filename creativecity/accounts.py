"""Who may sign in: those who were given an account; nobody makes one."""

from allauth.account.adapter import DefaultAccountAdapter

from creativecity.ledger import verbs

#: Fields of an account of which the ledger says only that they changed.
PERSONAL = ("username", "password", "email", "first_name", "last_name")


class ClosedDoor(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        user.set_password(password)
        verbs.edit(user, by=user, is_public=False, personal=PERSONAL)
