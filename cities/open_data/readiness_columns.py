"""The columns in which readiness is told, of a city and of each of its dimensions.

They are the numbers of the page of readiness: whole per cent rounded down, and beside
them the counts and the sums of levels that these are worked out from (cities/why.py).
"""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import columns

from ..scoring import as_percent


def percent_column(about):
    return serializers.IntegerField(
        allow_null=True, min_value=0, max_value=100, help_text=about
    )


class NumbersPart(serializers.Serializer):
    """What a city and a dimension have in common."""

    lowest_percent = percent_column(
        _(
            "The lowest that readiness can be, in per cent, rounded down: what is "
            "unread counts as level 0; empty where nothing was read"
        )
    )
    highest_percent = percent_column(
        _(
            "The highest that readiness can be, in per cent, rounded down: what is "
            "unread counts as level 4; empty where nothing was read"
        )
    )
    mean_percent = percent_column(
        _(
            "The mean of what was read, in per cent, rounded down; empty where nothing "
            "was read"
        )
    )
    read = serializers.IntegerField(
        help_text=_("How many of the applicable indicators have a level that counts")
    )
    applicable = serializers.IntegerField(
        help_text=_("How many indicators apply to the city")
    )
    total = serializers.IntegerField(help_text=_("How many indicators are asked"))
    reported = serializers.IntegerField(
        help_text=_(
            "How many indicators have a newer reading that waits for verification; it "
            "counts in no other number"
        )
    )
    carried = serializers.IntegerField(
        help_text=_(
            "How many of the indicators that were read take their level over from an "
            "earlier version of the rubric"
        )
    )
    levels_read = columns.Number(
        help_text=_("Sum of the levels that were read, each times its weight")
    )
    levels_possible = columns.Number(
        help_text=_("That sum if every applicable indicator were at level 4")
    )
    levels_unread = columns.Number(
        help_text=_("What the unread indicators would add to it at level 4")
    )


def numbers(working, cells):
    """The columns of NumbersPart from a `why.Working` and the cells behind it."""
    readiness = working.readiness
    is_read = readiness.read > 0
    return {
        "lowest_percent": _percent(readiness.lowest) if is_read else None,
        "highest_percent": _percent(readiness.highest) if is_read else None,
        "mean_percent": _percent(readiness.mean),
        "read": readiness.read,
        "applicable": readiness.applicable,
        "total": readiness.total,
        "reported": readiness.reported,
        "carried": sum(1 for cell in cells if cell.carried and not cell.verified),
        "levels_read": working.earned,
        "levels_possible": working.possible,
        "levels_unread": working.unread,
    }


def _percent(share):
    return None if share is None else as_percent(share)


def is_sample(cells):
    """Whether anything that the numbers tell was made up for trying out."""
    return any(row.is_sample for cell in cells for row in _told(cell))


def _told(cell):
    carried = cell.carried.readings if cell.carried else ()
    return filter(None, (cell.verified, cell.spoken, cell.returned, *carried))
