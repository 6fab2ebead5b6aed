"""The words of a draft of a monitoring report alone, in the language that is active:
those that it shares with the yearly report stand in words.py.

What such a report holds is told by UNESCO's guidelines (source MMR); of its headings
only these four contents were confirmed, so no others are printed.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import MoveReason, Outcome
from cities.topics import CITY_TOPICS

from . import words

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


def to_write(asked):
    """A placeholder: what people must write, in square brackets."""
    return _("[To be written: %(asked)s]") % {"asked": asked}


def range_words(readiness):
    """ "43–73 %"; where no indicator was read, that nothing is known."""
    if readiness is None or not readiness.read:
        return words.no_record()
    return words.range_words(readiness)


def cover_words(readiness):
    if readiness is None:
        return words.no_record()
    return _("%(read)s of %(applicable)s, %(unread)s unread") % {
        "read": readiness.read,
        "applicable": readiness.applicable,
        "unread": readiness.applicable - readiness.read,
    }


def year_state(value):
    """How far a year has come, of a YearValue."""
    year = {"year": words.year_words(value.year)}
    if not value.as_of:
        return _("%(year)s (still to come)") % year
    if not value.is_over:
        return _("%(year)s (up to now)") % year
    return year["year"]


def move_words(move):
    told = {
        "before": words.day_words(move.before),
        "after": words.day_words(move.after),
        "reason": MoveReason(move.reason).label,
        "number": move.decision,
    }
    if not move.decision:
        return _("%(before)s to %(after)s: %(reason)s") % told
    return _("%(before)s to %(after)s: %(reason)s (decision %(number)s)") % told


def topic_words(fact):
    return str(CITY_TOPICS.get(fact.topic, fact.topic))


def fact_words(fact):
    return str(fact.value) or _("not known")


def kind_words(figure):
    return str(Outcome.Kind(figure.kind).label)
