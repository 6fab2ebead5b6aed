"""One city: membership, readiness, promises, dates; city_life.py tells the rest."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cities.templatetags.readiness_words import cover_words

from .. import words
from ..values import CityValue
from . import city_life
from .blocks import Block, Grid, Heading, Paragraph, facts, grid_or


def blocks(city: CityValue) -> Iterator[Block]:
    yield Heading(2, str(city.name))
    yield facts(
        [
            (_("Membership"), membership(city)),
            (_("Next monitoring report"), _next_report(city)),
            (_("Readiness before the year"), readiness(city.readiness_before)),
            (_("Readiness at its end"), readiness(city.readiness)),
            (_("Change in the year"), change(city)),
        ]
    )
    yield from _dimensions(city)
    yield from _promises(city)
    yield from _milestones(city)
    yield from city_life.happened(city)
    yield from city_life.outcomes(city)
    yield from city_life.districts(city)
    yield from city_life.participation(city)


def membership(city: CityValue) -> str:
    if city.member_since is None:
        return _("Not a member on that day")
    since = _("Member since %(day)s") % {"day": words.day_words(city.member_since)}
    return ", ".join(filter(None, (since, words.field_words(city.field))))


def _next_report(city):
    if city.next_report_year is None:
        return ""
    return _("due in %(year)s") % {"year": words.year_words(city.next_report_year)}


def readiness(value) -> str:
    """ "43–73 %, from 14 of 20 indicators (62 % of what was read), waiting: 2"."""
    if value is None:
        return ""
    said = f"{words.range_words(value)}, {cover_words(value)}"
    if value.mean is not None:
        mean = _("(%(mean)s %% of what was read)") % {"mean": value.mean}
        said = f"{said} {mean}"
    if value.reported:
        waiting = _("waiting: %(count)s") % {"count": value.reported}
        said = f"{said}, {waiting}"
    return said


def change(city: CityValue) -> str:
    if city.readiness is None:
        return ""
    return words.change_words(city.readiness_before, city.readiness)


def _dimensions(city):
    if city.readiness and not city.readiness.read:
        yield Paragraph(
            _(
                "No indicator had a verified reading on that day. Not read is not "
                "zero: the range is as wide as it can be."
            )
        )
    elif city.dimensions:
        caption = _("Readiness of %(city)s by dimension") % {"city": city.name}
        header = (
            _("Dimension"),
            _("Readiness"),
            _("Mean of what was read"),
            _("Rests on"),
            _("Waiting"),
        )
        rows = tuple(map(_dimension, city.dimensions))
        yield Grid(caption, header, rows, (6, 3, 3, 4, 2), (4,))


def _dimension(dimension):
    value = dimension.readiness
    return (
        str(dimension.name),
        words.range_words(value),
        words.mean_words(value),
        cover_words(value),
        words.count_words(value.reported),
    )


def _promises(city):
    yield from grid_or(
        _("No promise for this city is on record."),
        _("What was promised"),
        (_("Promise"), _("Due"), _("How it stands"), _("Sources")),
        map(_promise, city.promises),
        (6, 3, 6, 2),
    )


def _promise(promise):
    return (
        str(promise.words),
        "\n".join(
            [words.day_words(promise.due), *map(words.change_text, promise.changes)]
        ),
        words.standing_words(promise),
        words.cites(promise),
    )


def _milestones(city):
    yield from grid_or(
        _("none on record"),
        _("Slip ledger"),
        (
            _("Milestone"),
            _("Baseline"),
            _("Moved"),
            _("Actual"),
            _("Slip"),
            _("How it stands"),
        ),
        map(_milestone, city.milestones),
        (5, 3, 5, 3, 3, 5),
    )


def _milestone(line):
    name = f"{line.name} ({words.bid_words(line)})"
    return (
        _("%(name)s, key milestone") % {"name": name} if line.is_key else name,
        words.day_words(line.baseline),
        "\n".join(map(words.move_words, line.moves)) or _("not moved"),
        words.day_words(line.actual),
        words.slip_text(line),
        words.standing_words(line),
    )
