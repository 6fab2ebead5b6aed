"""The library's forms in our words; a label says what a placeholder would hide."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from .passwords import LONGEST

NAME = 254  # signs of an address of e-mail


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or email address")
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        login.error_messages["required"] = _("Type your user name or email address.")
        password.widget.attrs = {"autocomplete": "current-password"}
        password.error_messages["required"] = _("Type your password.")
        login.validators.append(MaxLengthValidator(NAME))
        password.validators.append(MaxLengthValidator(LONGEST))
        password.help_text = ""  # the page leads to a new one


class ForgottenForm(ResetPasswordForm):
    """Whatever address is typed, the answer is the same and comes after the same time:
    nobody learns which addresses have accounts.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("Email address of your account")
        email.widget.attrs = {"autocomplete": "email", "autocapitalize": "none"}
        email.validators.append(MaxLengthValidator(NAME))

    def clean_email(self):
        """In whatever capitals; the letter goes to the address as it is on record."""
        email = self.cleaned_data["email"]
        accounts = get_user_model().objects.filter(is_active=True)
        self.users = list(accounts.filter(email__iexact=email))
        return email

    def save(self, *args, **kwargs):
        """Only who may ask waits: whoever asks too often holds nobody up."""
        began = time.monotonic()
        email = super().save(*args, **kwargs)
        gone = time.monotonic() - began
        time.sleep(max(0, settings.PASSWORD_RESET_ANSWER_TAKES - gone))
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs = {"autocomplete": "new-password"}

    def save(self):
        super().save()
        get_adapter().forget_tries(self.user)


class AgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder")


class OtherPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder")
