"""How far people took part in a year: counts of what was done and what they said."""

from collections import Counter, defaultdict

from cities.models import Event, GroupCount, Suggestion, SuggestionStep

from .values import ParticipationValue

ENDS = {SuggestionStep.Kind.ADOPTED, SuggestionStep.Kind.DECLINED}


def suggestions_of(scope, cities):
    """City pk to (how it came, kind of answer, None: none yet) of this year's."""
    rows = Suggestion.objects.standing(scope.known_at).filter(
        city__in=cities,
        effective_on__range=(scope.window.first_day, scope.on),
    )
    answers = SuggestionStep.objects.standing(scope.known_at).filter(
        suggestion__in=rows, kind__in=ENDS
    )
    ends = dict(answers.order_by("sequence").values_list("suggestion", "kind"))
    found = defaultdict(list)
    for row in rows:
        found[row.city_id].append((row.channel, ends.get(row.pk)))
    return found


def groups_of(scope, events):
    """Event pk to the groups that took part in it, as known at that point."""
    return GroupCount.objects.newest(events, scope.known_at)


def participation_of(events, suggestions, groups):
    """`events` are those of the year; the rest is what the two above gave."""
    ways = [way for way, _answer in suggestions]
    answers = [answer for _way, answer in suggestions]
    came = Counter(group for event in events for group in groups[event.pk])
    rungs = Counter(event.rung for event in events if event.rung)
    reached = [event.reach for event in events if event.reach is not None]
    return ParticipationValue(
        rungs=tuple((rung, rungs[rung]) for rung in Event.Rung.values if rungs[rung]),
        reach=sum(reached) if reached else None,
        suggestions=len(answers),
        adopted=answers.count(SuggestionStep.Kind.ADOPTED),
        declined=answers.count(SuggestionStep.Kind.DECLINED),
        waiting=answers.count(None),
        website=ways.count(Suggestion.Channel.WEB),
        groups=tuple((g, came[g]) for g in GroupCount.Group.values if came[g]),
    )
