"""Whether the public may read a suggestion, and in which words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import TakeBackForm
from cities.models import Moderation
from cities.models.moderation import base_of
from creativecity.form_fields import ThaiDateField, ThaiTextField
from creativecity.thai_calendar import today


def _base_field():
    """Hidden: on which verdict the page was opened."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


class ModerationForm(forms.ModelForm):
    """Its words begin as they came in; what tells of a person is taken out of them."""

    verdict = forms.ChoiceField(
        label=_("May the public read it?"),
        choices=Moderation.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the public may read it.")},
    )
    effective_on = ThaiDateField(label=_("Looked at on"), initial=today)
    base = _base_field()

    class Meta:
        model = Moderation
        fields = ["verdict", "shown_text", "other_text", "reason", "effective_on"]
        words = ("shown_text", "other_text", "reason")
        field_classes = dict.fromkeys(words, ThaiTextField)
        labels = {
            "shown_text": _("What the public reads"),
            "reason": _("Why it is not shown"),
        }
        help_texts = {
            "shown_text": _(
                "The suggestion's own words. Take out names, telephone numbers and "
                "what else would tell of a person; change nothing of what it says."
            ),
            "other_text": _("In your words, so that all readers can follow it."),
            "reason": _(
                "Only if it is not shown. The reason stays here: the public reads "
                "that the text is withheld, and what becomes of the suggestion."
            ),
        }
        widgets = {
            "shown_text": forms.Textarea(attrs={"rows": 6}),
            "other_text": forms.Textarea(attrs={"rows": 6}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, data=None, *, suggestion, newest=None):
        before = newest if newest and newest.is_shown() else None
        row = Moderation(
            suggestion=suggestion,
            shown_text=before.shown_text if before else suggestion.text,
            other_text=before.other_text if before else "",
            is_sample=suggestion.is_sample,
        )
        super().__init__(data, instance=row, use_required_attribute=False)
        self.initial["base"] = base_of(suggestion, newest)
        other = _("in Thai") if suggestion.language == "en" else _("in English")
        self.fields["other_text"].label = _("The same %(language)s") % {
            "language": other
        }

    def _post_clean(self):
        """What the model refuses, its verb refuses with the field that it is about."""
        for name in self.Meta.fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


class TakeBackModerationForm(TakeBackForm):
    base = _base_field()

    def __init__(self, data=None, *, suggestion, newest):
        super().__init__(data, initial={"base": base_of(suggestion, newest)})
