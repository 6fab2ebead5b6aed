"""What is said of an action point, each step a form of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import REASON_REQUIRED
from creativecity.form_fields import RowsField, ThaiDateField, ThaiTextField
from creativecity.judging import not_ahead
from creativecity.thai_calendar import today

from ..models import ActionPoint

NOTE = 2000


def day_field(label):
    return ThaiDateField(label=label, initial=today, validators=[not_ahead])


def note_field(label, *, required=True, help_text="", words=None):
    return ThaiTextField(
        label=label,
        required=required,
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={"required": words} if words else None,
    )


class ProgressForm(forms.Form):
    note = note_field(
        _("How far it has come"),
        help_text=_("Staff alone read it."),
        words=_("Say how far it has come."),
    )
    effective_on = day_field(_("As of"))


class MoveForm(forms.Form):
    due_on = ThaiDateField(label=_("New day"), help_text=_("Such as 30/9/2027."))
    note = note_field(
        _("Why the day moves"),
        help_text=_("Staff alone read it; the public sees the new day."),
        words=REASON_REQUIRED["required"],
    )
    effective_on = day_field(_("Said on"))


class DoneForm(forms.Form):
    note = note_field(
        _("What was done, and how one can see it"),
        required=False,
        help_text=_("Needed unless a paper below shows it. Staff alone read it."),
    )
    effective_on = day_field(_("Done on"))


class CancelForm(forms.Form):
    note = note_field(
        _("Why nobody has to do it any more"), words=REASON_REQUIRED["required"]
    )
    effective_on = day_field(_("Cancelled on"))


class CarryForm(forms.Form):
    """`points` are those that this review may carry."""

    points = RowsField(
        label=_("Carry into the next review"),
        queryset=ActionPoint.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )

    def __init__(self, *args, points, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].queryset = points
        self.fields["points"].label_from_instance = words
