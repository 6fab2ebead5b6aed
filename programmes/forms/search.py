"""What is searched for, and to which kind and city the results are narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiTextField

from ..search.query import LENGTH, read
from ..search.words import KINDS


class SearchForm(forms.Form):
    """A kind or a city that is not understood counts as not chosen."""

    q = ThaiTextField(
        label=_("What are you looking for?"),
        required=False,
        max_length=LENGTH,
        error_messages={
            "max_length": _(
                "That is %(show_value)s letters; a question may have "
                "%(limit_value)s. Type a few words of it."
            )
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    city = forms.CharField(required=False, widget=forms.HiddenInput)

    def query(self):
        """What to look for; nothing where the question was refused."""
        return read(self.cleaned_data["q"] if self.is_valid() else "")

    def kind_code(self):
        kind = self.data.get("kind", "")
        return kind if kind in KINDS else ""

    def city_slug(self, known):
        """The address of a city that is among the known ones; "" if it is not."""
        slug = self.data.get("city", "")
        return slug if slug in known else ""
