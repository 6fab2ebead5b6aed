"""The form by which a file of readings is handed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..readings_file import read


class ReadingsFileField(forms.FileField):
    """A workbook or CSV of readings: its value is what `read` finds in it."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        found = read(upload.file, upload.name)
        if found["rows"]:
            return found
        raise ValidationError(_("The file has no rows below its header."), code="rows")


class ReadingsFileForm(forms.Form):
    file = ReadingsFileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A workbook (.xlsx) or CSV of at most 5 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file.")},
    )
