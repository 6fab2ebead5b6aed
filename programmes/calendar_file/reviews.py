"""The yearly reviews: held, called for a day, or the end of the year to be reviewed.

Of a year without either nothing is said but when it ends: a review that is not on
record may have been held elsewhere.
"""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from creativecity.ledger.models import LogEntry, Withdrawal

from ..models import AgendaItem, Amendment, Programme
from ..review_standing import standings_of
from ..review_state import ReviewState, public_state
from .event import CalendarEvent, titled


def review_events(on):
    """Of every year of every agreement that was signed by the day."""
    signed = Programme.objects.filter(signed_on__lte=on)
    programmes = list(signed.with_term().order_by("signed_on", "pk"))
    found = standings_of(programmes)
    moments = _moments(programmes, [each.review for each in found if each.review])
    return [_event(each, moments) for each in found]


def _moments(programmes, reviews):
    """Key of an agreement or review to (newest entry written, number of entries).

    Their number never falls, so it is the SEQUENCE. Of an agreement what may change how
    long its years are counts, of a review all that the public is told of; what its
    agenda says is no change of the meeting.
    """
    changes = [each._meta.label_lower for each in (Programme, Amendment, Withdrawal)]
    keys = [programme.key() for programme in programmes]
    told = Q(about__in=keys, subject__in=changes)
    told |= Q(about__in=[review.key() for review in reviews])
    entries = LogEntry.objects.filter(told, is_public=True).order_by()
    entries = entries.exclude(subject=AgendaItem._meta.label_lower)
    counted = entries.values_list("about").annotate(Max("at"), Count("sequence"))
    found = {key: (newest, count) for key, newest, count in counted}
    return {**_loaded(programmes), **found}


def _loaded(programmes):
    """The same of agreements as they were entered, for those never changed since."""
    keys = {str(programme.pk): programme.key() for programme in programmes}
    entries = LogEntry.objects.filter(
        subject=Programme._meta.label_lower, subject_id__in=keys
    )
    first = entries.order_by().values_list("subject_id").annotate(Max("at"))
    return {keys[pk]: (at, 0) for pk, at in first}


def _event(standing, moments):
    programme, review = standing.programme, standing.review
    keys = [programme.key(), *([review.key()] if review else [])]
    told = [moments[key] for key in keys if key in moments]
    year = standing.window.year
    day, words, description = _words(standing)
    sample = _("sample data") if review and review.is_sample else ""
    return CalendarEvent(
        uid=f"review-{programme.slug}-{year}@creativecity",
        day=day,
        summary=titled(words % {"year": year}, sample),
        description=description,
        categories=(_("yearly review"),),
        path=reverse("programmes:review", args=[programme.slug, year]),
        stamp=max(newest for newest, _count in told),
        sequence=sum(count for _newest, count in told),
    )


def _words(standing):
    """(day, summary, description) of a year, as far as the public knows."""
    review, state = standing.review, public_state(standing.state())
    if review and review.held_on:
        return review.held_on, _("Review of year %(year)s of the agreement, held"), ""
    if state == ReviewState.INVITED:
        words = _("Review of year %(year)s of the agreement")
        return review.meets_on, words, _("The two agencies are invited to it.")
    return (
        standing.window.last_day,
        _("Year %(year)s of the agreement ends; it is to be reviewed"),
        _("No review of it is on record; one may have been held all the same."),
    )
