"""Every fact of the file stands in the database, field by field, and nothing else."""

import calendar
import json
from datetime import date

import pytest
from django.utils import translation

from cities.models import (
    Agency,
    Area,
    Asset,
    Call,
    Candidacy,
    City,
    CreativeField,
    District,
    Event,
    Evidence,
    Fact,
    Membership,
    Reading,
    RequiredDocument,
    Source,
    Stage,
    Verification,
)
from creativecity.thai_calendar import PartialDate
from programmes.facts_file import DEFAULT
from programmes.models import Commitment, Partner, Programme, Signatory, Target

FACTS = json.loads(DEFAULT.read_text(encoding="utf-8"))
PROVENANCE = {"basis": "basis", "sources": "source_codes", "note": "note"}


def same(*names):
    return {name: name for name in names}


def last_day(text, precision):
    """The last day of a period as the file writes it: 2019-10 is 31 October 2019."""
    if text is None:
        return None
    if precision == "month":
        year, month = (int(part) for part in text.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    endings = {"year": "-12-31", "fiscal-year": "-09-30"}
    return date.fromisoformat(text + endings.get(precision, ""))


def in_file(items, columns, **more):
    """What the file says of its items, its null where a model has an empty text."""
    return [
        {column: item.get(name) for name, column in columns.items()}
        | {column: value(item) for column, value in more.items()}
        for item in items
    ]


def in_database(rows, columns, *more):
    """What the database says of these rows, its empty texts as the file's null."""
    values = rows.values(*columns.values(), *more)
    return [{name: None if v == "" else v for name, v in row.items()} for row in values]


def by(items, *keys):
    return sorted(items, key=lambda item: [item[key] for key in keys])


def on(name="on", precision="precision"):
    return lambda item: last_day(item[name], item[precision])


def nested(section, name, parent, key):
    """The rows under each row of a section, each with its parent's key."""
    return [
        item | {parent: row[key]}
        for row in FACTS[section]
        for item in row.get(name, [])
    ]


def test_sources(facts):
    columns = same(
        "code", "title", "publisher", "published", "strength", "address", "note"
    )

    assert by(in_database(Source.objects, columns), "code") == by(
        in_file(FACTS["sources"], columns), "code"
    )


def test_agencies(facts):
    columns = same("code", "name_th", "name_en", "short_th", "short_en", "website")

    assert by(in_database(Agency.objects, columns), "code") == by(
        in_file(FACTS["agencies"], columns), "code"
    )


def test_areas(facts):
    columns = same("code", "name_th", "name_en", "office_th", "office_en", "note")
    columns |= {"precision": "designated_precision", "sources": "source_codes"}

    assert by(in_database(Area.objects, columns, "designated_on"), "code") == by(
        in_file(FACTS["areas"], columns, designated_on=on("designated_on")), "code"
    )


def test_cities(facts):
    columns = same("slug", "position", "name_th", "name_en", "province")
    columns["area"] = "area__code"

    assert in_database(City.objects, columns) == in_file(FACTS["cities"], columns)


def test_places_of_cities(facts):
    places = City.objects.values_list("slug", "latitude", "longitude")

    assert {(slug, float(lat), float(long)) for slug, lat, long in places} == {
        (city["slug"], city["latitude"], city["longitude"]) for city in FACTS["cities"]
    }


def test_cities_of_areas(facts):
    cities = {
        area.code: {city.slug for city in area.cities.all()}
        for area in Area.objects.all()
    }

    assert cities == {area["code"]: {*area["cities"]} for area in FACTS["areas"]}


def test_districts(facts):
    columns = same("slug", "name_th", "name_en", "description_th", "description_en")
    columns |= PROVENANCE | {"city": "city__slug"}
    districts = nested("cities", "districts", "city", "slug")

    assert by(in_database(District.objects, columns), "slug") == by(
        in_file(districts, columns), "slug"
    )


def test_assets_in_their_order(facts):
    columns = same("name_th", "name_en") | PROVENANCE | {"city": "city__slug"}
    assets = nested("cities", "assets", "city", "slug")

    rows = Asset.objects.order_by("city__position", "position")
    assert in_database(rows, columns) == in_file(assets, columns)


def test_calls(facts):
    columns = same("year", "new_cities", "total_after")
    columns |= same("max_cities", "max_megabytes") | {"fields": "field_codes"}
    moments = ("opened", "deadline", "announced")
    columns |= same(*(f"{moment}_precision" for moment in moments))
    days = {f"{m}_on": on(f"{m}_on", f"{m}_precision") for m in moments}

    assert in_database(Call.objects, columns, *days) == in_file(
        FACTS["calls"], columns, **days
    )


def test_documents_that_calls_ask_for(facts):
    columns = same("code", "kind", "name_th", "name_en", "count", "max_words")
    columns |= {"sources": "source_codes", "note": "note", "call": "call__year"}
    documents = nested("calls", "documents", "call", "year")

    rows = RequiredDocument.objects.order_by("call__year", "position")
    assert in_database(rows, columns) == in_file(documents, columns)


def test_programme(facts):
    columns = same("slug", "name_th", "name_en", "term_years", "ends_precision")
    columns |= same("place_th", "place_en", "frame_th", "frame_en")
    days = {
        "signed_on": on("signed_on", "signed_precision"),
        "ends_on": on("ends_on", "ends_precision"),
    }

    assert in_database(Programme.objects, columns, *days) == in_file(
        [FACTS["programme"]], columns, **days
    )


def test_signatories(facts):
    columns = same("name_th", "name_en", "position_th", "position_en", "note")
    columns |= {"agency": "agency__code", "sources": "source_codes"}

    assert in_database(Signatory.objects, columns) == in_file(
        FACTS["programme"]["signatories"], columns
    )


def test_commitments_in_their_order(facts):
    columns = same("code", "kind", "text_th", "text_en") | PROVENANCE
    columns["agency"] = "agency__code"

    assert in_database(Commitment.objects, columns) == in_file(
        FACTS["commitments"], columns
    )


def test_targets(facts):
    columns = same("goal", "precision", "words_th", "words_en") | PROVENANCE
    columns |= {"id": "code", "city": "city__slug"}

    assert by(in_database(Target.objects, columns, "due_on"), "code") == by(
        in_file(FACTS["targets"], columns, due_on=on()), "code"
    )


def test_candidacies(facts):
    columns = {"city": "city__slug", "call": "call__year", "field": "field"}

    assert by(in_database(Candidacy.objects, columns), "city__slug", "call__year") == (
        by(in_file(FACTS["candidacies"], columns), "city__slug", "call__year")
    )


def test_stages_of_candidacies(facts):
    columns = same("kind", "precision", "text_th", "text_en") | PROVENANCE
    columns |= {
        "id": "code",
        "city": "candidacy__city__slug",
        "call": "candidacy__call__year",
    }
    stages = [
        stage | {"city": candidacy["city"], "call": candidacy["call"]}
        for candidacy in FACTS["candidacies"]
        for stage in candidacy["stages"]
    ]

    assert by(in_database(Stage.objects, columns, "effective_on"), "code") == by(
        in_file(stages, columns, effective_on=on()), "code"
    )


def test_each_designation_brought_a_membership(facts):
    members = Membership.objects.values_list(
        "candidacy__city__slug", "candidacy__call__year", "candidacy__field"
    )

    assert set(members) == {
        ("sukhothai", 2019, "crafts-folk-art"),
        ("phetchaburi", 2021, "gastronomy"),
        ("suphan-buri", 2023, "music"),
        ("chiang-rai", 2023, "design"),
        ("nan", 2025, "crafts-folk-art"),
    }
    assert {(slug, field) for slug, _call, field in members} == {
        (city["slug"], city["field"]) for city in FACTS["cities"]
    }


def test_partners(facts):
    columns = same("slug", "kind", "name_th", "name_en", "role_th", "role_en")
    columns |= PROVENANCE | {"website": "website"}

    assert by(in_database(Partner.objects, columns), "slug") == by(
        in_file(FACTS["partners"], columns), "slug"
    )


def test_cities_of_partners(facts):
    cities = {
        partner.slug: {city.slug for city in partner.cities.all()}
        for partner in Partner.objects.all()
    }

    assert cities == {row["slug"]: {*row["cities"]} for row in FACTS["partners"]}


def test_of_no_partner_a_contact_or_an_account_is_loaded(facts):
    for partner in Partner.objects.all():
        assert not partner.has_contact()
        assert not partner.staff.exists()


def test_events(facts):
    columns = same("kind", "name_th", "name_en", "precision") | PROVENANCE
    columns |= {"id": "code", "city": "city__slug"}
    days = {"starts_on": on(), "ends_on": on("until")}

    assert by(in_database(Event.objects, columns, *days), "code") == by(
        in_file(FACTS["events"], columns, **days), "code"
    )


def test_day_of_an_event_is_as_exact_as_it_is_known(facts):
    announced, study_visit = Event.objects.filter(code__in=["M13", "M22"]).reverse()

    assert announced.day() == PartialDate(date(2024, 8, 22), "on-or-before")
    assert study_visit.day() == PartialDate(date(2020, 10, 9))
    assert study_visit.ends_on == date(2020, 10, 11)


FACT = same("topic", "value_th", "value_en", "number", "precision") | PROVENANCE
FACT["subject"] = "subject"


def about(subject, items):
    return in_file(
        [item | {"subject": subject} for item in items], FACT, effective_on=on()
    )


def plain(subject, topic, value_th, value_en, item):
    """A fact that another section of the file words in its own way."""
    return {
        "subject": subject,
        "topic": topic,
        "value_th": value_th,
        "value_en": value_en,
        "number": None,
        "effective_on": None,
        "precision": None,
        "basis": item.get("basis", "derived"),
        "source_codes": item.get("sources", []),
        "note": item.get("note"),
    }


def expected_facts():
    for agency in FACTS["agencies"]:
        yield from about(f"cities.agency/{agency['code']}", agency["facts"])
    for city in FACTS["cities"]:
        yield from about(f"cities.city/{city['slug']}", city["facts"])
    for call in FACTS["calls"]:
        yield from about(f"cities.call/{call['year']}", call["facts"])
    yield from about("programmes.programme/mou-2563", FACTS["programme"]["facts"])
    yield from about("network/uccn", FACTS["network_rules"])
    for field in FACTS["fields"]:
        subject = f"cities.field/{field['code']}"
        yield plain(subject, "name", field["name_th"], field["name_en"], field)
    for duty in FACTS["duties_of_members"]:
        topic = f"duty-{duty['code']}"
        yield plain("network/uccn", topic, duty["text_th"], duty["text_en"], duty)
    for n, unknown in enumerate(FACTS["unknowns"], start=1):
        texts = unknown["text_th"], unknown["text_en"]
        yield plain("research/public-facts", f"not-found-{n:02}", *texts, {})
    for n, item in enumerate(FACTS["conflicts"], start=1):
        topic_th, one_th, other_th, used_th = in_words(item, "th")
        topic_en, one_en, other_en, used_en = in_words(item, "en")
        yield plain(
            "research/public-facts",
            f"conflict-{n:02}",
            f"{topic_th}: แหล่งอ้างอิงหนึ่งระบุว่า {one_th} "
            f"อีกแหล่งหนึ่งระบุว่า {other_th} (ระบบนี้ใช้: {used_th})",
            f"{topic_en}: one source says {one_en}, another {other_en} "
            f"(here: {used_en})",
            {},
        )


def in_words(conflict, language):
    return (conflict[f"{n}_{language}"] for n in ("topic", "one", "other", "used"))


def test_facts(facts):
    expected = by(expected_facts(), "subject", "topic")

    rows = in_database(Fact.objects, FACT, "effective_on")

    assert by(rows, "subject", "topic") == expected
    assert len(expected) == 175 + 8 + 5 + 14 + 9


def test_no_fact_is_said_twice(facts):
    said = list(Fact.objects.values_list("subject", "topic"))

    assert len(said) == len(set(said))


@pytest.mark.parametrize("model", [Evidence, Reading, Verification])
def test_nothing_is_loaded_that_the_file_does_not_hold(model, facts):
    assert model.objects.count() == 0


@pytest.mark.parametrize(
    ("model", "count"),
    [(Source, 136), (City, 5), (Candidacy, 11), (Stage, 16), (Event, 9), (Target, 5)],
)
def test_as_many_rows_as_were_researched(model, count, facts):
    assert model.objects.count() == count


def test_what_is_not_known_has_no_value_and_says_so(facts):
    unknown = [item for item in expected_facts() if item["basis"] == "unknown"]

    rows = Fact.objects.filter(basis="unknown")

    assert len(unknown) == rows.count() == 25
    assert {(f.value_th, f.value_en, f.is_known()) for f in rows} == {("", "", False)}


def test_general_knowledge_is_loaded_and_not_published(facts):
    kept = Fact.objects.filter(basis="general-knowledge")

    assert kept.count() == 3
    assert Fact.objects.published().filter(pk__in=kept).count() == 0
    assert Source.objects.exclude(pk__in=Source.objects.published()).count() == 1


def test_creative_fields_are_the_files(facts):
    names = {
        fact.subject: (fact.value_th, fact.value_en)
        for fact in Fact.objects.filter(
            topic="name", subject__startswith="cities.field"
        )
    }

    with translation.override("en"):
        fields = {f"cities.field/{f.value}": str(f.label) for f in CreativeField}
    assert {subject: en for subject, (_th, en) in names.items()} == fields


def test_latest_facts_about_a_day_leave_out_what_came_later(facts):
    about_nan = Fact.objects.filter(subject="cities.city/nan")
    population = about_nan.get(topic="population")

    before = about_nan.latest(on=date(2020, 6, 25))
    after = about_nan.latest(on=population.effective_on)

    assert population not in before
    assert population in after
    assert {f.topic for f in after} >= {f.topic for f in before}
