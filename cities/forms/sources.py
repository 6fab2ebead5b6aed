"""Sources as people type them: their codes in a row, and no JSON."""

import re

from django import forms

from creativecity.thai_text import normalise

from ..models.source import validate_source_codes


class SourceCodesBox(forms.CharField):
    """Codes such as "F17, FAQ18"; the value is their list, each once."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})
        self.validators.append(validate_source_codes)

    def to_python(self, value):
        typed = normalise(super().to_python(value) or "").upper()
        return list(dict.fromkeys(filter(None, re.split(r"[\s,;]+", typed))))

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)
