"""A decision of the two agencies on a request, as the secretary enters it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import not_ahead
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import FiscalYear, today

from ..models import Decision

APPROVED, REFUSED = "approved", "refused"


class DecisionNumberField(forms.CharField):
    """`3/2569`, number and Buddhist year in one; its value is the pair of them."""

    def to_python(self, value):
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        match = re.fullmatch(r"\s*(\d{1,4})\s*/\s*(\d{4})\s*", typed)
        if not match or not int(match[1]):
            words = _("Write number and year with a stroke between, such as 3/2569.")
            raise ValidationError(words, code="not-a-number")
        number, year = int(match[1]), int(match[2])
        if not FiscalYear.FIRST <= year <= FiscalYear.LAST:
            words = _("Give the year in the Buddhist era, such as 3/2569.")
            raise ValidationError(words, code="not-buddhist")
        return number, year


class DecisionForm(forms.Form):
    number = DecisionNumberField(
        label=_("Number of the decision"),
        max_length=20,
        help_text=_("As it stands on the paper, such as 3/2569."),
    )
    effective_on = ThaiDateField(
        label=_("Decided on"), initial=today, validators=[not_ahead]
    )
    verdict = forms.ChoiceField(
        label=_("Approved or refused"),
        choices=[(APPROVED, _("approved")), (REFUSED, _("refused"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the later date was approved.")},
    )
    note = ThaiTextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only if it was refused. The public reads it."),
    )
    text_th = ThaiTextField(
        label=_("Text of the decision, in Thai"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text_en = ThaiTextField(
        label=_("The same in English"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        data = super().clean()
        is_bare = not data.get("note") and "note" not in self.errors
        if data.get("verdict") == REFUSED and is_bare:
            self.add_error("note", _("Say why it is refused."))
        return data

    def is_approved(self):
        return self.cleaned_data["verdict"] == APPROVED

    def decision(self, programme):
        """The decision as entered; until there are meetings here, by circulation."""
        number, year = self.cleaned_data["number"]
        return Decision(
            programme=programme,
            number=number,
            year=year,
            kind=Decision.Kind.CIRCULATION,
            text_th=self.cleaned_data["text_th"],
            text_en=self.cleaned_data["text_en"],
            effective_on=self.cleaned_data["effective_on"],
        )
