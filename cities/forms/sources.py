"""Sources as people type them: their codes in a row, and no JSON."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.thai_text import normalise

from ..models import Source
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


class PublicSourceCodesBox(SourceCodesBox):
    """Of sources that a reader can look up."""

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        found = Source.objects.published().filter(code__in=value)
        known = set(found.values_list("code", flat=True))
        if missing := [code for code in value if code not in known]:
            raise ValidationError(
                _("No source has the code %(codes)s."),
                params={"codes": ", ".join(missing)},
                code="unknown-source",
            )
