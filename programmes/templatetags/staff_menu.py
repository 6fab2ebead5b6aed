"""The lists that the signed-in account may open, for the bar above staff pages."""

from django import template

from programmes.staff_menu import groups_of

register = template.Library()


@register.simple_tag
def staff_groups(user, path):
    return groups_of(user, path)
