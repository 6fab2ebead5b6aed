"""What a form does with personal data, for the notice beside its fields."""

from django import template

from programmes.privacy.collecting import asked_for

register = template.Library()


@register.filter
def personal_data(form):
    """The treatments of the personal data that a form asks for; empty for none."""
    return asked_for(form)
