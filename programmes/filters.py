"""The filters of the schedule; they live in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, every_city
from cities.models import City
from cities.standing_words import STATES

from .slip import Choice


class ScheduleFilter(forms.Form):
    KINDS = [("target", _("targets of the agreement")), ("milestone", _("milestones"))]

    city = CityChoice()
    state = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("every state")), *((str(key), STATES[key]) for key in STATES)],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *KINDS]
    )
    key = forms.BooleanField(label=_("Key milestones only"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].offer(every_city())

    def choice(self):
        """What was chosen; what was not understood counts as not chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        return Choice(
            state=chosen.get("state", ""),
            kind=chosen.get("kind", ""),
            only_key=chosen.get("key", False),
        )

    def cities(self):
        """The cities to choose lines from, in order."""
        self.is_valid()
        slug = self.cleaned_data.get("city")
        cities = City.objects.in_order()
        return cities.filter(slug=slug) if slug else cities

    def chosen(self):
        """(name in the URL, in words) of each filter that is set."""
        self.is_valid()
        set_ones = [name for name in self.fields if self.cleaned_data.get(name)]
        return [(name, self._words(name)) for name in set_ones]

    def _words(self, name):
        field, value = self.fields[name], self.cleaned_data[name]
        words = dict(field.choices)[value] if hasattr(field, "choices") else field.label
        return str(words)
