"""Which public changes the page shows; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, every_city
from cities.models import City

from ..change_sources.source import Kind
from .partner_filters import pills


class ChangeFilter(forms.Form):
    """What was not understood counts as not chosen."""

    city = CityChoice()
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *Kind.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].offer(every_city())

    def found(self):
        """The city and the kinds chosen, as `change_list` takes them."""
        self.is_valid()
        slug, kind = (self.cleaned_data.get(name) for name in ("city", "kind"))
        city = City.objects.get(slug=slug) if slug else None
        return {"city": city, "kinds": {kind} if kind else None}

    def chosen(self):
        return pills(self)
