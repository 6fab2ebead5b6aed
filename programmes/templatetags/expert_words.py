"""The gaps for which experts were sent, as filters."""

from django import template

from .. import expert_words

register = template.Library()
register.filter(expert_words.level_words)
register.filter(expert_words.way_words)
