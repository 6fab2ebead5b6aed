"""Who does what was decided: an agency, a city or a partner, chosen from one list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, City

from ..models import Partner


def owner_choices():
    """(heading, [(key, name)]) of all that may own an action point."""
    return [
        (
            _("Agencies"),
            [(f"agency-{row.code}", row.short) for row in Agency.objects.all()],
        ),
        (
            _("Cities"),
            [(f"city-{row.slug}", row.name) for row in City.objects.in_order()],
        ),
        (
            _("Partners"),
            [(f"partner-{row.slug}", row.name) for row in Partner.objects.working()],
        ),
    ]


def find_owner(key):
    """{"city": City} of the key `city-nan`, which is one of the choices."""
    kind, _stroke, name = key.partition("-")
    rows = {
        "agency": Agency.objects.filter(code=name),
        "city": City.objects.filter(slug=name),
        "partner": Partner.objects.filter(slug=name),
    }
    return {kind: rows[kind].get()}


def _choices():
    return [("", _("Choose who")), *owner_choices()]


class OwnerField(forms.ChoiceField):
    """Its value is the one owner under the name of its field: {"agency": ...}."""

    def __init__(self, **kwargs):
        super().__init__(choices=_choices, **kwargs)

    def clean(self, value):
        return find_owner(super().clean(value))
