"""What an invited person says: a user name, and a password twice."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils.translation import gettext_lazy as _

from ..accounts.register import PSEUDONYM


def _password(label, **more):
    return forms.CharField(
        label=label,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        **more,
    )


class AcceptForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[
            # No letter of another script that looks like one of a colleague's name.
            ASCIIUsernameValidator(
                message=_("Use Latin letters, numerals and . - _ @ + alone.")
            )
        ],
        help_text=_("You sign in with it. Letters, numerals and . - _ @ +"),
        error_messages={"required": _("Choose a user name.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password1 = _password(
        _("Password"), error_messages={"required": _("Choose a password.")}
    )
    password2 = _password(
        _("The same password again"),
        error_messages={"required": _("Type the password once more.")},
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.invitation = invitation
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean_username(self):
        """Nobody signs in as somebody's address, or passes for an erased account."""
        name = self.cleaned_data["username"]
        is_foreign = "@" in name and name.lower() != self.invitation.email.lower()
        if is_foreign or name.lower().startswith(PSEUDONYM):
            words = _("This user name cannot be used. Choose another one.")
            raise forms.ValidationError(words, code="reserved")
        return get_adapter().clean_username(name)

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        elif first:
            self._judge(first, data.get("username", ""))
        return data

    def said(self):
        data = self.cleaned_data
        return {"username": data["username"], "password": data["password1"]}

    def _judge(self, password, username):
        names = {"email": self.invitation.email, "first_name": self.invitation.name}
        try:
            validate_password(password, get_user_model()(username=username, **names))
        except forms.ValidationError as error:
            self.add_error("password1", error)
