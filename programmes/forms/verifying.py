"""A copy of a sealed report, or its hash, brought to be checked."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

NOT_A_HASH = _("A SHA-256 has 64 characters, 0 to 9 and a to f.")


class CopyForm(forms.Form):
    file = forms.FileField(
        label=_("A copy of the report"),
        required=False,
        allow_empty_file=True,
        help_text=_("The JSON file, or a PDF, Word or Excel file as downloaded here."),
    )
    sha256 = forms.CharField(
        label=_("Or the hash that is printed in it"),
        required=False,
        max_length=80,
        validators=[RegexValidator(r"^[0-9a-fA-F]{64}$", NOT_A_HASH)],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("file") and not data.get("sha256"):
            words = _("Choose a file, or write the hash.")
            self.add_error("file", words)
        return data
