"""Milestones whose first date was agreed, each on the date that stands."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.models import (
    Completion,
    Forecast,
    Milestone,
    ReforecastRequest,
    Retirement,
    Ruling,
    Stage,
)
from cities.stages import ENDINGS
from creativecity.ledger.models import Withdrawal
from creativecity.thai_calendar import Precision

from .calls import year_words
from .event import CalendarEvent, about_the_day, in_words, titled, within


def milestone_events(cities, *, on):
    """The events of these cities as of a day; as many queries for one as for all."""
    published = Milestone.objects.published(on).filter(city__in=cities)
    milestones = list(published.select_related("city", "candidacy__call"))
    tracks = Milestone.objects.tracks(milestones, on)
    moments = _moments(milestones, on)
    return [
        _event(tracks[each.pk], moments[each.pk])
        for each in milestones
        if tracks[each.pk].due().precision != Precision.UNKNOWN
    ]


def _moments(milestones, on):
    """Milestone pk to when anything was said of it by the day, or taken back; the end
    of its bid too.

    Their number never falls, since rows are never removed: it is the SEQUENCE.
    """
    found = defaultdict(list)
    for model in (Forecast, ReforecastRequest, Completion, Retirement):
        rows = model.objects.filter(milestone__in=milestones)
        for pk, *moments in _said(rows, "milestone_id", on):
            found[pk] += filter(None, moments)
    bids = {each.candidacy_id for each in milestones}
    endings = Stage.objects.filter(candidacy__in=bids - {None}, kind__in=ENDINGS)
    ended = defaultdict(list)
    for bid, *moments in _said(endings, "candidacy_id", on):
        ended[bid] += filter(None, moments)
    for each in milestones:
        found[each.pk] += ended[each.candidacy_id]
    rulings = Ruling.objects.filter(
        request__milestone__in=milestones, effective_on__lte=on
    )
    for pk, ruled_at in rulings.values_list("request__milestone_id", "recorded_at"):
        found[pk].append(ruled_at)
    return found


def _said(rows, of, on):
    """(of which it is, when it was said, when it was taken back) of the rows."""
    taken_back = Withdrawal.objects.filter(withdrawn=OuterRef("sequence"))
    taken_back_at = Subquery(taken_back.values("recorded_at"))
    rows = rows.filter(effective_on__lte=on).annotate(taken_back_at=taken_back_at)
    return rows.values_list(of, "recorded_at", "taken_back_at")


def _event(track, moments):
    milestone, due, actual = track.milestone, track.due(), track.actual()
    stamps = [*moments, actual.row.recorded_at] if actual else moments
    return CalendarEvent(
        uid=f"{milestone.uid}@creativecity",
        day=due.last_day,
        summary=_summary(milestone, due, is_sample=_is_sample(track)),
        description="\n".join(filter(None, _description(track))),
        categories=_categories(milestone),
        path=f"{milestone.city.get_absolute_url()}#step-{milestone.pk}",
        stamp=max(stamps),
        sequence=len(moments) - 1,
        is_cancelled=track.retirement() is not None or _is_cut_short(track),
    )


def _is_cut_short(track):
    """Whether its bid ended before its day had passed, and without it."""
    ending = track.ending()
    if ending is None or track.actual():
        return False
    return ending.effective_on <= track.due().last_day


def _is_sample(track):
    return track.milestone.is_sample or any(row.is_sample for row in track.dates())


def _summary(milestone, due, *, is_sample):
    words = f"{milestone.city.name}: {milestone.name}"
    key = _("key") if milestone.is_key else ""
    sample = _("sample data") if is_sample else ""
    return titled(words, key, within(due), sample)


def _categories(milestone):
    kind = _("monitoring report") if milestone.is_report() else _("milestone")
    return (kind, _("key")) if milestone.is_key else (kind,)


def _description(track):
    """Lines, some of them empty: nothing in them depends on today's date."""
    yield _occasion(track.milestone)
    yield about_the_day(track.due())
    yield _moved(track)
    if actual := track.actual():
        day = {"day": in_words(actual.day)}
        yield _("Done: %(day)s.") % day
        if actual.is_inferred:
            yield _("The day is inferred from the outcome.")
    if request := track.open_request():
        yield _("A later date was asked for, and a decision is awaited: %(day)s.") % {
            "day": in_words(request.due())
        }
    if track.retirement():
        yield _("It was retired: nobody waits for it any more.")
    elif _is_cut_short(track):
        yield _("The bid ended before this step was taken.")


def _occasion(milestone):
    if milestone.is_report():
        return _("Membership asks for this report every four years.")
    if milestone.candidacy is None:
        return _("A step of the membership of UNESCO's network.")
    return _("A step of the bid in UNESCO's call of %(year)s.") % {
        "year": year_words(milestone.candidacy.call)
    }


def _moved(track):
    times = track.times_moved()
    if not times:
        return ""
    words = ngettext(
        "Moved %(times)s time; the date first agreed was: %(day)s.",
        "Moved %(times)s times; the date first agreed was: %(day)s.",
        times,
    )
    return words % {"times": times, "day": in_words(track.baseline().due())}
