"""Forms of a milestone: its plan, its dates, its end, and what is thought of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import Precision, today

from ..models import Evidence, Milestone, StatedView
from ..models.forecast import MoveReason
from .overtaken import remember_base

PERIODS = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.FISCAL_YEAR)
REASON_REQUIRED = {"required": _("Say why.")}


def precision_field(*extra):
    return forms.ChoiceField(
        label=_("How exactly the day is known"),
        choices=[(each.value, each.label) for each in (*PERIODS, *extra)],
        initial=Precision.DAY,
        help_text=_(
            "If only the month or the year is known, write any day of it in the field "
            "above."
        ),
    )


def reason_field(label):
    return ThaiTextField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=REASON_REQUIRED,
    )


class PlanRowForm(forms.ModelForm):
    """A step of a plan; who may not say what is key is not asked."""

    planned_on = ThaiDateField(
        label=_("Planned on"),
        required=False,
        help_text=_(
            "Such as 30/9/2027. It may stay empty while the day is unknown; without "
            "it no baseline can be set."
        ),
    )
    planned_precision = precision_field()

    class Meta:
        model = Milestone
        fields = ["name_th", "name_en", "planned_on", "planned_precision", "is_key"]
        field_classes = {"name_th": ThaiTextField, "name_en": ThaiTextField}
        labels = {
            "name_th": _("What is to be done, in Thai"),
            "name_en": _("The same in English"),
            "is_key": _("A key step"),
        }

    def __init__(self, *args, may_set_key, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.planned_precision:
            self.initial["planned_precision"] = Precision.DAY
        if not may_set_key:
            del self.fields["is_key"]
        if self.instance.pk:
            remember_base(self)

    def clean(self):
        data = super().clean()
        if not data.get("planned_on"):
            data["planned_precision"] = ""
        return data

    def meant(self):
        """The fields that were changed; a day and its precision go together."""
        pair = {"planned_on", "planned_precision"}
        changed = set(self.changed_data)
        return sorted(changed | pair if changed & pair else changed)


class BaselineForm(forms.Form):
    effective_on = ThaiDateField(
        label=_("Agreed on"),
        initial=today,
        validators=[not_ahead],
        help_text=_("The day on which these dates were agreed, today or before."),
    )


class RedateForm(forms.Form):
    due_on = ThaiDateField(label=_("New date"), help_text=_("Such as 30/9/2027."))
    precision = precision_field()
    reason = forms.ChoiceField(
        label=_("Why the date moves"),
        choices=[("", _("Choose a reason")), *MoveReason.choices],
        error_messages=REASON_REQUIRED,
    )
    note = ThaiTextField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The public reads it beside the date. No names of people who hold no "
            "public office."
        ),
    )
    effective_on = ThaiDateField(
        label=_("Said on"),
        initial=today,
        help_text=_("The day on which the new date was said, today or before."),
    )


class CompleteForm(forms.Form):
    """`pieces` are the usable ones of the city's library."""

    effective_on = ThaiDateField(label=_("Done on"), initial=today)
    precision = precision_field(Precision.ON_OR_BEFORE)
    evidence = RowsField(
        label=_("Evidence that it was done"),
        queryset=Evidence.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one piece of evidence that it was done."),
            "invalid_choice": _(
                "That piece was retired meanwhile. Choose another one."
            ),
        },
    )
    note = ThaiTextField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The public reads it beside the day."),
    )

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = pieces


class RetireMilestoneForm(forms.Form):
    reason = reason_field(pgettext_lazy("milestone", "Why it is retired"))


class StateViewForm(forms.Form):
    view = forms.ChoiceField(
        label=_("Your view"),
        choices=StatedView.View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = reason_field(_("Why you think so"))
    expires_on = ThaiDateField(
        label=_("Holds until"),
        help_text=_("At most 180 days ahead; then it is shown no more."),
    )


class TakeBackForm(forms.Form):
    reason = reason_field(_("Why it is taken back"))
