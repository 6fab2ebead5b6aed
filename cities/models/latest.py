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

#: The newest reading of each pair, of what `condition` allows.
PROBE = """(
    SELECT candidate.id FROM {reading} candidate
    WHERE candidate.city_id = pair.city_id
      AND candidate.indicator_id = pair.indicator_id
      AND candidate.effective_on <= %(on)s AND candidate.sequence <= %(known_at)s
      AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
          WHERE w.withdrawn = candidate.sequence AND w.sequence <= %(known_at)s)
      {condition}
    ORDER BY candidate.effective_on DESC, candidate.sequence DESC LIMIT 1)
"""
VERIFIED = """
    EXISTS (SELECT 1 FROM {verification} v
        WHERE v.reading_id = {reading_id} AND v.verdict = 'verified'
          AND v.sequence <= %(known_at)s
          AND NOT EXISTS (SELECT 1 FROM {withdrawal} w
              WHERE w.withdrawn = v.sequence AND w.sequence <= %(known_at)s))
"""
#: In SQLite a cross join keeps the order that it stands in.
SPOKEN = """
WITH pair AS (
    SELECT city.id AS city_id, indicator.id AS indicator_id
    FROM {city} city CROSS JOIN {indicator} indicator
    WHERE city.id IN ({cities}) AND indicator.id IN ({indicators})),
spoken AS MATERIALIZED (
    SELECT city_id, indicator_id, {latest} AS latest_spoken FROM pair)
"""
SPOKEN_ALONE = """
{spoken}
SELECT reading.*, latest_spoken
FROM spoken CROSS JOIN {reading} reading WHERE reading.id = latest_spoken
"""
#: Most of the newest words are verified ones: only behind the others is looked further,
#: and thousands of rows are made once.
BOTH = """
{spoken},
found AS MATERIALIZED (
    SELECT latest_spoken,
        CASE WHEN {is_verified} THEN latest_spoken ELSE {latest_verified} END
        AS latest_verified
    FROM spoken pair WHERE latest_spoken IS NOT NULL)
SELECT reading.*, latest_spoken, latest_verified
FROM found CROSS JOIN {reading} reading
WHERE reading.id IN (latest_spoken, latest_verified)
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
        return self._found(BOTH, "latest_spoken", "latest_verified")

    def fetch_spoken(self):
        """The first of both alone: what is asked while the chain's lock is held."""
        [spoken] = self._found(SPOKEN_ALONE, "latest_spoken")
        return spoken

    def _found(self, sql, *names):
        """For each of these columns what `fetch` tells; one query for all."""
        found = {name: {} for name in names}
        if not (self.cities and self.indicators):
            return found.values()
        cities = {f"city{n}": pk for n, pk in enumerate(self.cities)}
        asked = {f"indicator{n}": pk for n, pk in enumerate(self.indicators)}
        known_at = NEVER if self.known_at is None else self.known_at
        params = {"on": self.on, "known_at": known_at, **cities, **asked}
        sql = self._sql(sql, _places(cities), _places(asked))
        for reading in self.model.objects.raw(sql, params):
            key = reading.city_id, reading.indicator_id
            for name, readings in found.items():
                if getattr(reading, name) == reading.pk:
                    readings[key] = reading
        return found.values()

    def _sql(self, sql, cities, indicators):
        tables = _tables(self.model)

        def verified(reading_id):
            return VERIFIED.format(**tables, reading_id=reading_id)

        behind = f"AND {verified('candidate.id')}"
        latest = PROBE.format(**tables, condition="")
        asked = {"cities": cities, "indicators": indicators, "latest": latest}
        return sql.format(
            **tables,
            spoken=SPOKEN.format(**tables, **asked),
            is_verified=verified("latest_spoken"),
            latest_verified=PROBE.format(**tables, condition=behind),
        )


def _tables(reading):
    models = (City, Indicator, reading, Verification, Withdrawal)
    return {model._meta.model_name: model._meta.db_table for model in models}


def _places(names):
    return ", ".join(f"%({name})s" for name in names)
