"""How readiness came about: verified words replayed day by day; no database, no clock.

A day is judged by the rubric that was in force on it, with the verified readings that
speak of that day or an earlier one: the very numbers that `City.readiness(on=day)`
gives. Only what was reported and never verified is no part of a history.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from .carrying import known
from .scoring import Readiness, Standing, readiness

MOST_POINTS = 40
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
YEAR_END = (9, 30)  # of the Thai fiscal year


class Word(NamedTuple):
    """A verified reading: `level` 0-4, or None for "not applicable"."""

    indicator: int
    level: int | None
    effective_on: date
    sequence: int


class Asked(NamedTuple):
    """An indicator as a version asks it; `key` names it across all versions."""

    key: int
    code: str
    dimension: str
    weight: Fraction | int = 1


@dataclass(frozen=True)
class Version:
    """What a wording version asks, and from when on."""

    name: str
    published_on: date
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Point:
    """The readiness of a city on a day, and the version of the rubric it is by."""

    day: date
    readiness: Readiness
    version: str


class Published(Protocol):
    published_on: date


def in_force[V: Published](versions: Sequence[V], on: date) -> V | None:
    """Return the version that a day is judged by; None where there is none at all.

    `versions` come in the order of their publication. It is the newest one published
    by then; the first one also judges the days before it.
    """
    published = [version for version in versions if version.published_on <= on]
    return published[-1] if published else next(iter(versions), None)


@dataclass(frozen=True)
class Past:
    """All that the history of one city rests on.

    `words` in any order; `versions` oldest first; `origins` as in `carrying`.
    """

    words: tuple[Word, ...]
    versions: tuple[Version, ...]
    origins: Mapping[int, Sequence[int]]

    def history(self, on: date) -> tuple[Point, ...]:
        """Return a point for each quarter's end since the first word, and for `on`."""
        days = [word.effective_on for word in self.words if word.effective_on <= on]
        return self.at(*turning_days(min(days, default=on), on))

    def turns(self, on: date, *also: date) -> tuple[Point, ...]:
        """Return a point for each day that could bring a change, and for `on`.

        `also` are further days to look at; none lies before the first word.
        """
        spoken = {w.effective_on for w in self.words if w.effective_on <= on}
        first = min(spoken, default=on)
        published = {version.published_on for version in self.versions}
        days = sorted(spoken | published | {*also, on})
        return self.at(*(day for day in days if first <= day <= on))

    def at(self, *days: date) -> tuple[Point, ...]:
        """Return a point for each of the days, which come in order.

        None at all where no rubric is published.
        """
        return tuple(self._replay(days)) if self.versions else ()

    def _replay(self, days: Iterable[date]) -> Iterator[Point]:
        words = sorted(self.words, key=lambda w: (w.effective_on, w.sequence))
        levels: dict[int, int | None] = {}
        said, point = 0, None
        for day in days:
            heard = said
            while said < len(words) and words[said].effective_on <= day:
                levels[words[said].indicator] = words[said].level
                said += 1
            version = in_force(self.versions, day)
            if point is None or heard < said or version.name != point.version:
                judged = readiness(self._standings(version, levels))
            point = Point(day, judged, version.name)
            yield point

    def _standings(
        self, version: Version, levels: Mapping[int, int | None]
    ) -> Iterator[Standing]:
        for asked in version.asked:
            said = known(asked.key, levels, self.origins)
            yield Standing(
                indicator=asked.code,
                dimension=asked.dimension,
                level=said and said.level,
                is_not_applicable=said is not None and said.level is None,
                is_reported=False,
                weight=asked.weight,
            )


def turning_days(first: date, last: date) -> list[date]:
    """Return the quarter ends of the Thai fiscal year from `first` on, then `last`.

    The ends of fiscal years where quarters would be more than MOST_POINTS, and of these
    the latest where they would be more still.
    """
    for ends in (QUARTER_ENDS, (YEAR_END,)):
        days = [
            day
            for year in range(first.year, last.year + 1)
            for day in (date(year, *end) for end in ends)
            if first <= day < last
        ]
        if len(days) < MOST_POINTS:
            break
    return [*days[-MOST_POINTS + 1 :], last]
