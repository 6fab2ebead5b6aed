"""How far people took part in a year: counts of what was done and what they said."""

from collections import Counter, defaultdict

from cities.models import Event, Suggestion, SuggestionStep

from .values import ParticipationValue

ENDS = {SuggestionStep.Kind.ADOPTED, SuggestionStep.Kind.DECLINED}


def suggestions_of(scope, cities):
    """City pk to the kinds of answer to what came in this year; None: none yet."""
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
        found[row.city_id].append(ends.get(row.pk))
    return found


def participation_of(events, answers):
    """`events` are those of the year, `answers` the kinds of `suggestions_of`."""
    rungs = Counter(event.rung for event in events if event.rung)
    reached = [event.reach for event in events if event.reach is not None]
    return ParticipationValue(
        rungs=tuple((rung, rungs[rung]) for rung in Event.Rung.values if rungs[rung]),
        reach=sum(reached) if reached else None,
        suggestions=len(answers),
        adopted=answers.count(SuggestionStep.Kind.ADOPTED),
        declined=answers.count(SuggestionStep.Kind.DECLINED),
        waiting=answers.count(None),
    )
