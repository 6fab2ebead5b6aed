"""What devices with passkeys say, which anybody may send: checked before it is read.

allauth and fido2 read it; whatever they stumble over is as wrong as what does not fit.
"""

from functools import wraps

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse

from creativecity.form_fields import ThaiTextField

NAME = 60  # letters
LONGEST = 20_000  # signs; a device with its certificates says some 3,000
STUMBLES = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Credential(forms.JSONField):
    """An object of JSON; it is never shown again in a form that failed."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("The device was not asked. Try once more."),
        "invalid": _("The device was not asked. Try once more."),
    }

    def to_python(self, value):
        if len(value or "") > LONGEST:
            raise forms.ValidationError(self.error_messages["invalid"])
        try:
            found = super().to_python(value)
        except RecursionError:
            found = value
        if value and not isinstance(found, dict):
            raise forms.ValidationError(self.error_messages["invalid"])
        return found

    def bound_data(self, data, initial):
        return None


def _sure(check):
    @wraps(check)
    def checked(form):
        try:
            return check(form)
        except STUMBLES as stumble:
            raise get_adapter().validation_error("incorrect_code") from stumble

    return checked


class PasskeyNameForm(forms.Form):
    name = ThaiTextField(
        label=_("Name"),
        max_length=NAME,
        error_messages={"required": _("Type a name.")},
    )


class NewPasskeyForm(AddWebAuthnForm):
    passwordless = None  # the device says itself whether it can be used alone
    name = ThaiTextField(
        label=_("Name"),
        max_length=NAME,
        required=False,
        help_text=_("So that you can tell it from others: my phone, office computer."),
    )
    credential = Credential()
    clean = _sure(AddWebAuthnForm.clean)


class PasskeyForm(AuthenticateWebAuthnForm):
    credential = Credential()
    clean_credential = _sure(AuthenticateWebAuthnForm.clean_credential)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    credential = Credential()
    clean_credential = _sure(ReauthenticateWebAuthnForm.clean_credential)


class PasskeyAloneForm(LoginWebAuthnForm):
    """In place of password and second step: the device asked who holds it.

    Other pages ask less of a device, and theirs may be the question that this session
    holds: so its answer is looked at here.
    """

    credential = Credential()

    @_sure
    def clean_credential(self):
        said = AuthenticationResponse.from_dict(self.cleaned_data["credential"])
        if not said.response.authenticator_data.is_user_verified():
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_credential()
