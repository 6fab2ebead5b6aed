"""The pack of an invitation as it was sent: all that its page shows, in that order."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import MoveReason
from creativecity.thai_times import format_clock

from .. import words
from ..pack_values import PackEdition, PackValue
from .blocks import Block, Heading, Paragraph, Points, facts, grid_or
from .minutes import matters


def pack_blocks(pack: PackValue, edition: PackEdition) -> Iterator[Block]:
    if edition.is_withdrawn:
        yield Paragraph(_("This invitation was taken back."), "note")
    if pack.is_sample:
        yield Paragraph(sample_words(), "sample")
    yield facts(_head(pack.meeting, edition))
    yield from matters(pack.meeting)
    yield Heading(1, _("Readiness of the cities"))
    yield from _readiness(pack)
    yield Heading(1, _("Open action points"))
    yield _listed(map(_action, pack.action_points))
    yield Heading(1, _("Later dates asked for"))
    yield _listed(map(_request, pack.requests))


def sample_words() -> str:
    return _(
        "Sample data. This copy of the portal holds made-up records: no figure in this "
        "pack is to be quoted."
    )


def _head(meeting, edition):
    time = format_clock(meeting.begins_at, get_language(), meeting.ends_at)
    sent = _("number %(n)s, %(day)s, as known at point %(point)s of the ledger") % {
        "n": edition.number,
        "day": words.day_words(edition.on),
        "point": words.count_words(edition.known_at),
    }
    return [
        (_("Day and time"), _in_one(words.day_words(meeting.meets_on), time)),
        (_("Chair"), _in_one(meeting.chair, str(meeting.chair_office))),
        (_("Invitation"), sent),
    ]


def _in_one(*parts):
    return ", ".join(filter(None, parts))


def _readiness(pack):
    return grid_or(
        _("The agreement names no city."),
        _("As of %(day)s, and on the eve of the year")
        % {"day": words.day_words(pack.as_of)},
        (_("City"), _("Before the year"), _("Readiness"), _("Rests on")),
        map(_city, pack.cities),
        (4, 3, 3, 2),
    )


def _city(city):
    return (
        str(city.name),
        words.range_words(city.before),
        words.range_words(city.now),
        f"{city.now.read}/{city.now.applicable}" if city.now else "",
    )


def _listed(lines):
    items = tuple(lines)
    return Points(items) if items else Paragraph(_("None."))


def _action(point):
    told = _(
        "Decision %(number)s, %(owner)s, due %(due)s, carried over %(n)s times"
    ) % {
        "number": point.decision,
        "owner": point.owner,
        "due": words.day_words(point.due),
        "n": point.carried,
    }
    return f"{point.text}\n{told}"


def _request(request):
    told = _("from %(now)s to %(wanted)s: %(reason)s") % {
        "now": words.day_words(request.now),
        "wanted": words.day_words(request.wanted),
        "reason": MoveReason(request.reason).label,
    }
    lines = (f"{request.milestone}, {request.city}", told, request.note)
    return "\n".join(filter(None, lines))
