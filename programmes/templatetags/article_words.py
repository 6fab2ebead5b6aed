"""The history of an article in words, from its entries in the ledger."""

from django import template
from django.utils.translation import gettext_lazy as _

from ..models import Article

register = template.Library()

VERBS = {
    "create": _("written"),
    "edit": _("edited"),
    "propose": _("proposed to be published"),
    "publish": _("published, or dated"),
    "take_down": _("taken down"),
    "put_back": _("put back"),
}
#: What follows from other fields, and what nobody edits.
UNTOLD = {"id", "slug", "th_revised_at", "en_revised_at", "is_sample"}


@register.filter
def article_verb(verb):
    return VERBS[verb]


@register.filter
def fields_told(entry):
    """The names of the fields that an edit changed, in a row; texts are too long."""
    if entry.verb != "edit":
        return ""
    names = [name for name in entry.payload["after"] if name not in UNTOLD]
    return ", ".join(str(Article._meta.get_field(name).verbose_name) for name in names)
