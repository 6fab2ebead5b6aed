"""Which creative districts the list shows; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .districts import NO_RECORD
from .models import DistrictState


class DistrictFilter(forms.Form):
    """What was not understood counts as not chosen."""

    city = forms.ChoiceField(label=_("City"), required=False)
    state = forms.ChoiceField(
        label=_("How far it is"),
        required=False,
        choices=[
            ("", _("every state")),
            *DistrictState.State.choices,
            (NO_RECORD, _("no record found")),
        ],
    )

    def __init__(self, *args, cities, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(city.slug, city.name) for city in cities]
        self.fields["city"].choices = [("", _("every city")), *named]

    def of(self, goal):
        """[(city, standings)] of a `districts.Goal`, without cities left empty."""
        self.is_valid()
        slug = self.cleaned_data.get("city")
        state = self.cleaned_data.get("state")
        found = [
            (city, [row for row in rows if not state or row.code() == state])
            for city, rows in goal.cities
            if not slug or city.slug == slug
        ]
        return [(city, rows) for city, rows in found if rows]

    def chosen(self):
        """(in words, what takes it out of the URL) of each filter that is set."""
        self.is_valid()
        return [
            (dict(self.fields[name].choices)[value], {name: None})
            for name, value in self.cleaned_data.items()
            if value
        ]
