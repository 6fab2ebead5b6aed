"""Made-up yearly figures for trying out: two cities, each measure, told as made up."""

from datetime import date
from decimal import Decimal
from random import Random

from cities.models import City, Measure, Outcome

SLUGS = ("nan", "sukhothai")
SOURCE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่สถิติจริง"
YEARS = 4  # that have ended: the first is the baseline's
AHEAD = 2
SIZES = {"community-income": 40_000_000, "visitors": 600_000, "creative-jobs": 1_800}


def sample_outcomes(secretary, on):
    """Baseline, actuals and a target ahead, said up to the day `on`."""
    for city in City.objects.filter(slug__in=SLUGS):
        for measure in Measure.objects.filter(code__in=SIZES):
            seed = f"{city.slug} {measure.code}"
            _sample(city, measure, Random(seed), secretary, on)  # noqa: S311


def _sample(city, measure, dice, secretary, on):
    """The figures go up or down by up to a tenth a year; the target asks for a third
    more than the baseline."""
    baseline = round(SIZES[measure.code] * (0.7 + 0.6 * dice.random()), -2)
    last = _last_ended(measure, on)
    first = last.year - YEARS + 1

    def say(kind, year, value):
        row = Outcome(
            city=city,
            measure=measure,
            kind=kind,
            period_on=last.replace(year=year),
            precision=measure.year,
            value=Decimal(int(value)),
            source_text=SOURCE,
            effective_on=on,
            is_sample=True,
        )
        row.record(by=secretary)

    say(Outcome.Kind.BASELINE, first, baseline)
    say(Outcome.Kind.TARGET, last.year + AHEAD, baseline * 1.3)
    value = baseline
    for year in range(first + 1, last.year + 1):
        value *= 0.95 + 0.2 * dice.random()
        say(Outcome.Kind.ACTUAL, year, value)


def _last_ended(measure, on):
    """The last day of the measure's newest year that had ended on a day."""
    is_fiscal = measure.year == Measure.Year.FISCAL
    last = date(on.year, 9, 30) if is_fiscal else date(on.year, 12, 31)
    return last if last < on else last.replace(year=on.year - 1)
