"""Readiness in words: whole per cent, a range, and how much it rests on."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.scoring import as_percent
from cities.turns import Holder
from creativecity.template_filters import thai_date_short

register = template.Library()

_WAITING_TODAY = {
    Holder.CITY: gettext_lazy("waiting for the city since today"),
    Holder.AGENCY: gettext_lazy("waiting for an agency since today"),
}


@register.filter
def percent(share):
    """A share of 1 in whole per cent; empty where there is none."""
    return "" if share is None else as_percent(share)


@register.filter
def range_words(readiness):
    """Such as "43–73 %", "43 %" once all is read, or that no indicator applies."""
    if readiness.lowest is None:
        return _("no indicator applies")
    return range_text(as_percent(readiness.lowest), as_percent(readiness.highest))


@register.filter
def known_words(readiness):
    """As range_words, but "not read" where nothing was, and no 0 to 100."""
    if readiness.lowest is None or readiness.read:
        return range_words(readiness)
    return _("not read")


def range_text(lowest, highest):
    """Two whole per cents in words."""
    return f"{lowest} %" if lowest == highest else f"{lowest}–{highest} %"


@register.filter
def cover_words(readiness):
    """How many of the applicable indicators were read."""
    return _("from %(read)s of %(applicable)s indicators") % {
        "read": readiness.read,
        "applicable": readiness.applicable,
    }


@register.filter
def change_since(now, then):
    """What became of a readiness since another: "lowest up by 12, highest unchanged".

    In whole per cent as both are shown, so that a reader can check it.
    """
    if then is None:
        return _("not asked then")
    if then.lowest is None or now.lowest is None:
        return _("does not apply")
    if not then.read:
        return _("nothing was read then")
    return points_text(
        as_percent(now.lowest) - as_percent(then.lowest),
        as_percent(now.highest) - as_percent(then.highest),
    )


def points_text(lowest, highest):
    """By how many points both ends of a range moved."""
    if lowest == highest == 0:
        return _("unchanged")
    return _("lowest %(lowest)s, highest %(highest)s") % {
        "lowest": _moved(lowest),
        "highest": _moved(highest),
    }


def _moved(points):
    if points > 0:
        return _("up by %(points)s points") % {"points": points}
    if points < 0:
        return _("down by %(points)s points") % {"points": -points}
    return _("unchanged")


@register.filter
def origin_words(carried):
    """Where a level was carried over from: "R1.1 of version 2569-1, R1.2 of ..."."""
    return ", ".join(
        _("%(code)s of version %(version)s")
        % {
            "code": reading.indicator.code,
            "version": reading.indicator.dimension.rubric.version,
        }
        for reading in carried.readings
    )


@register.filter
def scale_name(level, rubric):
    """A level in the words of the rubric's scale, whatever it is a level of."""
    return rubric.scale[level]


@register.filter
def count_of(progress, state):
    """How many indicators of a city are in a state."""
    return progress.count(state)


@register.filter
def level_words(reading, wording):
    """The rubric's words for a reading's level; empty where none applies."""
    return "" if reading.level is None else wording.levels[reading.level]


@register.filter
def turn_words(cell):
    """Who has the ball, and since how many days: "has waited 12 days for the city"."""
    turn = cell.turn()
    if turn.holder == Holder.NOBODY:
        due = thai_date_short(cell.due_on())
        return format_html(_("next review by {}"), due)
    return _waiting(turn.holder, turn.days(cell.on))


@register.filter
def waiting_words(reading):
    """Since when a reading without a verdict waits for an agency."""
    return _waiting(Holder.AGENCY, reading.days_waiting())


def _waiting(holder, days):
    if not days:
        return _WAITING_TODAY[holder]
    if holder == Holder.CITY:
        words = ngettext(
            "has waited %(days)s day for the city",
            "has waited %(days)s days for the city",
            days,
        )
    else:
        words = ngettext(
            "has waited %(days)s day for an agency",
            "has waited %(days)s days for an agency",
            days,
        )
    return words % {"days": f"{days:,}"}
