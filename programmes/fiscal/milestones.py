"""Steps of bids and memberships that were done or re-dated, and what comes next."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Completion, Forecast, Milestone, MoveReason, Stage
from cities.standing import State

from .row import Found, Part, Row, Scope
from .words import day_words, sentences

WAITED_FOR = {State.UPCOMING, State.DUE, State.OVERDUE, State.WAITING_FOR_DECISION}


def find(scope: Scope) -> Iterator[Found]:
    """The same few queries for any number of them. `of` is the step's track, with the
    move that is told; None where it is told that the step was done.
    """
    for tracks in _plans(_touched(scope), scope).values():
        for track in tracks:
            for day, move in _told(track, scope):
                yield Found(Part.MILESTONES, day, of=(track, move))


def tell(found: list[Found], scope: Scope) -> Iterator[Row]:
    """As many queries again, of the plans that these steps belong to."""
    own = Milestone.objects.filter(pk__in={each.of[0].milestone.pk for each in found})
    of_plan = Q(candidacy__in=own.values("candidacy"))
    of_plan |= Q(membership__in=own.values("membership"))
    plans = _plans(Milestone.objects.filter(of_plan), scope)
    told = [track.milestone for track, _move in (each.of for each in found)]
    prefetch_related_objects(told, "city")
    for track, move in (each.of for each in found):
        words = _moved(*move) if move else _done(track)
        yield _row(track, _next(plans[_plan(track)]), **words)


def _plan(track):
    milestone = track.milestone
    return milestone.candidacy_id, milestone.membership_id


def _touched(scope):
    """Every step of which something was said of a day of the period, or of which the
    call's deadline lies in it: on it a submission is inferred of whatever came later.
    """
    days = scope.period.days()
    within = {"effective_on__range": days}
    said = [model.objects.filter(**within) for model in (Completion, Forecast)]
    told = Q(pk__in=said[0].values("milestone")) | Q(pk__in=said[1].values("milestone"))
    staged = Stage.objects.filter(**within).values("candidacy")
    told |= Q(candidacy__in=staged) & ~Q(done_by="")
    told |= Q(done_by="submission", candidacy__call__deadline_on__range=days)
    return Milestone.objects.filter(told, city__in=scope.cities)


def _plans(steps, scope):
    """The tracks of these steps by the bid or membership that they belong to."""
    steps = steps.with_said()
    steps = steps.select_related("candidacy__call").order_by("position", "pk")
    plans = defaultdict(list)
    for track in Milestone.objects.tracks(steps, scope.until()).values():
        plans[_plan(track)].append(track)
    return plans


def _told(track, scope):
    """(day, None) of what was done in the period, and (day, move) of each re-dating
    said in it, of a step whose first date had been agreed.
    """
    actual = track.actual()
    if actual and track.baseline() and scope.period.holds(actual.day):
        yield actual.day.last_day, None
    for move in track.moves():
        if scope.period.has(move[1].effective_on):
            yield move[1].effective_on, move


def _done(track):
    actual, baseline = track.actual(), track.baseline()
    done = _("Done on %(day)s.") % {"day": day_words(actual.day)}
    first = _("First agreed for %(day)s.") % {"day": day_words(baseline.due())}
    note = getattr(actual.row, "note", "") if track.completion() else ""
    return {
        "first_day": actual.day.last_day,
        "day": day_words(actual.day),
        "kind": _("step done"),
        "progress": sentences(done, first, note),
    }


def _moved(before, forecast):
    words = _("Moved from %(before)s to %(after)s: %(reason)s.") % {
        "before": day_words(before),
        "after": day_words(forecast.due()),
        "reason": MoveReason(forecast.reason).label,
    }
    return {
        "first_day": forecast.effective_on,
        "day": day_words(forecast.effective_on),
        "kind": _("step re-dated"),
        "progress": sentences(words, forecast.note),
    }


def _row(track, next_step, **words):
    milestone = track.milestone
    args = [milestone.city.slug, milestone.pk]
    return Row(
        part=Part.MILESTONES,
        activity=milestone.name,
        city=milestone.city.name,
        next_step=next_step,
        source=pgettext("source", "step"),
        url=reverse("staff:cities:milestone", args=args),
        is_sample=milestone.is_sample,
        **words,
    )


def _next(plan):
    """The first step of the plan that is still waited for, with its day; none of which
    nobody knows whether it was done.
    """
    waiting = [each for each in plan if each.status().state in WAITED_FOR]
    if not waiting:
        return ""
    first = min(waiting, key=lambda each: each.due().last_day)
    words = _("%(step)s, by %(day)s")
    return words % {"step": first.milestone.name, "day": day_words(first.due())}
