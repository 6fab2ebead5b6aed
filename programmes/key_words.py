"""How a duty stands by its two keys, in words: one place, so that pages agree."""

from django.utils.translation import gettext_lazy as _

from .keys import State

STATES = {
    State.NONE: _("no record found"),
    State.REPORTED: _("self-reported"),
    State.CONFIRMED: _("confirmed"),
    State.DISPUTED: _("disputed"),
}
