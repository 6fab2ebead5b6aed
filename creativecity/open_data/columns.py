"""Columns that many public tables share: each means the same wherever it stands."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ..thai_calendar import PartialDate, Precision


class Number(serializers.FloatField):
    """A number of any kind; a whole one stays whole: 1000, not 1000.0."""

    def to_representation(self, value):
        return int(value) if value == int(value) else float(value)


def choices_of(codes):
    """The values of a StrEnum as choices, each in its own word."""
    return [(code.value, code.value) for code in codes]


def codes_column(about, **options):
    """A list of texts; an empty one where there is none."""
    child = serializers.CharField()
    return serializers.ListField(child=child, help_text=about, **options)


def sources_column(**options):
    about = _(
        "Codes of the sources behind it, as in the table sources; an empty list where "
        "no source is named"
    )
    return codes_column(about, **options)


def city_column(**options):
    about = _("The city, by its name in addresses, as in the table cities")
    return serializers.CharField(help_text=about, **options)


def precision_column(**options):
    about = _(
        "How exactly that day is known; a month, a year or a fiscal year is given by "
        "its last day"
    )
    return serializers.ChoiceField(Precision.choices, help_text=about, **options)


def sample_column():
    about = _(
        "Whether anything in the row was made up for trying the portal out; leave such "
        "rows out of every analysis"
    )
    return serializers.BooleanField(help_text=about)


def page_column(**options):
    about = _("Address of the page that shows it to people, in the language asked for")
    return serializers.URLField(help_text=about, **options)


def as_of_column():
    about = _("The day as of which the row is told")
    return serializers.DateField(help_text=about)


def known_at_column():
    about = _(
        "The point of the ledger as known at which the row is told; empty where it is "
        "told as known when it was asked for"
    )
    return serializers.IntegerField(allow_null=True, help_text=about)


def sequence_column():
    about = _(
        "Its place in the ledger: a permanent number that no other row has, higher "
        "than that of everything recorded before"
    )
    return serializers.IntegerField(help_text=about)


def recorded_column():
    about = _("The moment at which it was recorded here, whatever day it speaks of")
    return serializers.DateTimeField(help_text=about)


def day_pair(name: str, when: PartialDate | None) -> dict:
    """The two columns of a day: `<name>_on` and `<name>_precision`; null if unknown."""
    if when is None:
        return {f"{name}_on": None, f"{name}_precision": None}
    return {f"{name}_on": when.day, f"{name}_precision": when.precision.value}


def known(text):
    """A text of a row, None where it is empty: what is unknown is null, never ""."""
    return text or None
