"""The form by which a file of readings is handed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.virus_scan import refuse_viruses

from ..evidence_files.names import safe_name
from ..readings_file import read


class ReadingsFileField(forms.FileField):
    """A workbook or CSV of readings: its value is what `read` finds in it."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        found = read(upload.file, upload.name)
        if not found["rows"]:
            words = _("The file has no rows below its header.")
            raise ValidationError(words, code="rows")
        upload.seek(0)
        refuse_viruses(upload.read())
        return {**found, "name": safe_name(upload.name)}


class ReadingsFileForm(forms.Form):
    file = ReadingsFileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A workbook (.xlsx) or CSV of at most 5 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file.")},
    )
