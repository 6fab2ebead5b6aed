"""Which creative districts the list shows; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .city_choice import CityChoice, every_city
from .districts import NO_RECORD
from .models import DistrictState


class DistrictFilter(forms.Form):
    """What was not understood counts as not chosen."""

    city = CityChoice()
    state = forms.ChoiceField(
        label=_("How far it is"),
        required=False,
        choices=[
            ("", _("every state")),
            *DistrictState.State.choices,
            (NO_RECORD, _("no record found")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].offer(every_city())

    def of(self, codes):
        """The chosen ones of `districts.codes_on`, (address of its city, code) each."""
        self.is_valid()
        slug = self.cleaned_data.get("city")
        return [
            (city, code)
            for city, code in codes
            if slug in ("", None, city) and self.fits(code)
        ]

    def fits(self, code):
        """Whether a district in this state is among the chosen ones."""
        self.is_valid()
        return self.cleaned_data.get("state") in ("", None, code)

    def chosen(self):
        """(in words, what takes it out of the URL) of each filter that is set."""
        self.is_valid()
        return [
            (dict(self.fields[name].choices)[value], {name: None})
            for name, value in self.cleaned_data.items()
            if value
        ]
