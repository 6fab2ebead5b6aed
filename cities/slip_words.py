"""How far a promise slipped, in words: one place, so that pages and reports agree."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def slip_words(line):
    """Such as "638 days later than the baseline"; empty where nothing slipped yet."""
    days = line.slip_days()
    if line.actual:
        return _("within the baseline") if line.is_within() else reached(days)
    return planned(days) if days else ""


def moved_words(line):
    """Such as "moved 2 times"; empty where the baseline stands."""
    times = line.times_moved()
    if not times:
        return ""
    return ngettext("moved %(times)s time", "moved %(times)s times", times) % {
        "times": times
    }


def move_words(days):
    """By how much one re-dating moved a date: "later by 30 days"."""
    if days > 0:
        return _days(
            ngettext("later by %(days)s day", "later by %(days)s days", days), days
        )
    if days < 0:
        return _days(
            ngettext("earlier by %(days)s day", "earlier by %(days)s days", -days), days
        )
    return _("known more or less exactly than before")


def reached(days):
    """How far what was done lies from its baseline, of days other than none."""
    if days > 0:
        words = ngettext(
            "%(days)s day later than the baseline",
            "%(days)s days later than the baseline",
            days,
        )
    else:
        words = ngettext(
            "%(days)s day earlier than the baseline",
            "%(days)s days earlier than the baseline",
            -days,
        )
    return _days(words, days)


def planned(days):
    """How far the date that stands lies from the baseline."""
    if days > 0:
        words = ngettext(
            "now dated %(days)s day later than the baseline",
            "now dated %(days)s days later than the baseline",
            days,
        )
    else:
        words = ngettext(
            "now dated %(days)s day earlier than the baseline",
            "now dated %(days)s days earlier than the baseline",
            -days,
        )
    return _days(words, days)


def _days(words, days):
    return words % {"days": f"{abs(days):,}"}
