"""Words for the plain values of a report, which keeps codes and ISO days."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cities.models import CreativeField, Source
from cities.standing import Reason, Standing, State
from cities.standing_words import reason_words, state_words
from cities.templatetags.readiness_words import range_text
from creativecity.template_filters import partial_date
from creativecity.thai_calendar import PartialDate, Precision
from programmes.words import AGREEMENT_STATES

register = template.Library()


_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@register.filter
def iso_day(value):
    """A Day of the report, or an ISO day, month or year, in the reader's calendar."""
    if not value:
        return ""
    if not isinstance(value, str):
        return partial_date(PartialDate(date.fromisoformat(value.on), value.precision))
    try:
        return partial_date(PartialDate.parse_iso(value, _PRECISIONS[len(value)]))
    except (KeyError, ValueError):
        return value


@register.filter
def published_day(source):
    """When a source came out; a "?" in its record stays, other words too."""
    is_doubtful = source.published.endswith("?")
    words = iso_day(source.published.removesuffix("?"))
    return format_html("{}?", words) if is_doubtful else words


@register.filter
def percent_range(readiness):
    """A Range of the report, such as "43–73 %"."""
    if readiness is None or readiness.lowest is None:
        return _("not enough data")
    return range_text(readiness.lowest, readiness.highest)


@register.filter
def agreement_words(state):
    return AGREEMENT_STATES[state]


@register.filter
def promise_words(promise):
    """How a promise stood, with its days: "met late, late by 638 days"."""
    return state_words(_standing(promise))


@register.filter
def promise_reason(promise):
    return reason_words(_standing(promise))


def _standing(promise):
    return Standing(
        State(promise.state),
        promise.days,
        Reason(promise.reason),
        promise.is_inferred,
    )


@register.filter
def field_words(code):
    return CreativeField(code).label if code else ""


@register.filter
def source_link(source):
    """The address of a report's source, where a browser can open it whole."""
    return Source(address=source.address).link()
