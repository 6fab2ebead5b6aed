"""Of which city feeds, frames and badges are told; chosen in the URL."""

from django import forms

from cities.city_choice import CityChoice, every_city
from cities.models import City

from .partner_filters import pills


class FeedFilter(forms.Form):
    """What was not understood counts as not chosen."""

    city = CityChoice()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].offer(every_city())

    def found(self):
        self.is_valid()
        cities, slug = City.objects.in_order(), self.cleaned_data.get("city")
        return cities.filter(slug=slug) if slug else cities

    def chosen(self):
        return pills(self)
