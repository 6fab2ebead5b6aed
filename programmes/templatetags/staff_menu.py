"""What the signed-in account may open, and where it is at home, for every page."""

from django import template

from creativecity import rights
from programmes.staff_menu import groups_of

register = template.Library()
register.simple_tag(rights.home_of)
register.filter(rights.may_open)


@register.simple_tag
def staff_groups(user, path):
    return groups_of(user, path)
