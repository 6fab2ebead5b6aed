"""The forms by which a file of rows is handed in, and an import taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.evidence_files.names import safe_name
from creativecity.form_fields import ThaiTextField
from creativecity.virus_scan import refuse_viruses

from ..imports.files import read


class ImportFileField(forms.FileField):
    """A workbook or CSV: its value is what `read` finds in it."""

    def __init__(self, *, adapter, **kwargs):
        super().__init__(**kwargs)
        self.adapter = adapter

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        found = read(upload.file, upload.name, self.adapter)
        upload.seek(0)
        refuse_viruses(upload.read())
        return {**found, "name": safe_name(upload.name)}


class ImportFileForm(forms.Form):
    #: A file may name people, as those of experts and partners do.
    treated_as = ("imports",)

    def __init__(self, *args, adapter, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = ImportFileField(
            adapter=adapter,
            label=_("File"),
            allow_empty_file=True,
            help_text=_("A workbook (.xlsx) or CSV of at most 5 MB and 10,000 rows."),
            widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
            error_messages={"required": _("Choose a file.")},
        )


class WithdrawImportForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the import is withdrawn"),
        max_length=1000,
        help_text=_(
            "It is written beside everything that is taken back. Where the public can "
            "read it, such as of an event ahead: no names, please."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the import is withdrawn.")},
    )
