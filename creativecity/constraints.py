"""Database rules that several models share, each with words for the reader."""

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _


def both_or_neither(first, second, *, name):
    """A pair such as a day and its precision is stored whole or not at all."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}": ""})
        | (Q(**{f"{first}__isnull": False}) & ~Q(**{f"{second}": ""})),
        name=name,
        violation_error_message=_("Give both the day and how exactly it is known."),
    )


def in_order(first, second, *, name, words=None, unless=None):
    """`first` is not after `second`, where both are known; `unless` lets a row pass."""
    in_order = (
        Q(**{f"{first}__isnull": True})
        | Q(**{f"{second}__isnull": True})
        | Q(**{f"{first}__lte": F(second)})
    )
    return CheckConstraint(
        condition=in_order | unless if unless else in_order,
        name=name,
        violation_error_message=words or _("The second day lies before the first."),
    )


def exactly_one(*names, name, words):
    """One of several references is given, and no second one."""
    ways = [Q(**{f"{n}__isnull": n != given for n in names}) for given in names]
    condition = ways[0]
    for way in ways[1:]:
        condition |= way
    return CheckConstraint(
        condition=condition, name=name, violation_error_message=words
    )
