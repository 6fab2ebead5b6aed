"""What a visitor sends: a suggestion for a city, and nothing about the person."""

import re

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, Pairs, every_city
from cities.models import City, Suggestion
from cities.models.suggestion_rows import RECEIVED
from creativecity.form_fields import ThaiTextField
from creativecity.long_select import LongSelect
from creativecity.thai_text import fold_digits, normalise

from .partner_filters import pills

LONGEST = Suggestion._meta.get_field("text").max_length
_SEPARATORS = re.compile(r"[\s/\-‐-―]+")
_REFERENCE = re.compile(r"([a-z0-9_][a-z0-9_-]*?)-?(\d+)-(\d{4})")


class SuggestForm(forms.ModelForm):
    """`website` is a trap: no person sees it, so whoever fills it in is a program."""

    city = forms.ModelChoiceField(
        label=_("Which city is it about?"),
        queryset=City.objects.none(),
        to_field_name="slug",
        widget=LongSelect,
        empty_label=_("Choose a city"),
        error_messages={"required": _("Choose the city.")},
    )
    text = ThaiTextField(
        label=_("What do you suggest?"),
        max_length=LONGEST,
        help_text=_(
            "At most 4,000 characters. Do not write names, addresses or telephone "
            "numbers, yours or others': what you suggest may be shown here."
        ),
        error_messages={
            "required": _("Write what you suggest."),
            "max_length": _("It is %(show_value)d characters long; 4,000 fit."),
        },
    )
    website = forms.CharField(required=False)

    class Meta:
        model = Suggestion
        fields = ["city", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        city = self.fields["city"]
        city.queryset = City.objects.all()
        city.choices = Pairs([("", city.empty_label), *every_city()])
        # Without maxlength: what is pasted is not cut off unseen.
        attrs = {"rows": 8, "data-limit": LONGEST}
        self.fields["text"].widget = forms.Textarea(attrs=attrs)
        self.instance.language = get_language()

    def is_trapped(self):
        return bool(self.data.get("website"))


class FindForm(forms.Form):
    """A reference as people type it: Thai digits, blanks, capitals or not."""

    reference = forms.CharField(
        label=_("Reference number"),
        max_length=60,
        help_text=_("Such as NAN-2/2569."),
        error_messages={"required": _("Write the reference number.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_reference(self):
        """The row of that reference, which stands in its place."""
        slug = slug_of(self.cleaned_data["reference"])
        found = Suggestion.objects.by_slug(slug).first() if slug else None
        if found is None:
            words = _("No suggestion has this number. Look at it once more.")
            raise forms.ValidationError(words, code="unknown")
        return found


def slug_of(typed: str) -> str:
    """`nan-2-2569` of "NAN-2/2569", "nan 2 / ๒๕๖๙" or "Nan2-2569"; "" if it is none."""
    text = fold_digits(normalise(typed)).lower().strip()
    found = _REFERENCE.fullmatch(_SEPARATORS.sub("-", text).strip("-"))
    if not found:
        return ""
    city, number, year = found.groups()
    return f"{city}-{int(number)}-{year}"


class PublicSuggestionFilter(forms.Form):
    """Which suggestions the public list shows; what is not understood is not chosen."""

    city = CityChoice()
    state = forms.ChoiceField(
        label=_("What became of it"),
        required=False,
        choices=[
            ("", _("every state")),
            (RECEIVED, _("received")),
            ("considered", _("under consideration")),
            ("adopted", _("adopted")),
            ("declined", _("declined")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].offer(every_city())

    def found(self):
        """Those that stand and were chosen, the newest first."""
        self.is_valid()
        rows = Suggestion.objects.with_state().select_related("city")
        if slug := self.cleaned_data.get("city"):
            rows = rows.filter(city__slug=slug)
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(state=state)
        return rows

    def chosen(self):
        return pills(self)
