"""Which fields the register shows; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..privacy.field_list import chosen
from ..privacy.register import OF_PEOPLE, Protection, treatments
from .partner_filters import pills

ALL = "all"


class FieldFilter(forms.Form):
    """What was not understood counts as not chosen: then, what is about people."""

    protection = forms.ChoiceField(
        label=_("Protection"),
        required=False,
        choices=[
            ("", _("what is about people")),
            *reversed(Protection.choices),
            (ALL, pgettext_lazy("database", "every field")),
        ],
    )
    treatment = forms.ChoiceField(
        label=pgettext_lazy("privacy", "What it is"), required=False
    )
    model = forms.ChoiceField(label=_("Kind of thing"), required=False)

    def __init__(self, data, *, models):
        super().__init__(data)
        self.models = models
        named = [(code, each.name) for code, each in treatments().items()]
        things = sorted((each.words, each.label) for each in models)
        self.fields["treatment"].choices = [("", _("whatever it is")), *named]
        self.fields["model"].choices = [
            ("", _("every kind")),
            *((label, f"{words} ({label})") for words, label in things),
        ]
        self.is_valid()

    def found(self):
        """The models that hold a field that was chosen, each with those fields."""
        asked = self.cleaned_data
        return chosen(
            self.models,
            protections=self._protections(asked.get("protection")),
            label=asked.get("model", ""),
            treatment=asked.get("treatment", ""),
        )

    def _protections(self, asked):
        if asked == ALL or (not asked and self.cleaned_data.get("treatment")):
            return tuple(Protection)
        return (asked,) if asked else OF_PEOPLE

    def chosen(self):
        return pills(self)
