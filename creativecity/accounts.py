"""Who may sign in: those who were given an account; nobody makes one."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs

#: Fields of an account of which the ledger says only that they changed.
PERSONAL = ("username", "password", "email", "first_name", "last_name")


class ClosedDoor(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        user.set_password(password)
        verbs.edit(user, by=user, is_public=False, personal=PERSONAL)


class SignInForm(LoginForm):
    """The library's form in our words; a label says what a placeholder would hide."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or email address")
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        login.error_messages["required"] = _("Type your user name or email address.")
        password.widget.attrs = {"autocomplete": "current-password"}
        password.error_messages["required"] = _("Type your password.")
