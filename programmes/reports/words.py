"""The words of a yearly report, in the language that is active: one place, so that
page, PDF, Word file and workbook agree. They take plain values, which keep codes.
Those of the agreement, its duties and decisions stand in agreement_words.py.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities import slip_words
from cities.models import (
    CreativeField,
    DistrictState,
    Event,
    GroupCount,
    MoveReason,
    Stage,
)
from cities.standing import Reason, Standing, State
from cities.standing_words import reason_words, state_words
from cities.templatetags.readiness_words import points_text, range_text
from creativecity.thai_calendar import Precision
from creativecity.thai_dates import format_date, year_number

from ..words import AGREEMENT_STATES

_PUBLISHED = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def no_record():
    return _("no record found")


def day_words(day):
    """A plain Day, or an ISO day, in the reader's calendar."""
    if not day:
        return no_record()
    if isinstance(day, str):
        return format_date(date.fromisoformat(day), get_language())
    on = date.fromisoformat(day.on)
    return format_date(on, get_language(), precision=day.precision)


def precision_words(day):
    """How exactly a plain Day is known."""
    return str(Precision(day.precision).label)


def period_words(first, last):
    days = {"first": day_words(first), "last": day_words(last)}
    return _("%(first)s to %(last)s") % days


def published_words(source):
    """When a source came out; a "?" in its record stays, other words too."""
    text = source.published.removesuffix("?")
    try:
        precision = _PUBLISHED[len(text)]
        day = date.fromisoformat(text + "2000-01-01"[len(text) :])
    except (KeyError, ValueError):
        return source.published
    words = format_date(day, get_language(), precision=precision)
    return words + source.published[len(text) :]


def year_words(year):
    """A year of the Common Era as the reader counts it; empty where there is none."""
    return str(year_number(year, get_language())) if year else ""


def agreement_words(report):
    return str(AGREEMENT_STATES[report.state])


def field_words(code):
    return str(CreativeField(code).label) if code else ""


def count_words(count):
    """A whole number with its thousands parted; nothing stays nothing."""
    return "" if count is None else f"{count:,}".replace("-", "\N{MINUS SIGN}")


def figure_words(text):
    """A figure kept as decimal text: with commas between thousands."""
    if text is None:
        return no_record()
    return f"{Decimal(text):,f}".replace("-", "\N{MINUS SIGN}")


def cites(value):
    return ", ".join(value.sources)


# Readiness


def range_words(readiness):
    """A Range of the report, such as "43–73 %"."""
    if readiness is None or readiness.lowest is None:
        return _("not enough data")
    return range_text(readiness.lowest, readiness.highest)


def mean_words(readiness):
    if readiness is None or readiness.mean is None:
        return no_record()
    return f"{readiness.mean} %"


def change_words(before, after):
    """What became of a Range within the year, in points of per cent as shown."""
    if before is None or after is None or not before.read:
        return _("nothing was read then")
    if before.lowest is None or after.lowest is None:
        return _("does not apply")
    return points_text(after.lowest - before.lowest, after.highest - before.highest)


# Promises and milestones


def standing_of(value):
    """The Standing that a PromiseValue or a MilestoneValue keeps as codes."""
    return Standing(
        State(value.state), value.days, Reason(value.reason), value.is_inferred
    )


def promise_words(value):
    """How it stood, with its days: "met late, late by 638 days"."""
    return state_words(standing_of(value))


def promise_reason(value):
    return reason_words(standing_of(value))


def change_text(change):
    """By which decision a target was changed, and what it was until then."""
    said = {
        "number": change.decision,
        "on": day_words(change.on),
        "was": day_words(change.was),
    }
    return _("changed by decision %(number)s on %(on)s, until then %(was)s") % said


def standing_words(value):
    """How a promise or a milestone stood, and why."""
    words = {"state": promise_words(value), "reason": promise_reason(value)}
    return _("%(state)s. %(reason)s") % words


def slip_text(milestone):
    """Such as "30 days later than the baseline"; empty where nothing slipped yet."""
    days = milestone.slip
    if milestone.actual:
        return slip_words.reached(days) if days else _("within the baseline")
    return slip_words.planned(days) if days else ""


def move_words(move):
    """One re-dating: when it was said, to which date, why, and by which decision."""
    words = {
        "on": day_words(move.on),
        "to": day_words(move.to),
        "reason": MoveReason(move.reason).label,
        "number": move.decision,
    }
    if not move.decision:
        return _("%(on)s: moved to %(to)s, %(reason)s") % words
    return _("%(on)s: moved to %(to)s, %(reason)s (decision %(number)s)") % words


def bid_words(milestone):
    """The call whose bid it belongs to, or membership."""
    if milestone.call is None:
        return _("membership")
    return _("bid of %(year)s") % {"year": year_words(milestone.call)}


def stage_kind(stage):
    return str(Stage.Kind(stage.kind).label)


# Figures, districts, people


def measure_words(outcome):
    return f"{outcome.name} ({outcome.unit})"


def outcome_year(outcome):
    return day_words_of_year(outcome.year, outcome.precision)


def day_words_of_year(year, precision):
    """A year counted by the calendar, or the fiscal year that ends in it."""
    is_fiscal = Precision(precision) == Precision.FISCAL_YEAR
    day = date(year, 9, 30) if is_fiscal else date(year, 12, 31)
    return format_date(day, get_language(), precision=precision)


def share_words(outcome):
    """How much of the way from baseline to target; empty where there is no share."""
    if outcome.share is None:
        return ""
    return _("%(share)s %% of the way") % {"share": count_words(outcome.share)}


def district_words(district):
    if not district.state:
        return no_record()
    return str(DistrictState.State(district.state).label)


def rung_words(rung):
    """How far people took part; empty where that is not known."""
    return str(Event.Rung(rung).label) if rung else ""


def group_words(group):
    return str(GroupCount.Group(group).label)


def groups_words(participation):
    """Which groups took part, each with the number of activities it came to."""
    if not participation.groups:
        return _("none on record")
    return ", ".join(
        f"{group_words(group)} {count_words(number)}"
        for group, number in participation.groups
    )


def suggestion_words(participation):
    """How many suggestions came in the year, and what became of them."""
    if not participation.suggestions:
        return _("none on record")
    return _(
        "%(all)s, of which adopted %(adopted)s, declined %(declined)s, waiting "
        "%(waiting)s"
    ) % {
        "all": count_words(participation.suggestions),
        "adopted": count_words(participation.adopted),
        "declined": count_words(participation.declined),
        "waiting": count_words(participation.waiting),
    } + _by_website(participation)


def _by_website(participation):
    if not participation.website:
        return ""
    number = count_words(participation.website)
    return " " + _("(by the website: %(number)s)") % {"number": number}
