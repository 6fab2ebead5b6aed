"""What a city has beside its readings, of many cities at once."""

from datetime import date, timedelta
from decimal import Decimal

from cities.models import (
    District,
    Event,
    Evidence,
    Fact,
    Measure,
    Outcome,
)
from creativecity.thai_calendar import BUDDHIST_OFFSET
from programmes.models import Article, Decision, Programme

from .bulk import MARK_EN, MARK_TH, moment
from .many_readings import LAST
from .many_suggestions import bring_suggestions

YEARS = range(LAST.year - 10, LAST.year)
PIECES, EVENTS = 4, 5
FIELDS = ("music", "design", "gastronomy", "crafts-folk-art", "literature", "film")
EVENT_NAMES = (
    ("meeting", "เวทีรับฟังความคิดเห็น", "A hearing", "consult"),
    ("activity", "เทศกาลงานฝีมือ", "A festival of crafts", "collaborate"),
    ("meeting", "ประชุมคณะทำงาน", "A working group met", "involve"),
    ("activity", "ตลาดสร้างสรรค์", "A creative market", "empower"),
    ("activity", "เปิดบ้านช่าง", "An open house of crafts", ""),
)


def evidence_of(bulk, people, cities, since):
    """City pk to its pieces: two that last, two that ran out or soon will."""
    found = {city.pk: [] for city in cities}
    told = [
        (_piece(city, number, since), city.key())
        for city in cities
        for number in range(PIECES)
    ]
    for piece in bulk.create(told, by=people.officer, at=moment(since)):
        found[piece.city_id].append(piece)
    return found


def _piece(city, number, since):
    return Evidence(
        city_id=city.pk,
        title_th=f"รายงานประจำปี เล่มที่ {number + 1}{MARK_TH}",
        title_en=f"Yearly report, volume {number + 1}{MARK_EN}",
        link=f"https://reports.example/{city.slug}/{number + 1}",
        added_on=since,
        valid_until=LAST + timedelta(days=120 * (number - 2)) if number % 2 else None,
        is_sample=True,
    )


def bring_things(bulk, people, places):
    """All but readings and bids, of every place."""
    _districts(bulk, people, places)
    _events(bulk, people, places)
    _figures(bulk, people, places)
    bring_suggestions(bulk, people, places)
    _articles(bulk, people, places)
    _decisions(bulk, people, places)


def _districts(bulk, people, places):
    words = {"name_th": f"ย่านเมืองเก่า{MARK_TH}", "name_en": f"Old town{MARK_EN}"}
    districts = (
        (District(city_id=place.city.pk, slug="old-town-sample", **words), place.about)
        for place in places
    )
    bulk.create(districts, by=people.officer, at=moment(LAST))
    topics = (("population", 30_000), ("visitors", 120_000))
    facts = (
        (_fact(place, topic, number + 7 * place.number), place.about)
        for place in places
        for topic, number in topics
    )
    bulk.add(facts, verb="add", by=people.officer, at=moment(LAST))


def _fact(place, topic, number):
    return Fact(
        subject=place.about,
        topic=f"{topic}-sample",
        value_th=f"{number:,}{MARK_TH}",
        value_en=f"{number:,}{MARK_EN}",
        number=number,
        effective_on=date(LAST.year - 1, 12, 31),
        precision="year",
        basis="source",
        is_sample=True,
    )


def _events(bulk, people, places):
    """Every half year one, the newest two ahead of the last readings."""
    events = (
        (_event(place, number), place.about)
        for place in places
        for number in range(EVENTS)
    )
    bulk.create(events, by=people.officer, at=moment(LAST - timedelta(days=500)))


def _event(place, number):
    kind, name_th, name_en, rung = EVENT_NAMES[number]
    starts_on = LAST + timedelta(days=180 * (number - 3) + place.number % 90)
    return Event(
        city_id=place.city.pk,
        code=f"EV{100_000 + EVENTS * place.number + number}",
        kind=kind,
        name_th=name_th + MARK_TH,
        name_en=name_en + MARK_EN,
        starts_on=starts_on,
        precision="day",
        rung=rung,
        reach=50 + place.number if rung else None,
        is_sample=True,
    )


def _figures(bulk, people, places):
    measures = list(Measure.objects.all())
    told = (*((year, "actual") for year in YEARS), (YEARS[0], "baseline"))
    figures = (
        (_figure(place, measure, year, kind), place.about)
        for place in places
        for measure in measures
        for year, kind in (*told, (YEARS[-1], "target"))
    )
    bulk.add(figures, verb="record", by=people.officer, at=moment(LAST))


def _figure(place, measure, year, kind):
    return Outcome(
        city_id=place.city.pk,
        measure_id=measure.pk,
        kind=kind,
        period_on=date(year, *((9, 30) if measure.year == "fiscal-year" else (12, 31))),
        precision=measure.year,
        value=Decimal(1000 + 10 * place.number + year % 100),
        source_text="สำนักงานสถิติจังหวัด",
        effective_on=date(year + 1, 2, 1),
        is_sample=True,
    )


def field_of(place):
    """One of the fields of the network."""
    return FIELDS[place.number % len(FIELDS)]


def _articles(bulk, people, places):
    """One of every fifth city."""
    some = [place for place in places if place.number % 5 == 0]
    told = ((_article(place), f"programmes.article/{_slug(place)}") for place in some)
    articles = bulk.create(told, by=people.officer, at=moment(LAST))
    through = Article.cities.through
    through.objects.bulk_create(
        through(article_id=article.pk, city_id=place.city.pk)
        for article, place in zip(articles, some, strict=True)
    )


def _slug(place):
    return f"sample-{place.city.slug}"


def _article(place):
    day = LAST - timedelta(days=7 * place.number % 900)
    return Article(
        slug=_slug(place),
        kind="news" if place.number % 10 else "knowledge",
        field=field_of(place),
        title_th=f"ตัวอย่าง: เมืองหารือกับเครือข่าย {place.number}",
        title_en=f"Sample: a city talks with its network, {place.number}",
        summary_th="ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่ข่าวจริง",
        summary_en="Sample data for trying out the portal, no real news.",
        body_th="บทความนี้เป็นข้อมูลตัวอย่าง\n\n## สิ่งที่ได้ทำ\n\nหารือกับชุมชน",
        body_en="This article is sample data.\n\n## What was done\n\nTalks.",
        th_revised_at=moment(day),
        en_revised_at=moment(day),
        published_on=day,
        is_sample=True,
    )


def _decisions(bulk, people, places):
    """By circulation, one of every fourth city, numbered on within each year."""
    programme, told, numbers = Programme.objects.newest(), [], {}
    for place in places[::4]:
        day = LAST - timedelta(days=13 * place.number % 1500)
        year = day.year + BUDDHIST_OFFSET
        if year not in numbers:
            numbers[year] = Decision.objects.next_number(programme, year)
        told.append((_decision(programme, day, year, numbers[year]), programme.key()))
        numbers[year] += 1
    bulk.add(told, verb="decide", by=people.officer, at=moment(LAST))


def _decision(programme, day, year, number):
    return Decision(
        programme_id=programme.pk,
        number=number,
        year=year,
        kind="circulation",
        text_th=f"รับทราบรายงานของเมือง{MARK_TH}",
        text_en=f"The city's report is noted{MARK_EN}",
        effective_on=day,
        is_sample=True,
    )
