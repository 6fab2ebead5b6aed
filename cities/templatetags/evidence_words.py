"""The history of a piece of evidence in words, from its entries in the ledger."""

from datetime import date

from django import template
from django.utils.translation import gettext_lazy as _

from cities.models import Evidence
from creativecity.template_filters import thai_date_short

register = template.Library()

VERBS = {
    "create": _("added"),
    "edit": _("edited"),
    "propose": _("proposed to be shown to the public"),
    "publish": _("shown to the public"),
    "unpublish": _("taken back from the public, or proposal turned down"),
    "retire": _("retired"),
    "put_back": _("put back"),
}


@register.filter
def verb_words(verb):
    return VERBS[verb]


@register.filter
def edits(entry):
    """(name of the field, before, after) of each thing that an edit changed."""
    if entry.verb != "edit":
        return []
    before, after = entry.payload["before"], entry.payload["after"]
    return [
        (_field_name(name), _words(name, before[name]), _words(name, after[name]))
        for name in after
    ]


def _field_name(name):
    return Evidence._meta.get_field(name).verbose_name


def _words(name, value):
    is_day = value and name == "valid_until"
    return thai_date_short(date.fromisoformat(value)) if is_day else value
