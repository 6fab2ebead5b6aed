"""Which cities stand side by side: some by name, of those that the list's filters find.

Of a handful each has its box; of more than a page one is added at a time.
"""

import django_filters
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from creativecity.long_select import LongSelect

from .city_choice import every_city
from .filters import CityFilter
from .pages import CITIES_A_PAGE


class AddOne(LongSelect):
    """One more of a long choice; those that are chosen already go along unseen."""

    template_name = "django/forms/widgets/add_one.html"

    def value_from_datadict(self, data, files, name):
        return [value for value in dict.fromkeys(data.getlist(name)) if value]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        offered = {each for each, _words in self.choices}
        context["widget"]["kept"] = [each for each in value or () if each in offered]
        return context


class CompareFilter(CityFilter):
    city = django_filters.MultipleChoiceFilter(label=_("Cities"), method="by_address")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, on=on, **kwargs)
        pairs, extra = every_city(), self.filters["city"].extra
        if len(pairs) > CITIES_A_PAGE:
            extra["choices"] = [("", _("add a city")), *pairs]
            extra["widget"] = AddOne
        else:
            extra["choices"], extra["widget"] = pairs, CheckboxSelectMultiple
        self.filters.move_to_end("city", last=False)

    def by_address(self, cities, name, value):
        return cities.filter(slug__in=value) if value else cities

    def _pills(self, name, field, value):
        if name != "city":
            return super()._pills(name, field, value)
        names = dict(field.choices)
        return [
            (str(names[slug]), {name: [other for other in value if other != slug]})
            for slug in value
        ]
