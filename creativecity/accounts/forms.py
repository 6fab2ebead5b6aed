"""The library's forms in our words; a label says what a placeholder would hide."""

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or email address")
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        login.error_messages["required"] = _("Type your user name or email address.")
        password.widget.attrs = {"autocomplete": "current-password"}
        password.error_messages["required"] = _("Type your password.")
