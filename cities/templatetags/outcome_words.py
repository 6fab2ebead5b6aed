"""Yearly figures as a reader has them."""

from django import template

from cities import achievement_words
from cities.outcome_figures import written

register = template.Library()


@register.filter
def figure(outcome):
    """The value of an Outcome, as its measure counts: "1,234.5"; nothing of None."""
    return "" if outcome is None else written(outcome.value, outcome.measure.decimals)


@register.filter
def achieved(achievement):
    """The state in words: "on the way to the target"."""
    return achievement_words.state_words(achievement)


@register.filter
def share(achievement):
    """How much of the way, or what is missing to tell."""
    return achievement_words.share_words(achievement)
