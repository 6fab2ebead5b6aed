"""Made-up data for trying out: deterministic, marked row by row, never facts.

Only `manage.py demo` calls this. What it adds stands in the ledger as sample data, and
a database that holds any is refused with DEBUG off.
"""

from datetime import timedelta
from random import Random

from django.contrib.auth import get_user_model
from django.db import transaction

from cities.models import (
    City,
    Opinion,
    Reading,
    Rubric,
    Verification,
)
from creativecity.ledger.chain import holds_sample_data

from .sample_articles import sample_articles
from .sample_districts import sample_districts
from .sample_duties import sample_duties
from .sample_events import sample_events
from .sample_evidence import sample_library
from .sample_experts import sample_experts
from .sample_milestones import sample_milestones
from .sample_outcomes import sample_outcomes
from .sample_partners import sample_partners
from .sample_reviews import sample_reviews
from .sample_suggestions import sample_suggestions

SEED = 2563
SHARE_READ = {"nan": 0.75, "sukhothai": 0.9, "suphan-buri": 0.55, "phetchaburi": 0.7}
NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่ผลประเมินจริง"
REASON = "ตัวอย่าง: หลักฐานยังไม่ครอบคลุมรอบ 12 เดือนล่าสุด"
OPINION = "ตัวอย่าง: หลักฐานสนับสนุนระดับที่เมืองรายงาน ควรเพิ่มข้อมูลของปีล่าสุด"
DOUBT = "ตัวอย่าง: หลักฐานยังไม่พอสำหรับระดับนี้ ควรแนบรายงานการประชุมหรือคำสั่งแต่งตั้ง"


@transaction.atomic
def add_sample_data(on):
    """Readings, verdicts and links up to the day `on`; False if there are some."""
    rubric = Rubric.in_force()
    if holds_sample_data() or rubric is None:
        return False
    users = {user.username: user for user in get_user_model().objects.all()}
    for city in City.objects.order_by("position"):
        dice = Random(f"{SEED} {city.slug}")  # noqa: S311 (a sample, not a secret)
        _sample_city(city, rubric, users, dice, on)
    _sample_opinions(users["expert"], on)
    sample_outcomes(users["secretary"], on)
    sample_milestones(users, on)
    sample_districts(users, on)
    sample_events(users, on)
    sample_experts(users, on)
    sample_partners(users, on)
    sample_duties(users, on)
    sample_reviews(users, on)
    sample_suggestions(users, on)
    sample_articles(users, on)
    return True


def _sample_city(city, rubric, users, dice, on):
    officer = users[f"officer.{city.slug}"]
    library = sample_library(city, officer, users["dasta"], on)
    share = SHARE_READ.get(city.slug, 0.6)
    for indicator in rubric.indicators():
        if dice.random() < share:
            _sample_indicator(city, indicator, officer, users, library, dice, on)


def _sample_indicator(city, indicator, officer, users, library, dice, on):
    """One to three readings over two years, rising as a rule, most of them verified."""
    level = dice.choice([0, 1, 1, 2, 2, 3])
    times = dice.choice([1, 2, 2, 3])
    for time in range(times):
        day = on - timedelta(days=700 - 300 * time + dice.randrange(60))
        reading = Reading(
            city=city,
            indicator=indicator,
            level=min(level + time, 4),
            effective_on=min(day, on),
            note=NOTE,
            is_sample=True,
        )
        proofs = [piece for piece in library if piece.proves(reading.effective_on)]
        city.record(reading, by=officer, evidence=[dice.choice(proofs)])
        is_newest = time == times - 1
        _sample_verdict(reading, users, dice, on, is_newest=is_newest)


def _sample_verdict(reading, users, dice, on, *, is_newest):
    chance = dice.random()
    if is_newest and chance < 0.25:
        return  # waits for an agency
    agency = users["cea" if dice.random() < 0.5 else "dasta"]
    is_returned = is_newest and chance < 0.33
    verdict = Verification(
        verdict="returned" if is_returned else "verified",
        reason=REASON if is_returned else "",
        effective_on=min(reading.effective_on + timedelta(days=12), on),
        is_sample=True,
    )
    reading.verify(verdict, by=agency)


def _sample_opinions(expert, on):
    """Of each assigned city the two that wait longest: one agrees, one doubts."""
    for city in City.objects.assigned_to(expert, on):
        waiting = Reading.objects.awaiting_opinion(expert, on).filter(city=city)
        pair = waiting.order_by("sequence")[:2]
        for reading, text, gap in zip(pair, (OPINION, DOUBT), (0, 1), strict=False):
            opinion = Opinion(
                text=text,
                level=max(reading.level - gap, 0),
                effective_on=min(reading.effective_on + timedelta(days=6), on),
                is_sample=True,
            )
            reading.give_opinion(opinion, by=expert, on=on)
