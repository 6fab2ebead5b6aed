"""Verified levels of many cities on any of their days, in a constant number of queries.

For lists whose rows ask about days of their own, such as assignments: `City.progress`
answers for one day at a time. Which level counts on a day is said in `history` and
`carrying`, here as there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .carrying import Carried, known
from .history import Version, Word, in_force
from .models import City, Origin, Reading, Rubric


@dataclass(frozen=True)
class Levels:
    """`words` by city pk, oldest first; `versions` and `origins` as in `history`."""

    words: Mapping[int, Sequence[Word]]
    versions: tuple[Version, ...]
    origins: Mapping[int, Sequence[int]]

    @classmethod
    def of(
        cls, cities: Iterable[City], on: date, known_at: int | None = None
    ) -> "Levels":
        """All that was verified of these cities up to a day, as known at a point."""
        pks = [city.pk for city in cities]
        spoken = Reading.objects.spoken_by(on, known_at).with_verdict(known_at)
        columns = ("city_id", "indicator_id", "level", "effective_on", "sequence")
        verified = spoken.filter(is_verified=True, city__in=pks)
        rows = verified.order_by("effective_on", "sequence").values_list(*columns)
        words = defaultdict(list)
        for city, *word in rows:
            words[city].append(Word(*word))
        versions = tuple(Rubric.objects.asked(known_at))
        return cls(words, versions, Origin.objects.by_indicator(known_at))

    def level(self, city: City, code: str, on: date) -> Carried | None:
        """What counted for an indicator on a day; None where nothing was verified.

        By the rubric that was in force on the day; None too where it asks no such
        indicator. `Carried.level` is 0-4, None for "not applicable".
        """
        version = in_force(self.versions, on)
        asked = version.asked if version else ()
        key = next((each.key for each in asked if each.code == code), None)
        if key is None:
            return None
        said = self.words.get(city.pk, ())
        levels = {w.indicator: w.level for w in said if w.effective_on <= on}
        return known(key, levels, self.origins)
