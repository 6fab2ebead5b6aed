"""The index is level with the ledger, and holds what is published alone."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City, Fact, Source
from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from creativecity.thai_calendar import today
from programmes.models import Article, Partner
from programmes.models.search import SearchedUpTo, SearchRow
from programmes.search import index, of_cities
from programmes.search.finding import find
from programmes.search.index import catch_up, touched
from programmes.search.query import read
from tests.factories import (
    agree_minutes_of,
    make_article,
    make_candidacy,
    make_decision,
    make_district_state,
    make_event,
    make_evidence,
    make_file,
    make_meeting,
    make_milestone,
    make_partner,
    make_stage,
    make_verified,
)

#: Of these no page tells anything that is looked for.
UNSEARCHED = {
    "programmes.privacyrequest",
    "ledger.head",
    "ledger.logentry",
    "cities.expert",
    "cities.assignment",
    "cities.templatestep",
    "cities.completionevidence",
    "cities.retirement",
    "cities.statedview",
    "cities.reforecastrequest",
    "cities.ruling",
    "cities.confirmation",
    "cities.draft",
    "cities.feedback",
    "cities.gap",
    "cities.measure",
    "cities.suggestion",
    "cities.suggestionstep",
    "cities.moderation",
    "cities.verification",
    "cities.opinion",
    "cities.dimension",
    "cities.indicator",
    "cities.wording",
    "cities.origin",
    "cities.outcome",
    "cities.packitem",
    "cities.reading",
    "cities.groupcount",
    "programmes.accountinvitation",
    "programmes.invitation",
    "programmes.paper",
    "programmes.effect",
    "programmes.actionpoint",
    "programmes.actionstep",
    "programmes.articleimage",
    "programmes.commitmentreport",
    "programmes.reportproof",
    "programmes.commitmentverdict",
    "programmes.engagement",
    "programmes.partnerreport",
    "programmes.signature",
    "programmes.erratum",
    "programmes.rendering",
    "programmes.madefile",
    "programmes.import",
    "programmes.letter",
    "programmes.letterchoice",
    "programmes.letterline",
    "programmes.subscription",
    "programmes.searchrow",
    "programmes.searchedupto",
    "programmes.target",
    "programmes.targetchange",
}
BID = "การสมัครของเมืองน่านในรอบรับสมัคร พ.ศ. 2574"
CANARY = "นกขมิ้นเหลืองอ่อน"


def found(typed, language="th", on=None):
    """(kind, title) of what is found once the index was brought level."""
    catch_up()
    hits = find(read(typed), language, on or today()).hits
    rows = SearchRow.objects.in_bulk([hit.pk for hit in hits])
    return [(rows[hit.pk].kind, rows[hit.pk].title) for hit in hits]


@pytest.fixture
def nan(indexed_cast):
    return City.objects.get(slug="nan")


def test_every_model_is_looked_through_or_said_not_to_be():
    ours = ("ledger", "cities", "programmes")
    models = [m for label in ours for m in apps.get_app_config(label).get_models()]

    assert {m._meta.label_lower for m in models} == index.TELLING | UNSEARCHED
    assert not index.TELLING & UNSEARCHED


@pytest.mark.parametrize(
    ("subject", "about", "expected"),
    [
        ("cities.event", "cities.city/nan", [("cities.city", "nan")]),
        ("cities.event", "", [("cities.city", None)]),
        (
            "programmes.annualreview",
            "programmes.programme/mou-2563/4",
            [("programmes.programme", "mou-2563")],
        ),
        ("cities.source", "cities.city/nan", [("page", None)]),
        (
            "cities.fact",
            "cities.district/nan/hua-wiang-tai",
            [("cities.city", "nan"), ("page", None)],
        ),
        ("cities.fact", "network/uccn", [("page", None)]),
        (
            "cities.fact",
            "cities.agency/dasta",
            [("programmes.programme", None), ("page", None)],
        ),
    ],
)
def test_entry_remakes_what_it_can_change(subject, about, expected):
    assert touched(subject, about) == expected


@pytest.mark.parametrize(
    "subject", ["cities.city", "ledger.redaction", "ledger.withdrawal"]
)
def test_entry_that_may_change_anything_remakes_everything(subject):
    assert {kind for kind, _name in touched(subject, "")} == set(index.MAKERS)


def test_index_that_is_level_costs_one_query(nan, django_assert_num_queries):
    with django_assert_num_queries(1):
        catch_up()

    assert SearchedUpTo.objects.get().sequence == latest()


def test_only_what_changed_is_made_anew(nan):
    kept = set(SearchRow.objects.values_list("pk", flat=True))

    make_event(nan, name_th=CANARY)

    assert found(CANARY) == [("event", CANARY)]
    remade = SearchRow.objects.exclude(pk__in=kept)
    assert set(remade.values_list("about", flat=True)) == {"cities.city/nan"}


@pytest.mark.slow
def test_new_release_remakes_everything(nan):
    SearchRow.objects.all().delete()
    SearchedUpTo.objects.update(release="another")

    catch_up()

    assert found("ที่มาของตัวเลข")[0] == ("page", "ที่มาของตัวเลข")


@pytest.mark.slow
def test_entries_that_tell_of_very_much_remake_everything(nan, monkeypatch):
    monkeypatch.setattr(index, "MANY", 1)
    SearchRow.objects.all().delete()
    make_event(nan)
    make_milestone(nan)

    catch_up()

    assert SearchRow.objects.filter(about="page/programmes:method").exists()


def test_however_many_readings_and_verdicts_remake_nothing(nan, cast, monkeypatch):
    monkeypatch.setattr(index, "MANY", 1)
    kept = set(SearchRow.objects.values_list("pk", flat=True))
    for code in ("R1.1", "R1.2"):
        make_verified(nan, code, level=0, by=cast["cea"])

    catch_up()

    assert set(SearchRow.objects.values_list("pk", flat=True)) == kept
    assert SearchedUpTo.objects.get().sequence == latest()


def test_many_entries_of_one_city_remake_that_city_alone(nan, monkeypatch):
    monkeypatch.setattr(index, "MANY", 1)
    kept = SearchRow.objects.exclude(about=nan.key())
    kept = set(kept.values_list("pk", flat=True))
    for _time in range(3):
        make_event(nan)

    catch_up()

    remade = SearchRow.objects.exclude(about=nan.key())
    assert set(remade.values_list("pk", flat=True)) == kept


def titles_of_bids():
    """Of the bids of calls to come, once the index was brought level."""
    catch_up()
    bids = SearchRow.objects.filter(kind="candidacy", language="th")
    return set(bids.filter(path__contains="203").values_list("title", flat=True))


def test_what_was_said_of_a_day_is_found_from_that_day_on(nan):
    make_stage(make_candidacy(nan, 2033), on=today() + timedelta(days=1))
    make_stage(make_candidacy(nan, 2031), on=today())
    assert titles_of_bids() == {BID}
    SearchRow.objects.filter(title=BID).delete()  # as it was yesterday
    kept = set(SearchRow.objects.exclude(about=nan.key()).values_list("pk", flat=True))
    SearchedUpTo.objects.update(day=today() - timedelta(days=1))

    assert titles_of_bids() == {BID}
    others = SearchRow.objects.exclude(about=nan.key())
    assert set(others.values_list("pk", flat=True)) == kept
    assert SearchedUpTo.objects.get().day == today()


def test_new_day_of_which_nothing_was_said_remakes_nothing(nan):
    kept = set(SearchRow.objects.values_list("pk", flat=True))
    SearchedUpTo.objects.update(day=today() - timedelta(days=1))

    catch_up()

    assert set(SearchRow.objects.values_list("pk", flat=True)) == kept


def test_index_of_no_known_day_is_made_anew(nan):
    SearchRow.objects.all().delete()
    SearchedUpTo.objects.update(day=None)

    catch_up()

    assert SearchRow.objects.filter(about="page/programmes:method").exists()


def test_one_city_is_remade_from_its_own_facts_alone(nan):
    districts = [district.key() for district in nan.districts.all()]

    with CaptureQueriesContext(connection) as asked:
        list(of_cities.rows(["nan"]))

    [sql] = [q["sql"] for q in asked.captured_queries if '"cities_fact"' in q["sql"]]
    subjects = set(re.findall(r"'(cities\.(?:city|district)/[^']*)'", sql))
    assert subjects == {nan.key(), *districts}


@pytest.mark.slow
def test_facts_that_are_said_anew_are_found(nan):
    say = {"subject": nan.key(), "topic": "motto", "basis": "source"}
    fact = Fact(value_th=CANARY, value_en="canary yellow", source_codes=["ART"], **say)
    verbs.add(fact, by=None, about=nan.key())

    assert found(CANARY) == [("city", "น่าน")]

    verbs.withdraw(fact, by=None, reason="ผิด")

    assert found(CANARY) == []


def test_changed_name_changes_every_row_of_the_city(nan):
    nan.name_th = CANARY
    verbs.edit(nan, by=None, fields=["name_th"])

    kinds = {kind for kind, _title in found(CANARY)}

    assert {"city", "partner", "candidacy", "event"} <= kinds


@pytest.mark.slow
def test_general_knowledge_is_not_found(nan):
    say = {"subject": nan.key(), "topic": "motto", "basis": "general-knowledge"}
    fact = Fact(value_th=CANARY, value_en="canary", source_codes=[], **say)
    verbs.add(fact, by=None, about=nan.key())

    assert found(CANARY) == []


def test_internal_notes_are_not_found(nan):
    make_event(nan, note=CANARY)
    make_partner("canary", note=CANARY, contact_name=CANARY)

    assert found(CANARY) == []


@pytest.mark.slow
def test_evidence_is_found_once_it_is_published(nan, cast):
    piece = make_evidence(nan, title_th=CANARY)
    assert found(CANARY) == []

    piece.publish(by=cast["cea"])
    assert found(CANARY) == [("evidence", CANARY)]

    piece.unpublish(by=cast["cea"])
    assert found(CANARY) == []


def test_retired_event_is_not_found_until_it_is_put_back(nan):
    event = make_event(nan, name_th=CANARY)
    event.retire(by=None, reason="ซ้ำ")
    assert found(CANARY) == []

    event.put_back(by=None, reason="ไม่ซ้ำ")
    assert found(CANARY) == [("event", CANARY)]


def test_plan_is_not_found_before_its_first_date_is_agreed(nan):
    make_milestone(nan, code="plan", name_th=CANARY, agreed=None)
    assert found(CANARY) == []

    make_milestone(nan, code="agreed", name_th=CANARY)
    assert found(CANARY) == [("milestone", CANARY)]


@pytest.mark.slow
def test_words_of_a_decision_are_found_once_the_minutes_are_agreed(nan):
    review = make_meeting(until="held")
    make_decision(7, item=review.items.first(), text_th=CANARY)
    assert found(CANARY) == []
    assert found("7/2569") == [("decision", "มติที่ 7/2569")]

    make_decision(8, text_th=CANARY)
    assert found(CANARY) == [("decision", "มติที่ 8/2569")]


@pytest.mark.slow
def test_words_of_a_decision_are_found_after_both_agreed_to_the_minutes(nan):
    review = make_meeting(until="held")
    make_decision(7, item=review.items.first(), text_th=CANARY)
    catch_up()

    agree_minutes_of(review)

    assert ("decision", "มติที่ 7/2569") in found(CANARY)


def test_draft_of_an_article_is_not_found(nan):
    make_article("draft", title_th=CANARY, cities=[nan])

    assert found(CANARY) == []


def test_article_is_found_from_its_day_on_until_it_is_taken_down(nan, cast):
    tomorrow = today() + timedelta(days=1)
    article = make_article(
        "canary", title_th=CANARY, cities=[nan], published=tomorrow, by=cast["cea"]
    )

    assert found(CANARY) == []
    assert found(f"{CANARY} ไม่มี") == []
    assert found(CANARY, on=tomorrow) == [("article", CANARY)]

    article.take_down(by=cast["cea"], reason="ผิด")
    assert found(CANARY, on=tomorrow) == []


def test_article_stands_in_the_languages_that_it_has(nan, cast):
    words = {"title_en": "Loomfest", "summary_en": "Come", "body_en": "# Looms"}
    make_article("both", title_th=CANARY, published=today(), by=cast["cea"], **words)
    make_article("thai", title_th="วันทอผ้า", published=today(), by=cast["cea"])

    assert found("loomfest", "en") == [("article", "Loomfest")]
    assert found("วันทอผ้า", "en") == []
    assert found(CANARY, "en") == [("article", "Loomfest")]


def test_state_of_a_district_is_found(nan, cast):
    make_district_state(nan.districts.get(), by=cast["officer.nan"], text_th=CANARY)

    assert found(CANARY) == [("district", "ย่านหัวเวียงใต้")]


def test_evidence_leads_to_where_the_public_sees_it(nan, cast):
    make_file(nan, cast["cea"], title_th=CANARY)
    found(CANARY)

    row = SearchRow.objects.get(title=CANARY, language="th")

    assert row.path == "/th/cities/nan/#evidence"


def test_partner_that_left_is_found_in_the_register_of_all(nan):
    partner = Partner.objects.get(slug="nan-province")
    partner.left_on = today()
    verbs.edit(partner, by=None, about=partner.key(), fields=["left_on"])
    found("จังหวัดน่าน")

    row = SearchRow.objects.get(about=partner.key(), language="th")

    assert row.path == "/th/partners/?city=nan&state=all#nan-province"


@pytest.mark.slow
def test_changed_source_changes_the_page_of_sources(nan):
    source = Source.objects.get(code="ART")
    source.title = CANARY
    verbs.edit(source, by=None, fields=["title"])

    assert ("page", "แหล่งอ้างอิงและสิ่งที่ไม่พบข้อมูล") in found(CANARY)


def test_unpublished_words_are_in_no_row_at_all(nan, cast):
    make_article("draft", body_th=CANARY)
    make_evidence(nan, title_th=CANARY)
    make_milestone(nan, name_th=CANARY, agreed=None)
    catch_up()

    assert not SearchRow.objects.filter(key__contains=CANARY).exists()


def test_command_makes_everything_anew(nan, run):
    SearchRow.objects.all().delete()

    said = run("index_search")

    assert said == f"The search looks through {SearchRow.objects.count()} rows.\n"
    assert Article.objects.count() == 0
    assert SearchRow.objects.filter(kind="city").count() == 10


@pytest.mark.slow
def test_command_tells_a_terminal_how_far_it_is(facts):
    class Terminal(StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    call_command("index_search", stdout=StringIO(), stderr=screen)

    assert "\rKinds of thing: 6 of 6 (100 %)" in screen.getvalue()


@pytest.mark.slow
def test_index_of_an_empty_portal_is_its_pages(db):
    catch_up()

    kinds = set(SearchRow.objects.values_list("kind", flat=True))

    assert kinds == {"page"}


@pytest.mark.slow
def test_article_is_found_by_its_words_and_no_address_in_it(db):
    body = "![ช่างทอผ้า](picture:1)\n\nอ่าน [รายงาน](https://example.org/a_b) **ต่อ**"
    make_article(published=today(), body_th=body)

    catch_up()

    [row] = SearchRow.objects.filter(kind="article")
    assert row.text.endswith("ช่างทอผ้า\n\nอ่าน รายงาน ต่อ")


def test_rows_and_their_point_name_themselves():
    assert str(SearchRow(language="en", title="Nan")) == "en Nan"
    assert str(SearchedUpTo(sequence=7)) == "7"
