"""The slip ledger's moves in words."""

from django import template

from ..slip_words import move_words

register = template.Library()


@register.filter
def moved_by(move):
    """By how much a re-dating moved its date: "later by 30 days"."""
    return move_words(move.days())
