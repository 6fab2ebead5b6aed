"""Form fields for what Thais type."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .lookalikes import disguised
from .thai_dates import DateNotUnderstood, format_numeric, parse_date, year_number
from .thai_text import normalise
from .thai_years import YearNotUnderstood, parse_year

DIGITS = 19  # of the largest number in a database column


class ThaiDateField(forms.DateField):
    """A day typed in either calendar; shown in the reader's.

    Plain text and not type=date: a browser's date picker knows no Buddhist era.
    """

    widget = forms.TextInput

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not normalise(value):
            return None
        try:
            return parse_date(value, get_language())
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal

    def prepare_value(self, value):
        """What was typed stays as typed; a date is written as people type it."""
        if isinstance(value, date):
            return format_numeric(value, get_language())
        return value

    def widget_attrs(self, widget):
        return {"inputmode": "text", "autocomplete": "off"}


class ThaiYearField(forms.IntegerField):
    """A year (C.E.) typed in either calendar; shown in the reader's."""

    widget = forms.TextInput

    def to_python(self, value):
        if isinstance(value, int):
            return value
        if not normalise(value or ""):
            return None
        try:
            return parse_year(value, get_language())
        except YearNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def prepare_value(self, value):
        """What was typed stays as typed; a year is written as the reader counts it."""
        return year_number(value, get_language()) if isinstance(value, int) else value

    def widget_attrs(self, widget):
        return {"inputmode": "text", "autocomplete": "off"}


class RowsField(forms.ModelMultipleChoiceField):
    """Rows ticked by their number; one beyond a database column is none of them."""

    def clean(self, value):
        for number in value or ():
            if len(str(number)) >= DIGITS:
                words = self.error_messages["invalid_choice"]
                raise ValidationError(
                    words, code="invalid_choice", params={"value": number}
                )
        return super().clean(value)


class ThaiTextField(forms.CharField):
    """Text in its one spelling; what is invisible alone is no text, and a word in
    disguise (`lookalikes`) is not taken.
    """

    default_error_messages = {
        "disguised": _(
            "The word “%(word)s” mixes letters of two scripts that look alike. Type it "
            "again with one keyboard."
        )
    }

    def to_python(self, value):
        text = normalise(super().to_python(value) or "")
        if word := disguised(text):
            words = self.error_messages["disguised"]
            raise ValidationError(words, code="disguised", params={"word": word})
        return text or self.empty_value
