"""What the pages of duties look up."""

from django import template

register = template.Library()


@register.filter
def acts_of(acts, duty):
    """`{{ acts|acts_of:duty }}`: what the reader may do with it, as verbs."""
    return acts.get(duty.pk, set())
