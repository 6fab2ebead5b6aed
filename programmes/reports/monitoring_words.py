"""The words of a draft of a monitoring report, in the language that is active.

What such a report holds is told by UNESCO's guidelines (source MMR); of its headings
only these four contents were confirmed, so no others are printed.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.models import CreativeField, MoveReason, Outcome
from cities.standing import Reason, Standing, State
from cities.standing_words import reason_words, state_words
from cities.templatetags.readiness_words import range_text
from cities.topics import CITY_TOPICS
from creativecity.thai_dates import format_date, year_number

#: (what the report holds, what people are to write there), in this order.
COMMITMENT = (
    gettext_lazy(
        "Commitment shown locally and internationally to the Mission Statement"
    ),
    gettext_lazy(
        "Describe how the city showed its commitment to the Network's Mission "
        "Statement, at home and abroad. The records below may serve as examples."
    ),
)
KNOWLEDGE = (
    gettext_lazy("Data, knowledge and case studies to share"),
    gettext_lazy(
        "Choose the case studies that other cities can learn from, and tell each: "
        "what was done, with whom, with what result."
    ),
)
IMPACT = (
    gettext_lazy(
        "Impact of being a Creative City at local, national and international level"
    ),
    gettext_lazy(
        "Say what membership changed in the city, in Thailand and abroad, and on which "
        "of the figures below that rests."
    ),
)
ACTION_PLAN = (
    gettext_lazy("Action plan for the next four years, tied to SDG 11"),
    gettext_lazy(
        "Write the plan of the next four years: aims, actions, who carries them out, "
        "by when, with which means, and how each serves Sustainable Development Goal "
        "11 (sustainable cities and communities)."
    ),
)
CONTENTS = (COMMITMENT, KNOWLEDGE, IMPACT, ACTION_PLAN)


def no_record():
    return _("no record found")


def to_write(asked):
    """A placeholder: what people must write, in square brackets."""
    return _("[To be written: %(asked)s]") % {"asked": asked}


def day_words(day):
    """A plain Day, or an ISO day, in the reader's calendar."""
    if not day:
        return no_record()
    if isinstance(day, str):
        return format_date(date.fromisoformat(day), get_language())
    on = date.fromisoformat(day.on)
    return format_date(on, get_language(), precision=day.precision)


def year_words(year):
    return str(year_number(year, get_language()))


def range_words(readiness):
    """ "43–73 %"; where no indicator was read, that nothing is known."""
    if readiness is None or not readiness.read:
        return no_record()
    return range_text(readiness.lowest, readiness.highest)


def mean_words(readiness):
    if readiness is None or readiness.mean is None:
        return no_record()
    return f"{readiness.mean} %"


def cover_words(readiness):
    if readiness is None:
        return no_record()
    return _("%(read)s of %(applicable)s, %(unread)s unread") % {
        "read": readiness.read,
        "applicable": readiness.applicable,
        "unread": readiness.applicable - readiness.read,
    }


def year_state(value):
    """How far a year has come, of a YearValue."""
    year = {"year": year_words(value.year)}
    if not value.as_of:
        return _("%(year)s (still to come)") % year
    if not value.is_over:
        return _("%(year)s (up to now)") % year
    return year["year"]


def standing_words(milestone):
    """How a MilestoneValue stands, and why."""
    standing = Standing(
        State(milestone.state),
        milestone.days,
        Reason(milestone.reason),
        milestone.is_inferred,
    )
    words = {"state": state_words(standing), "reason": reason_words(standing)}
    return _("%(state)s. %(reason)s") % words


def move_words(move):
    words = {
        "before": day_words(move.before),
        "after": day_words(move.after),
        "reason": MoveReason(move.reason).label,
        "number": move.decision,
    }
    if not move.decision:
        return _("%(before)s to %(after)s: %(reason)s") % words
    return _("%(before)s to %(after)s: %(reason)s (decision %(number)s)") % words


def topic_words(fact):
    return str(CITY_TOPICS.get(fact.topic, fact.topic))


def fact_words(fact):
    return str(fact.value) or _("not known")


def kind_words(figure):
    return str(Outcome.Kind(figure.kind).label)


def number_words(figure):
    """With commas between thousands, and as many decimals as were kept."""
    return f"{Decimal(figure.value):,}".replace("-", "\N{MINUS SIGN}")


def field_words(draft):
    return str(CreativeField(draft.field).label) if draft.field else no_record()


def cites(value):
    return ", ".join(value.sources)
