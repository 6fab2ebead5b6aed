"""Readings of many cities, month after month, as they would have come in.

In each month every city says a level of every indicator, and an agency its verdict.
Levels rise over the years; of the newest month one in twenty waits for its verdict and
one in fifty was returned. A few were withdrawn, a few do not apply; a level of 3 or 4
rests on a piece of the city's evidence.
"""

from datetime import date, timedelta
from itertools import batched

from cities.models import Reading, ReadingEvidence, Rubric, Verification
from cities.models.evidence import PROVEN_FROM
from creativecity.ledger.models import Withdrawal

from .bulk import moment

#: The month that every installation ends with, so that its rows are always the same.
LAST = date(2026, 9, 1)
NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่ผลประเมินจริง"
REASON = "ตัวอย่าง: หลักฐานยังไม่ครอบคลุมรอบ 12 เดือนล่าสุด"
NOT_HERE = "ตัวอย่าง: เมืองไม่มีหน่วยงานลักษณะนี้"
TYPED_WRONGLY = "ตัวอย่าง: บันทึกผิดตัวชี้วัด"
#: Where an indicator begins; the same place in another city begins elsewhere.
BEGINNINGS = (0, 0, 1, 1, 2)
CITIES_AT_ONCE = 100


def days(count, *, apart=1):
    """The first days of so many months up to LAST, `apart` months from each other."""
    last = LAST.year * 12 + LAST.month - 1
    months = [last - apart * back for back in reversed(range(count))]
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def bring_readings(bulk, people, places, spoken_on, told):
    """Of all `places`, day by day; `told(number of readings)` after a batch."""
    indicators = list(enumerate(Rubric.in_force().indicators()))
    for step, day in enumerate(spoken_on):
        for some in batched(places, CITIES_AT_ONCE, strict=False):
            said = _said(some, indicators, step, len(spoken_on), day)
            _bring(bulk, people, said, day, is_newest=day == spoken_on[-1])
            told(len(said))


def _said(places, indicators, step, steps, day):
    """Triples of a reading, its city's place, and the number that its fate rests on."""
    return [
        (
            _reading(place.city, indicator, number + place.number, step, steps, day),
            place,
            number + 3 * place.number,
        )
        for place in places
        for number, indicator in indicators
    ]


def _reading(city, indicator, number, step, steps, day):
    applies = number % 61 != 0
    risen = (step >= steps / 2) + (step >= steps * 5 / 6)
    return Reading(
        city_id=city.pk,
        indicator_id=indicator.pk,
        level=BEGINNINGS[number % len(BEGINNINGS)] + risen if applies else None,
        not_applicable_reason="" if applies else NOT_HERE,
        effective_on=day,
        note=NOTE,
        is_sample=True,
    )


def _bring(bulk, people, said, day, *, is_newest):
    """Write them with all that belongs to them."""
    readings = [(reading, place.about) for reading, place, _fate in said]
    bulk.add(readings, verb="record", by=people.officer, at=moment(day, days=2))
    parts = (
        ("add", people.officer, _links(said, day)),
        ("verified", people.agent, _verdicts(said, people, is_newest, returned=False)),
        ("returned", people.agent, _verdicts(said, people, is_newest, returned=True)),
        ("withdraw", people.officer, _withdrawals(said, day)),
    )
    for verb, by, told in parts:
        bulk.add(told, verb=verb, by=by, at=moment(day, days=12))


def _links(said, day):
    for reading, place, fate in said:
        if reading.level is not None and reading.level >= PROVEN_FROM:
            pieces = [piece for piece in place.evidence if piece.proves(day)]
            piece = pieces[fate % len(pieces)]
            link = ReadingEvidence(
                reading_id=reading.pk, evidence_id=piece.pk, is_sample=True
            )
            yield link, place.about


def _verdicts(said, people, is_newest, *, returned):
    for reading, place, fate in said:
        waits = is_newest and fate % 20 == 0
        if not waits and returned == (is_newest and fate % 50 == 1):
            verdict = Verification(
                reading_id=reading.pk,
                agency_id=people.agency.pk,
                verdict="returned" if returned else "verified",
                reason=REASON if returned else "",
                effective_on=reading.effective_on + timedelta(days=12),
                is_sample=True,
            )
            yield verdict, place.about


def _withdrawals(said, day):
    for reading, place, fate in said:
        if (fate + day.month) % 997 == 0:
            row = Withdrawal(
                withdrawn=reading.sequence, reason=TYPED_WRONGLY, is_sample=True
            )
            yield row, place.about
