"""The one reading of each city and indicator that a rule needs, by an indexed probe.

Written as SQL because the ORM has no cross join: for every pair of city and indicator
the index `reading_latest` is read from its newest end, never the whole history.
"""

from dataclasses import dataclass
from datetime import date

from creativecity.ledger.models import Withdrawal

from .city import City
from .rubric import Indicator
from .verification import Verification

NEVER = 2**62  # a sequence that no ledger reaches: known now

SQL = """
SELECT reading.* FROM {city} city CROSS JOIN {indicator} indicator
JOIN {reading} reading ON reading.id = (
    SELECT candidate.id FROM {reading} candidate
    WHERE candidate.city_id = city.id AND candidate.indicator_id = indicator.id
      AND candidate.effective_on <= %(on)s AND candidate.sequence <= %(known_at)s
      AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
          WHERE w.withdrawn = candidate.sequence AND w.sequence <= %(known_at)s)
      {condition}
    ORDER BY candidate.effective_on DESC, candidate.sequence DESC LIMIT 1)
WHERE city.id IN ({cities}) AND indicator.id IN ({indicators})
"""
VERIFIED = """
      AND EXISTS (SELECT 1 FROM {verification} v
          WHERE v.reading_id = candidate.id AND v.verdict = 'verified'
            AND v.sequence <= %(known_at)s
            AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
                WHERE w.withdrawn = v.sequence AND w.sequence <= %(known_at)s))
"""


@dataclass(frozen=True)
class LatestReadings:
    model: type
    cities: list[int]
    indicators: list[int]
    on: date
    known_at: int | None = None

    def spoken(self):
        """(city pk, indicator pk) to the newest reading, whatever was said of it."""
        return self._fetch("")

    def verified(self):
        """(city pk, indicator pk) to the newest reading that an agency verified."""
        return self._fetch(VERIFIED)

    def _fetch(self, condition):
        if not (self.cities and self.indicators):
            return {}
        tables = {
            model._meta.model_name: model._meta.db_table
            for model in (City, Indicator, self.model, Verification, Withdrawal)
        }
        cities = {f"city{n}": pk for n, pk in enumerate(self.cities)}
        asked = {f"indicator{n}": pk for n, pk in enumerate(self.indicators)}
        sql = SQL.format(
            **tables,
            condition=condition.format(**tables),
            cities=_places(cities),
            indicators=_places(asked),
        )
        known_at = NEVER if self.known_at is None else self.known_at
        params = {"on": self.on, "known_at": known_at, **cities, **asked}
        return {
            (reading.city_id, reading.indicator_id): reading
            for reading in self.model.objects.raw(sql, params)
        }


def _places(names):
    return ", ".join(f"%({name})s" for name in names)
