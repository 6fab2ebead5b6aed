"""Words for monitoring reports and for the plain values of their drafts."""

from django import template
from django.utils.translation import get_language, ngettext

from creativecity.thai_dates import format_date
from programmes.reports import monitoring_words as words

register = template.Library()


@register.filter
def countdown(report):
    """How long there is until a DueReport; of a whole year, until its last day."""
    days, due = report.days_left(), report.due
    if report.is_for_a_whole_year():
        pattern = ngettext(
            "Due within %(when)s: %(days)s day left to the end of the year (the day "
            "within the year is not known).",
            "Due within %(when)s: %(days)s days left to the end of the year (the day "
            "within the year is not known).",
            days,
        )
    else:
        pattern = ngettext(
            "Due %(when)s: %(days)s day left.",
            "Due %(when)s: %(days)s days left.",
            days,
        )
    when = format_date(due.day, get_language(), precision=due.precision)
    return pattern % {"when": when, "days": f"{days:,}"}


register.filter("year_state", words.year_state)
register.filter("year_range", words.range_words)
register.filter("year_cover", words.cover_words)


@register.filter
def counts(draft):
    """(year, number of figures, events and pieces of evidence) of a draft."""
    return [
        (
            value,
            draft.figures_of(value.year),
            draft.events_of(value.year),
            draft.evidence_of(value.year),
        )
        for value in draft.years
    ]
