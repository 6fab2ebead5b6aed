"""An amendment of the agreement: its kind is chosen first, and says what is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import precision_field
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from ..models import Amendment, Commitment, Target

KINDS = Amendment.Kind
DUE = ["due_on", "precision"]
#: What each kind asks beside its number, day and words.
OWN_FIELDS = {
    KINDS.EXTENSION: DUE,
    KINDS.CITY: ["city", "goal", *DUE],
    KINDS.CLAUSE: ["commitment"],
}
DUE_LABELS = {
    KINDS.EXTENSION: _("New end of the agreement"),
    KINDS.CITY: _("Day of the city's target"),
}
TEXT_HELP = {
    KINDS.EXTENSION: _("As they stand in the paper. The public reads them."),
    KINDS.CITY: _("As they stand in the paper: they become the words of the target."),
    KINDS.CLAUSE: _("The whole clause as it reads from now on."),
}


class AmendmentForm(forms.ModelForm):
    """Give `programme` and `kind`; `amendment()` is the row to be written."""

    effective_on = ThaiDateField(
        label=_("Signed on"), initial=today, validators=[not_ahead]
    )
    due_on = ThaiDateField(label=_("until"))
    precision = precision_field()
    goal = forms.ChoiceField(
        label=_("Goal"), choices=Target.Goal.choices, initial=Target.Goal.SUBMITTED
    )
    field_order = ["number", "effective_on", "commitment", "city", "goal", *DUE]

    class Meta:
        model = Amendment
        fields = ["number", "effective_on", "commitment", "city", *DUE]
        fields += ["text_th", "text_en", "decision"]
        field_classes = {"text_th": ThaiTextField, "text_en": ThaiTextField}
        labels = {
            "number": _("Number of the amendment"),
            "text_th": _("Words of the amendment, in Thai"),
            "text_en": _("The same in English"),
            "decision": _("Decision that it rests on"),
        }
        widgets = {
            "text_th": forms.Textarea(attrs={"rows": 4}),
            "text_en": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, programme, kind, **kwargs):
        instance = Amendment(programme=programme, kind=kind)
        super().__init__(
            *args, instance=instance, use_required_attribute=False, **kwargs
        )
        for name in {"goal", "city", "commitment", *DUE} - set(OWN_FIELDS[kind]):
            del self.fields[name]
        for name in {"city", "commitment"} & set(self.fields):
            self.fields[name].required = True
        if kind in DUE_LABELS:
            self.fields["due_on"].label = DUE_LABELS[kind]
        self.fields["text_th"].help_text = TEXT_HELP[kind]
        self._offer_rows(programme)
        if self.initial.get("number") is None:
            self.initial["number"] = programme.amendments.next_number()

    def _offer_rows(self, programme):
        decision = self.fields["decision"]
        decision.queryset = programme.decisions.standing()
        decision.empty_label = _("none")
        decision.error_messages["invalid_choice"] = _("The decision was taken back.")
        if "commitment" in self.fields:
            self.fields["commitment"].queryset = Commitment.objects.filter(
                programme=programme
            )

    def amendment(self):
        return self.instance

    def chosen_goal(self):
        """What an added city is to reach."""
        return self.cleaned_data.get("goal", Target.Goal.SUBMITTED)


class WithdrawAmendmentForm(forms.Form):
    reason = ThaiTextField(
        label=_("Why the amendment is withdrawn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the amendment is withdrawn.")},
    )
