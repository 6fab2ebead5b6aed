"""The pack of an invitation: gathered once, frozen as sent, and compared with today."""

from dataclasses import asdict, replace

from creativecity.ledger.digest import canonical
from creativecity.thai_calendar import today

from .agenda import open_actions, open_requests
from .minutes import minutes_values
from .reports.annual import annual_report
from .reports.minutes_values import MinutesValue
from .reports.pack_values import PackCityValue, PackRequestValue, PackValue
from .reports.plain import read_as
from .reports.values import ActionPointValue, Day, Text


def pack_values(review, on=None):
    """The PackValue of a review as known now."""
    on = on or today()
    report = annual_report(review.programme, review.year)
    meeting = replace(minutes_values(review), present=(), absent=(), guests=())
    actions = open_actions(review.programme, on, review)
    requests = open_requests(review.programme.cities(on), on)
    return PackValue(
        meeting=replace(meeting, recorder="", recorder_office=""),
        first_day=report.first_day,
        last_day=report.last_day,
        as_of=report.as_of,
        cities=tuple(
            PackCityValue(c.slug, c.name, c.readiness_before, c.readiness)
            for c in report.cities
        ),
        action_points=tuple(_action(row) for row in actions),
        requests=tuple(_request(*row) for row in requests),
        is_sample=report.is_sample or review.is_sample,
    )


def pack_text(value):
    """The canonical JSON that is frozen and hashed."""
    return canonical(asdict(value))


def pack_of(invitation):
    """The pack as it was sent: drawn from the frozen text and nothing else."""
    return read_as(PackValue, invitation.values)


def added_since(pack: PackValue, now: MinutesValue):
    """Titles of the matters that stand on the agenda and not in the pack."""
    known = {item.title for item in _items(pack.meeting)}
    return [item.title for item in _items(now) if item.title not in known]


def left_out_since(pack: PackValue, now: MinutesValue):
    """Titles of the matters in the pack that stand on the agenda no more."""
    known = {item.title for item in _items(now)}
    return [item.title for item in _items(pack.meeting) if item.title not in known]


#: What of a meeting is told to those who are invited.
TOLD = ("number", "meets_on", "begins_at", "ends_at", "place", "chair", "agenda_form")


def is_moved_since(pack: PackValue, now: MinutesValue):
    """Whether day, time, place, chair or form are others than in the pack."""
    return any(getattr(pack.meeting, name) != getattr(now, name) for name in TOLD)


def _items(meeting):
    return [item for section in meeting.sections for item in section.items]


def _action(followed):
    point, standing = followed.point, followed.standing
    return ActionPointValue(
        decision=str(point.decision),
        text=Text.of(point, "text"),
        owner=Text.of(point.owner(), "name"),
        due=standing.due_on.isoformat(),
        state=standing.state.value,
        days=standing.days,
        carried=standing.times_carried,
        result="",
        is_earlier=True,
    )


def _request(request, track):
    now = track.due()
    return PackRequestValue(
        city=Text.of(request.milestone.city, "name"),
        milestone=Text.of(request.milestone, "name"),
        now=now and Day(now.day.isoformat(), now.precision.value),
        wanted=Day(request.due_on.isoformat(), str(request.precision)),
        reason=str(request.reason),
        note=request.note,
        asked_on=request.effective_on.isoformat(),
    )
