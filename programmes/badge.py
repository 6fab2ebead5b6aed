"""A city's line of time made small, 240 by 40: plain numbers that a template draws.

It stands on other sites as a picture, where no font of ours is at hand: a name that may
not fit in whatever font there is gets its length told, so that it never runs over.
"""

from dataclasses import dataclass
from unicodedata import category

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.axis import LENGTH
from cities.templatetags.readiness_words import cover_words, range_words
from creativecity.thai_dates import format_date, year_number

from .membership_words import membership_words
from .timeline import LINE, NATIONAL, PROMISED

#: Where the words may stand, and from where to where the line goes, in pixels.
TEXT_LEFT, ROOM = 10, 92
LINE_LEFT, LINE_RIGHT = 112, 230
#: Height of each lane.
LANES = {PROMISED: 11, LINE: 22, NATIONAL: 31}
#: How much wider than ours another font may be.
SPARE = 1.2
NAME_SIZE, WORDS_SIZE = 15, 10


@dataclass(frozen=True)
class Text:
    """`length` is what the text is squeezed to, None where it fits in any font."""

    words: str
    size: float
    length: int | None


@dataclass(frozen=True)
class BadgeMark:
    x: float
    y: int
    kind: str


@dataclass(frozen=True)
class Badge:
    """`term`, `course` and `member` are (from, to) along the line, in pixels."""

    name: Text
    words: Text
    title: str
    about: str
    term: tuple[float, float] | None
    member: tuple[float, float] | None
    today: float | None
    threads: tuple[tuple[float, float, float], ...]
    marks: tuple[BadgeMark, ...]
    is_sample: bool


def badge_of(overview, timeline, *, is_sample: bool) -> Badge:
    """The badge of one city; `timeline` holds its line alone, or is None."""
    name = overview.city.name
    words = _("sample data") if is_sample else _short(overview.designation)
    return Badge(
        name=_fitted(name, NAME_SIZE),
        words=_fitted(words, WORDS_SIZE),
        title=_("%(city)s on the Creative Cities Portal") % {"city": name},
        about=". ".join(_about(overview, timeline, is_sample)) + ".",
        is_sample=is_sample,
        **(_drawn(timeline) if timeline else NOTHING),
    )


NOTHING = {"term": None, "member": None, "today": None, "threads": (), "marks": ()}


def _short(designation):
    if designation is None:
        return _("not a UNESCO member")
    year = year_number(designation.effective_on.year, get_language())
    return _("UNESCO since %(year)s") % {"year": year}


def _about(overview, timeline, is_sample):
    """All that the picture shows, in words, for who does not see it."""
    if is_sample:
        yield _("Sample data, made up for trying out")
    yield membership_words(overview.designation)
    for mark in sorted(_marks(timeline), key=lambda mark: mark.day):
        day = format_date(mark.day, get_language(), precision=mark.precision)
        yield f"{mark.name}: {day}"
    readiness = overview.progress and overview.progress.readiness
    if readiness and readiness.read:
        yield f"{_('Readiness')} {range_words(readiness)}, {cover_words(readiness)}"
    day = format_date(overview.on, get_language())
    yield _("Data as of %(day)s") % {"day": day}


def _marks(timeline):
    return timeline.lines[0].marks if timeline else ()


def _drawn(timeline):
    line = timeline.lines[0]
    member = line.member_from
    return {
        "term": (along(timeline.term_start), along(timeline.term_end)),
        "member": member and (along(member), along(timeline.today)),
        "today": along(timeline.today),
        "threads": tuple(_threads(line)),
        "marks": tuple(
            BadgeMark(along(mark.at), LANES[mark.lane], _shape(mark))
            for mark in line.marks
        ),
    }


def _threads(line):
    """(from, to, where it goes down to the line) of each slip."""
    for thread in line.threads:
        if not thread.is_move:
            down = thread.end if thread.is_late else thread.start
            yield along(thread.start), along(thread.end), along(down)


def _shape(mark):
    return "inferred" if mark.is_inferred else mark.kind


def along(place: int) -> float:
    """A place on the axis in pixels."""
    return round(LINE_LEFT + place * (LINE_RIGHT - LINE_LEFT) / LENGTH, 1)


def _fitted(words: str, size: float) -> Text:
    """The text at its size or a smaller one; squeezed where that is not enough."""
    width = width_of(words) * SPARE
    smaller = max(min(size, ROOM / width), size * 0.6) if width else size
    fits = width * smaller <= ROOM
    return Text(words, round(smaller, 1), None if fits else ROOM)


def width_of(words: str) -> float:
    """About how wide a text is, in units of its size; marks over letters take none."""
    return sum(_width(character) for character in words)


def _width(character):
    if category(character) == "Mn":
        return 0
    if character in " .,:'ilIเแโใไา":
        return 0.38
    return 0.68 if character.isupper() else 0.6
