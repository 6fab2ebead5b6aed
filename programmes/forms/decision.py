"""A decision of the two agencies, as the secretary enters it."""

import re

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import reason_field
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import BUDDHIST_OFFSET, FiscalYear, today

from ..actions import RuleOnRequest
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
    """What every decision says, whatever it does."""

    number = DecisionNumberField(
        label=_("Number of the decision"),
        max_length=20,
        help_text=_("As it stands on the paper, such as 3/2569."),
    )
    effective_on = ThaiDateField(
        label=_("Decided on"), initial=today, validators=[not_ahead]
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

    def __init__(self, *args, programme, day=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        year = (day or today()).year + BUDDHIST_OFFSET
        number = Decision.objects.next_number(programme, year)
        self.initial = {
            "number": f"{number}/{year}",
            "effective_on": day or today(),
            **self.initial,
        }

    def decision(self, **more):
        """The decision as entered, by circulation unless an item is among `more`."""
        number, year = self.cleaned_data["number"]
        kinds = Decision.Kind
        return Decision(
            programme=self.programme,
            number=number,
            year=year,
            kind=kinds.MEETING if more.get("item") else kinds.CIRCULATION,
            text_th=self.cleaned_data["text_th"],
            text_en=self.cleaned_data["text_en"],
            effective_on=self.cleaned_data["effective_on"],
            **more,
        )


def on_the_number(error):
    """The number's own rules speak of two fields; on a form they are one."""
    if error_list := getattr(error, "error_dict", {}).get(NON_FIELD_ERRORS):
        return ValidationError({"number": error_list})
    return error


def verdict_field():
    return forms.ChoiceField(
        label=_("Approved or refused"),
        choices=[(APPROVED, _("approved")), (REFUSED, _("refused"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the later date was approved.")},
    )


def reason_of_refusal():
    return ThaiTextField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only if it was refused. The public reads it."),
    )


def judge_refusal(form, data):
    """A refusal says why."""
    is_bare = not data.get("note") and "note" not in form.errors
    if data.get("verdict") == REFUSED and is_bare:
        form.add_error("note", _("Say why it is refused."))


class RulingForm(DecisionForm):
    """A decision on one request for a later date, and on nothing else."""

    verdict = verdict_field()
    note = reason_of_refusal()
    field_order = ["number", "effective_on", "verdict", "note", "text_th", "text_en"]

    def clean(self):
        data = super().clean()
        judge_refusal(self, data)
        return data

    def act(self, asked):
        """What the decision does to the request."""
        is_approved = self.cleaned_data["verdict"] == APPROVED
        return RuleOnRequest(asked, is_approved, self.cleaned_data["note"])


class WithdrawDecisionForm(forms.Form):
    reason = reason_field(_("Why it is taken back"))
