"""What a yearly report says of the meeting, its decisions and what came of them."""

from django.db.models import Q
from django.utils.translation import override

from ..deeds import deeds_of
from ..minutes import agreed_to, minutes_hash, minutes_of
from ..models import (
    ActionPoint,
    AnnualReview,
    Attendance,
    Decision,
    MinutesAgreement,
)
from ..review_standing import parties_of
from .values import (
    ActionPointValue,
    AttendanceValue,
    DecisionValue,
    KeyValue,
    ReviewValue,
    Text,
)


def review_of(scope):
    """The meeting on the year; None where no review of it was opened."""
    review = AnnualReview.objects.filter(
        programme=scope.programme, year=scope.window.year
    ).first()
    if review is None:
        return None
    return ReviewValue(
        number=review.meeting_number,
        held_on=review.held_on and review.held_on.isoformat(),
        begins_at=_time(review.begins_at),
        ends_at=_time(review.ends_at),
        place=Text.of(review, "place"),
        chair=review.chair_name,
        chair_office=Text.of(review, "chair_office"),
        attendance=tuple(attendance_of(review)),
        minutes_agreed=tuple(_agreed(row) for row in _agreements(review, scope)),
    )


def _agreements(review, scope):
    """The parties' word on the minutes, of their decisions as known at the point."""
    rows = MinutesAgreement.objects.standing(scope.known_at).filter(review=review)
    rows = list(rows.select_related("agency"))
    if not rows:
        return []
    value = minutes_of([review], scope.known_at)[review.pk]
    parties = parties_of([scope.programme])[scope.programme.pk]
    return agreed_to(rows, minutes_hash(value), parties)


def _time(value):
    return value.strftime("%H:%M") if value else ""


def _agreed(row):
    return KeyValue(
        agency=row.agency.code,
        agency_name=Text.of(row.agency, "short"),
        on=row.effective_on.isoformat(),
        text=Text("", ""),
    )


def attendance_of(review):
    """How many came for each agency, and last for others; nobody by name."""
    rows = review.attendances.filter(removed_on=None).select_related("agency")
    counted = {}
    for row in rows:
        counted.setdefault(row.agency, []).append(row.presence)
    kinds = Attendance.Presence
    for agency in sorted(counted, key=lambda each: (each is None, each and each.code)):
        presences = counted[agency]
        yield AttendanceValue(
            agency=agency.code if agency else "",
            name=Text.of(agency, "short") if agency else None,
            present=presences.count(kinds.PRESENT),
            absent=presences.count(kinds.ABSENT),
            guests=presences.count(kinds.GUEST),
        )


def decided(scope):
    """Decisions of the year's meeting, and those by circulation since it began."""
    of_meeting = Q(item__review__year=scope.window.year)
    by_circulation = Q(
        kind=Decision.Kind.CIRCULATION,
        effective_on__range=(scope.window.first_day, scope.decided_until()),
    )
    rows = Decision.objects.standing(scope.known_at).filter(
        of_meeting | by_circulation, programme=scope.programme
    )
    return list(rows.with_deeds(scope.known_at).order_by("year", "number"))


def decisions_of(decisions):
    return tuple(
        DecisionValue(
            number=str(row),
            on=row.effective_on.isoformat(),
            kind=row.kind,
            text=Text.of(row, "text"),
            effects=tuple(_effects(row)),
        )
        for row in decisions
    )


def _effects(decision):
    """What it did, in both languages: the words are made in the one that is active."""
    with override("th"):
        thai = [deed.words for deed in deeds_of(decision)]
    with override("en"):
        english = [deed.words for deed in deeds_of(decision)]
    return map(Text, thai, english)


def action_points_of(decisions, scope):
    """Those of these decisions, then the earlier ones that had not ended by then."""
    own = {row.pk for row in decisions}
    points = ActionPoint.objects.filter(decision__programme=scope.programme)
    told = points.as_of(scope.told_on, scope.known_at)
    new = [each for each in told if each.point.decision_id in own]
    earlier = [
        each
        for each in told
        if each.point.decision_id not in own and _was_open(each, scope.window)
    ]
    return (
        *(_action_point(each, is_earlier=False) for each in new),
        *(_action_point(each, is_earlier=True) for each in earlier),
    )


def _was_open(followed, window):
    """Given by the end of the year, and not at its end before the year began."""
    last = followed.last_said()
    has_ended = not followed.standing.is_running and last.effective_on
    return followed.point.effective_on <= window.last_day and not (
        has_ended and has_ended < window.first_day
    )


def _action_point(followed, *, is_earlier):
    point, standing = followed.point, followed.standing
    return ActionPointValue(
        decision=str(point.decision),
        text=Text.of(point, "text"),
        owner=Text.of(point.owner(), "name"),
        due=standing.due_on.isoformat(),
        state=standing.state.value,
        days=standing.days,
        carried=standing.times_carried,
        result=_result(followed.steps),
        is_earlier=is_earlier,
    )


def _result(steps):
    """What was said of it last; notes on progress are the staff's alone."""
    told = [step.note for step in steps if step.kind != step.Kind.PROGRESS]
    return told[-1] if told else ""
