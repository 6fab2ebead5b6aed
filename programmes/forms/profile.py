"""What people set right about themselves: their name and their address."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField
from creativecity.ledger.overtaken_form import remember_base

NAMES = {"first_name": "given-name", "last_name": "family-name"}


def _name_field(name, label):
    longest = get_user_model()._meta.get_field(name).max_length
    attrs = {"autocomplete": NAMES[name]}
    return ThaiTextField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs=attrs),
    )


class ProfileForm(forms.ModelForm):
    first_name = _name_field("first_name", _("Given name"))
    last_name = _name_field("last_name", _("Family name"))
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("Letters go there, and so does the way to a new password."),
        error_messages={"invalid": _("Write it as name@example.go.th.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    class Meta:
        model = get_user_model()
        fields = ["first_name", "last_name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        remember_base(self)

    def clean_email(self):
        """An address opens one account: who signs in with it must be one person."""
        email = self.cleaned_data["email"]
        others = get_user_model().objects.exclude(pk=self.instance.pk)
        if email and others.filter(email__iexact=email).exists():
            words = _("This address cannot be used here.")
            raise forms.ValidationError(words, code="taken")
        return email
