"""A call: its days as exactly as they are known, its fields, its limits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField, ThaiYearField
from creativecity.thai_calendar import Precision

from ..models import Call, CreativeField
from ..models.call import MOMENTS
from .overtaken import remember_base

EXACTLY = [(p.value, p.label) for p in Precision if p != Precision.UNKNOWN]
EMPTY = _("Leave it empty while this call's own number is not known.")


def _day(label):
    words = _("Such as 3/3/2027. Leave it empty while it is not known.")
    return ThaiDateField(label=label, required=False, help_text=words)


def _exactly(label):
    words = _(
        "If only the month or the year is known, write any day of it in the field "
        "above."
    )
    return forms.ChoiceField(
        label=label, required=False, choices=EXACTLY, help_text=words
    )


class CallForm(forms.ModelForm):
    opened_on = _day(_("Opened on"))
    opened_precision = _exactly(_("How exactly the opening is known"))
    deadline_on = _day(_("Deadline"))
    deadline_precision = _exactly(_("How exactly the deadline is known"))
    announced_on = _day(_("Announced on"))
    announced_precision = _exactly(_("How exactly the announcement is known"))
    field_codes = forms.MultipleChoiceField(
        label=_("Creative fields open"),
        required=False,
        choices=CreativeField.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none while it is not known which are open."),
    )

    class Meta:
        model = Call
        fields = [
            "opened_on",
            "opened_precision",
            "deadline_on",
            "deadline_precision",
            "announced_on",
            "announced_precision",
            "field_codes",
            "max_cities",
            "max_megabytes",
            "new_cities",
            "total_after",
        ]
        help_texts = dict.fromkeys(["max_cities", "max_megabytes"], EMPTY)
        help_texts |= dict.fromkeys(
            ["new_cities", "total_after"], _("Known once UNESCO has announced.")
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        if self.instance.pk:
            remember_base(self)

    def clean(self):
        """How exactly an empty day is known says nothing."""
        data = super().clean()
        for moment in MOMENTS:
            if not data.get(f"{moment}_on"):
                data[f"{moment}_precision"] = ""
        return data

    def fields_changed(self):
        """What the user changed; a day goes with how exactly it is known (rule 9)."""
        changed = set(self.changed_data)
        for moment in MOMENTS:
            pair = {f"{moment}_on", f"{moment}_precision"}
            changed |= pair if pair & changed else set()
        return changed


class AddCallForm(CallForm):
    year = ThaiYearField(
        label=_("Year of the call"),
        help_text=_("In either calendar. Calls come every second year."),
        error_messages={"required": _("Give the year of the call.")},
    )

    class Meta(CallForm.Meta):
        fields = ["year", *CallForm.Meta.fields[:-2]]

    field_order = ["year"]

    def validate_unique(self):
        """Left to the verb, which looks while nobody else can add a call."""
