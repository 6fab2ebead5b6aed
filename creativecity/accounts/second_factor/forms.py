"""allauth's forms of second factors in our words, with codes that count once."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .codes import step_of
from .rows import use_code

CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters"}


class CodeForm(AuthenticateForm):
    """One code, of the app or off the list, to sign in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"])

    def clean_code(self):
        self.authenticator = _used(self)
        return self.cleaned_data["code"]


class CodeAgainForm(ReauthenticateForm):
    """As `CodeForm`, of somebody who is signed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"])

    def clean_code(self):
        self.authenticator = _used(self)
        return self.cleaned_data["code"]


class AppForm(ActivateTOTPForm):
    """The first code of an app; `secret` is what it was given, `step` the code's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = _("Code of the app"), _("Six numerals.")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        code.error_messages["required"] = _("Type the code that the app shows.")

    def clean_code(self):
        forgive = check_rate_limit(self.user)
        self.step = step_of(self.secret, self.cleaned_data["code"])
        if self.step is None:
            raise ValidationError(
                _("That did not fit: try the next one. Is the phone's clock right?"),
                code="incorrect_code",
            )
        forgive()
        return self.cleaned_data["code"]


def _word(code):
    code.label = _("Code")
    code.help_text = _("Six numerals of your app, or one of your recovery codes.")
    code.widget.attrs = dict(CODE)
    code.error_messages["required"] = _("Type a code.")


def _used(form):
    """The factor that the typed code used; wrong ones are counted (settings.py)."""
    forgive = check_rate_limit(form.user)
    factor = use_code(form.user, form.cleaned_data["code"])
    if factor is None:
        raise get_adapter().validation_error("incorrect_code")
    forgive()
    return factor
