"""The readings of each city and indicator that a rule needs, by indexed probes.

Written as SQL because the ORM has no cross join: for every pair of city and indicator
the index `reading_latest` is read from its newest end, never the whole history.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models.expressions import RawSQL

from creativecity.ledger.models import Withdrawal

from .city import City
from .rubric import Indicator
from .verification import Verification

NEVER = 2**62  # a sequence that no ledger reaches: known now

#: A reading that is both comes once: most are, and thousands of rows are made of it.
#: In SQLite a cross join keeps the order that it stands in.
SQL = """
WITH found AS MATERIALIZED (
    SELECT {probes}
    FROM {city} city CROSS JOIN {indicator} indicator
    WHERE city.id IN ({cities}) AND indicator.id IN ({indicators}))
SELECT reading.*, {names}
FROM found CROSS JOIN {reading} reading WHERE reading.id IN ({names})
"""
PROBE = """(
    SELECT candidate.id FROM {reading} candidate
    WHERE candidate.city_id = city.id AND candidate.indicator_id = indicator.id
      AND candidate.effective_on <= %(on)s AND candidate.sequence <= %(known_at)s
      AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
          WHERE w.withdrawn = candidate.sequence AND w.sequence <= %(known_at)s)
      {condition}
    ORDER BY candidate.effective_on DESC, candidate.sequence DESC LIMIT 1) AS {name}
"""
SPOKEN = ""
VERIFIED = """
      AND EXISTS (SELECT 1 FROM {verification} v
          WHERE v.reading_id = candidate.id AND v.verdict = 'verified'
            AND v.sequence <= %(known_at)s
            AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
                WHERE w.withdrawn = v.sequence AND w.sequence <= %(known_at)s))
"""
#: Whatever stands beside the last word of its city and indicator, for it is about a
#: later day; the index `reading_last_said` finds that word. Joined so that SQLite, in
#: which cross joins keep the order that they stand in, looks for it once a pair.
UNDISPLACED = """
SELECT reading.id
FROM {city} city CROSS JOIN {indicator} indicator CROSS JOIN {reading} reading
WHERE reading.city_id = city.id AND reading.indicator_id = indicator.id {narrowed}
  AND reading.effective_on >= (
    SELECT last.effective_on FROM {reading} last
    WHERE last.city_id = city.id AND last.indicator_id = indicator.id
      AND last.effective_on <= %s AND last.sequence <= %s
      AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
          WHERE w.withdrawn = last.sequence AND w.sequence <= %s)
    ORDER BY last.sequence DESC LIMIT 1)
"""


def undisplaced(model, on, known_at=None, city=None):
    """Keys of all readings that no later word took the place of, and few others: of
    2.2 million those 18,500 that an exact condition is then put to. Of one `city` (its
    key) those 37.
    """
    point = NEVER if known_at is None else known_at
    narrowed, of_city = ("", ()) if city is None else ("AND city.id = %s", (city,))
    # Names of tables, and nothing sent.
    sql = UNDISPLACED.format(**_tables(model), narrowed=narrowed)
    return RawSQL(sql, (*of_city, on, point, point))  # noqa: S611 # nosec B611


@dataclass(frozen=True)
class LatestReadings:
    model: type
    cities: list[int]
    indicators: list[int]
    on: date
    known_at: int | None = None

    def fetch(self):
        """The newest readings whatever was said of them, and those an agency verified.

        Each as (city pk, indicator pk) to reading; one query for both.
        """
        return self._found(latest_spoken=SPOKEN, latest_verified=VERIFIED)

    def fetch_spoken(self):
        """The first of both alone: what is asked while the chain's lock is held."""
        [spoken] = self._found(latest_spoken=SPOKEN)
        return spoken

    def _found(self, **conditions):
        """For each of these conditions what `fetch` tells; one query for all."""
        found = {name: {} for name in conditions}
        if not (self.cities and self.indicators):
            return found.values()
        cities = {f"city{n}": pk for n, pk in enumerate(self.cities)}
        asked = {f"indicator{n}": pk for n, pk in enumerate(self.indicators)}
        known_at = NEVER if self.known_at is None else self.known_at
        params = {"on": self.on, "known_at": known_at, **cities, **asked}
        sql = self._sql(_places(cities), _places(asked), conditions)
        for reading in self.model.objects.raw(sql, params):
            key = reading.city_id, reading.indicator_id
            for name, readings in found.items():
                if getattr(reading, name) == reading.pk:
                    readings[key] = reading
        return found.values()

    def _sql(self, cities, indicators, conditions):
        tables = _tables(self.model)
        probes = ", ".join(
            PROBE.format(**tables, name=name, condition=condition.format(**tables))
            for name, condition in conditions.items()
        )
        return SQL.format(
            **tables,
            cities=cities,
            indicators=indicators,
            probes=probes,
            names=", ".join(f"found.{name}" for name in conditions),
        )


def _tables(reading):
    models = (City, Indicator, reading, Verification, Withdrawal)
    return {model._meta.model_name: model._meta.db_table for model in models}


def _places(names):
    return ", ".join(f"%({name})s" for name in names)
