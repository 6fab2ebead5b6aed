"""What the public suggested, of many cities at once."""

from datetime import timedelta

from cities.models import Moderation, Suggestion, SuggestionStep
from creativecity.thai_calendar import BUDDHIST_OFFSET

from .bulk import MARK_EN, MARK_TH, moment
from .many_readings import LAST

SUGGESTIONS = 4


def bring_suggestions(bulk, people, places):
    """Most may be read by all; half of those were looked into."""
    said = bulk.add(
        (
            (_suggestion(place, number), place.about)
            for place in places
            for number in range(SUGGESTIONS)
        ),
        verb="receive",
        by=None,
        at=moment(LAST),
    )
    about = [place.about for place in places for _number in range(SUGGESTIONS)]
    rows = list(enumerate(zip(said, about, strict=True)))
    shown = ((_moderation(row), key) for n, (row, key) in rows if n % 4)
    bulk.add(shown, verb="shown", by=people.officer, at=moment(LAST))
    steps = ((_step(row), key) for n, (row, key) in rows if n % 4 > 1)
    bulk.add(steps, verb="considered", by=people.officer, at=moment(LAST))


def _suggestion(place, number):
    day = LAST - timedelta(days=100 * number + place.number % 100)
    year = day.year + BUDDHIST_OFFSET
    return Suggestion(
        city_id=place.city.pk,
        reference=f"{place.city.slug[:8].strip('-').upper()}-{90 + number}/{year}",
        channel="web",
        text=f"ขอให้มีป้ายสองภาษาในย่านเมืองเก่า แห่งที่ {number + 1}{MARK_TH}",
        effective_on=day,
        is_sample=True,
    )


def _moderation(row):
    return Moderation(
        suggestion_id=row.pk,
        verdict="shown",
        shown_text=row.text,
        other_text=f"Signs in two languages in the old town, please{MARK_EN}",
        effective_on=row.effective_on + timedelta(days=2),
        is_sample=True,
    )


def _step(row):
    return SuggestionStep(
        suggestion_id=row.pk,
        kind="considered",
        reason_th=f"เมืองกำลังหารือ{MARK_TH}",
        reason_en=f"The city looks into it{MARK_EN}",
        effective_on=min(row.effective_on + timedelta(days=30), LAST),
        is_sample=True,
    )
