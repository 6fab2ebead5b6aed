"""The choice of a city in the filter of a list: 5 today, hundreds tomorrow."""

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.remembered import by_version
from creativecity.long_select import LongSelect

from .models import City


class CityChoice(forms.ChoiceField):
    """Nothing can be chosen before `offer` was told what."""

    widget = LongSelect

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("City"), "required": False} | kwargs)

    def offer(self, pairs, none=None):
        """(value, name) of each city, in order; `none` is what choosing none means:
        every city, if it is not said.
        """
        self.choices = Pairs([("", none or _("every city")), *pairs])


class Pairs(BaseChoiceIterator):
    """Pairs as they are: Django would look at each, whether it is a pair."""

    def __init__(self, pairs):
        self.pairs = pairs

    def __iter__(self):
        return iter(self.pairs)


def every_city():
    """(address, name) of all cities, in the reader's order."""
    return _every_city(get_language())


@by_version
def _every_city(_language):
    return City.objects.choices()
