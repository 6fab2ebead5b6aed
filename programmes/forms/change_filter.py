"""Which public changes the page shows; chosen in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City

from ..change_sources.source import Kind
from .partner_filters import pills


class ChangeFilter(forms.Form):
    """What was not understood counts as not chosen."""

    city = forms.ChoiceField(label=_("City"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *Kind.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cities = {city.slug: city for city in City.objects.in_order()}
        cities = [(slug, city.name) for slug, city in self.cities.items()]
        self.fields["city"].choices = [("", _("every city")), *cities]

    def found(self):
        """The city and the kinds chosen, as `change_list` takes them."""
        self.is_valid()
        city, kind = (self.cleaned_data.get(name) for name in ("city", "kind"))
        return {"city": self.cities.get(city), "kinds": {kind} if kind else None}

    def chosen(self):
        return pills(self)
