"""Steps of bids and memberships that were done or re-dated, and what comes next."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Completion, Forecast, Milestone, MoveReason, Stage
from cities.standing import State

from .row import Part, Row, Scope
from .words import day_words, sentences

WAITED_FOR = {State.UPCOMING, State.DUE, State.OVERDUE, State.WAITING_FOR_DECISION}


def rows(scope: Scope) -> Iterator[Row]:
    """The same nine queries for any number of them: no plan is read in which nothing
    was done.
    """
    plans = defaultdict(list)
    for track in _tracks(scope).values():
        plans[_plan(track.milestone)].append(track)
    for tracks in plans.values():
        for track in tracks:
            yield from _done(track, tracks, scope)
            yield from _moved(track, tracks, scope)


def _plan(milestone):
    return milestone.candidacy_id, milestone.membership_id


def _tracks(scope):
    """Every step of the plans in which something was said of a day of the period."""
    within = {"effective_on__range": scope.period.days()}
    said = [model.objects.filter(**within) for model in (Completion, Forecast)]
    told = Q(pk__in=said[0].values("milestone")) | Q(pk__in=said[1].values("milestone"))
    staged = Stage.objects.filter(**within).values("candidacy")
    told |= Q(candidacy__in=staged) & ~Q(done_by="")
    touched = Milestone.objects.filter(told, city__in=scope.cities)
    of_plan = Q(candidacy__in=touched.values("candidacy"))
    of_plan |= Q(membership__in=touched.values("membership"))
    steps = Milestone.objects.filter(of_plan).with_said()
    steps = steps.select_related("city", "candidacy__call").order_by("position", "pk")
    return Milestone.objects.tracks(steps, scope.until())


def _done(track, plan, scope):
    actual, baseline = track.actual(), track.baseline()
    if actual is None or baseline is None or not scope.period.holds(actual.day):
        return
    first = _("First agreed for %(day)s.") % {"day": day_words(baseline.due())}
    note = getattr(actual.row, "note", "") if track.completion() else ""
    yield _row(
        track,
        plan,
        first_day=actual.day.last_day,
        day=day_words(actual.day),
        kind=_("step done"),
        progress=sentences(
            _("Done on %(day)s.") % {"day": day_words(actual.day)}, first, note
        ),
    )


def _moved(track, plan, scope):
    for before, forecast in track.moves():
        if not scope.period.has(forecast.effective_on):
            continue
        words = _("Moved from %(before)s to %(after)s: %(reason)s.") % {
            "before": day_words(before),
            "after": day_words(forecast.due()),
            "reason": MoveReason(forecast.reason).label,
        }
        yield _row(
            track,
            plan,
            first_day=forecast.effective_on,
            day=day_words(forecast.effective_on),
            kind=_("step re-dated"),
            progress=sentences(words, forecast.note),
        )


def _row(track, plan, **told):
    milestone = track.milestone
    args = [milestone.city.slug, milestone.pk]
    return Row(
        part=Part.MILESTONES,
        activity=milestone.name,
        city=milestone.city.name,
        next_step=_next(plan),
        source=pgettext("source", "step"),
        url=reverse("staff:cities:milestone", args=args),
        is_sample=milestone.is_sample,
        **told,
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
