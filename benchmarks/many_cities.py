"""A portal with many cities and ten years of readings: rows of the same every time.

They are brought in bulk, beside the verbs and without their entries in the ledger: what
is measured is how they are read.
"""

from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from cities.models import (
    Candidacy,
    City,
    District,
    Event,
    Forecast,
    Measure,
    Milestone,
    Outcome,
    Reading,
    Rubric,
    Stage,
    Verification,
)
from creativecity.ledger.models import Head, LogEntry
from programmes.models import Programme, Target

YEARS = range(2014, 2024)  # C.E.; one reading of each indicator in each
AT = datetime(2024, 1, 1, tzinfo=UTC)


class Brought:
    """Gives each append-only row its place in the ledger, and writes them in bulk."""

    def __init__(self):
        self.head = Head.objects.get()
        self.user = get_user_model().objects.get(username="cea")
        self.agency = self.user.agencies.get()

    def rows(self, model, rows):
        rows = list(rows)
        for row in rows:
            self.head.sequence += 1
            row.sequence = self.head.sequence
            row.recorded_at, row.recorded_by = AT, self.user
        model.objects.bulk_create(rows, batch_size=2000)
        return rows

    def close(self):
        """One entry stands for all of them, so that the newest point is there."""
        entry = LogEntry.objects.order_by("-sequence").first()
        entry.sequence = self.head.sequence = self.head.sequence + 1
        entry.save(force_insert=True)
        self.head.save()


@transaction.atomic
def fill(count, *, first=0):
    """`count` cities of the latest agreement, beside those that are there."""
    brought = Brought()
    like = City.objects.order_by("pk").first()
    numbers = range(first, first + count)
    cities = City.objects.bulk_create(_city(like, number) for number in numbers)
    _prose(cities)
    _bids(brought, cities)
    _readings(brought, cities)
    _figures(brought, cities)
    brought.close()


def _city(like, number):
    """A city that lies where another one does."""
    return copy(
        like,
        slug=f"city-{number}",
        name_th=f"เมืองที่ {number}",
        name_en=f"City {number}",
    )


def copy(row, **changes):
    """A new row with the values of another, but for some."""
    values = {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    return type(row)(**values | changes)


def _prose(cities):
    programme = Programme.objects.newest()
    like = Target.objects.filter(programme=programme).first()
    targets, districts, events = [], [], []
    for city in cities:
        code = city.slug.replace("city-", "X")
        targets.append(copy(like, city_id=city.pk, code=code))
        names = {"name_th": "ย่านเมืองเก่า", "name_en": "Old town"}
        districts.append(District(city=city, slug="old-town", **names))
        events.append(
            Event(
                city=city,
                code=f"E{code}",
                kind="activity",
                name_th="เวทีประชาชน",
                name_en="A forum",
                starts_on=date(2024, 2, 1),
                precision="day",
                rung="consult",
                reach=city.pk,
                is_sample=True,
            )
        )
    Target.objects.bulk_create(targets)
    District.objects.bulk_create(districts)
    Event.objects.bulk_create(events)


def _bids(brought, cities):
    call = Candidacy.objects.filter(stages__kind="designated").latest("pk").call
    bids = Candidacy.objects.bulk_create(
        Candidacy(city=city, call=call, field="music") for city in cities
    )
    day = date(2023, 10, 31)
    words = {"text_th": "ประกาศเป็นเมืองสร้างสรรค์", "text_en": "Designated"}
    about = {"kind": "designated", "effective_on": day, "precision": "day", **words}
    brought.rows(Stage, (Stage(candidacy=bid, basis="source", **about) for bid in bids))
    steps = Milestone.objects.bulk_create(
        Milestone(
            city=bid.city,
            candidacy=bid,
            code=f"step-{number}",
            name_th="จัดทำเอกสาร",
            name_en="Papers",
            is_sample=True,
        )
        for bid in bids
        for number in range(3)
    )
    brought.rows(
        Forecast,
        (
            Forecast(
                milestone=step,
                number=number,
                effective_on=said,
                due_on=due,
                reason=reason,
            )
            for step in steps
            for number, said, due, reason in (
                (0, date(2023, 1, 1), date(2023, 6, 1), ""),
                (1, date(2023, 5, 1), date(2023, 9, 1), "documents"),
            )
        ),
    )


def _readings(brought, cities):
    indicators = list(Rubric.in_force().indicators())
    for year in YEARS:
        day = date(year, 6, 1)
        readings = brought.rows(
            Reading,
            (
                Reading(
                    city=city,
                    indicator=indicator,
                    level=(year + place) % 5,
                    effective_on=day,
                    is_sample=True,
                )
                for city in cities
                for place, indicator in enumerate(indicators)
            ),
        )
        brought.rows(
            Verification,
            (
                Verification(
                    reading=reading,
                    agency=brought.agency,
                    verdict="verified",
                    effective_on=day,
                    is_sample=True,
                )
                for reading in readings
            ),
        )


def _figures(brought, cities):
    measures = list(Measure.objects.all())
    brought.rows(
        Outcome,
        (
            Outcome(
                city=city,
                measure=measure,
                kind=kind,
                period_on=date(year, 9, 30),
                precision=measure.year,
                value=1000 * number + year,
                source_text="สำนักงานสถิติจังหวัด",
                effective_on=date(year, 12, 1),
                is_sample=True,
            )
            for number, city in enumerate(cities)
            for measure in measures
            for year, kind in (
                *((year, "actual") for year in YEARS),
                (2014, "baseline"),
                (2023, "target"),
            )
        ),
    )
