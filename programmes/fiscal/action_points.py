"""What decisions gave somebody to do: ended in the period, or open at its end."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..action_words import state_words
from ..models import ActionPoint
from .row import Found, Part, Row, Scope
from .words import day_words, sentences


def find(scope: Scope) -> Iterator[Found]:
    """Two queries; of chosen cities only what these owe."""
    points = ActionPoint.objects.visible_to(scope.user)
    if not scope.is_whole:
        points = points.filter(city__in=scope.cities)
    for followed in points.as_of(scope.until()):
        if _belongs(followed, scope.period):
            agency = followed.point.agency
            yield Found(
                part=Part.ACTION_POINTS,
                first_day=followed.point.effective_on,
                of=followed,
                agencies=(agency.code,) if agency else (),
            )


def tell(found: list[Found], _scope: Scope) -> Iterator[Row]:
    return (_row(each) for each in found)


def _belongs(followed, period):
    return followed.standing.is_running or period.has(followed.last_said().effective_on)


def _row(found):
    followed = found.of
    point, standing, last = followed.point, followed.standing, followed.last_said()
    owner, due = point.owner(), day_words(standing.due_on)
    return Row(
        part=Part.ACTION_POINTS,
        first_day=found.first_day,
        day=day_words(point.effective_on),
        kind=_("action point"),
        activity=point.text,
        city=point.city.name if point.city else "",
        responsible=str(owner),
        agencies=found.agencies,
        progress=sentences(state_words(standing), last and last.note),
        next_step=_("by %(day)s") % {"day": due} if standing.is_running else "",
        source=str(point.decision),
        url=point.get_absolute_url(),
        is_sample=point.is_sample,
    )
