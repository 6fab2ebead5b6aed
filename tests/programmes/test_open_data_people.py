"""Who works along, who was sent, what people suggested, what is told: nobody by name
but with consent.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Agency, Area, City, SuggestionStep
from creativecity.open_data import Asked
from creativecity.thai_calendar import today
from programmes.open_data.articles import ARTICLES
from programmes.open_data.assignments import ASSIGNMENTS
from programmes.open_data.partners import COORDINATION, PARTNERS
from programmes.open_data.suggestions import SUGGESTIONS
from tests.factories import (
    make_article,
    make_assignment,
    make_engagement,
    make_expert,
    make_moderation,
    make_partner,
    make_suggestion,
)

DAY = date(2026, 10, 1)


def records(table, on=DAY, **asked):
    return list(table.records(Asked(on=on, **asked)))


def queries(table):
    with CaptureQueriesContext(connection) as made:
        rows = records(table)
    return len(rows), len(made)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def only(table, **wanted):
    """The one row that has these values."""
    [row] = [r for r in records(table) if wanted.items() <= r.items()]
    return row


def test_partner_is_told_without_whom_one_asks(nan):
    contact = {"contact_name": "CANARY-N", "contact_phone": "CANARY-P"}
    partner = make_partner(
        cities=[nan], note="CANARY-I", contact_email="canary@example.org", **contact
    )
    partner.areas.set(Area.objects.all()[:1])

    row = only(PARTNERS, slug="nan-municipality")

    assert "canary" not in str(row).lower()
    assert (row["cities"], row["kind"]) == (["nan"], "municipality")
    assert row["areas"] == [Area.objects.first().code]
    assert (row["part_th"], row["website"], row["left_on"]) == (None, None, None)
    assert row["page"] == "/th/partners/#nan-municipality"


def test_partner_that_left_stands_where_its_page_shows_it(nan):
    make_partner(left_on=date(2026, 9, 30))

    row = only(PARTNERS, slug="nan-municipality")

    assert row["left_on"] == "2026-09-30"
    assert row["page"] == "/th/partners/?state=left#nan-municipality"


def test_partners_stand_in_the_readers_order(nan):
    with translation.override("en"):
        names = [row["name_en"] for row in records(PARTNERS)]

    assert names == sorted(names)


def test_coordination_is_counted_by_fiscal_year(nan):
    partner = make_partner()
    make_engagement(partner, on=date(2026, 9, 30), text_th="CANARY")
    make_engagement(partner, on=DAY)
    make_engagement(partner, on=DAY, text_th="อีกครั้ง", is_sample=True)

    rows = records(COORDINATION)

    assert [(r["fiscal_year"], r["steps"], r["is_sample"]) for r in rows] == [
        (2570, 2, True),
        (2569, 1, False),
    ]
    assert "CANARY" not in str(rows)


def test_expert_is_named_only_with_consent(nan):
    agency = Agency.objects.get(code="cea")
    make_assignment(
        make_expert(agency=agency), nan, indicator_codes=["R1.1"], note="CANARY"
    )
    named = make_expert(name_en="Kaeo", consented_on=date(2026, 9, 1))
    make_assignment(named, nan, starts_on=date(2025, 1, 1), days="2.5", ends_on=DAY)

    new, old = records(ASSIGNMENTS)

    assert (new["expert_en"], new["days"], new["sent_by"]) == ("Kaeo", 2.5, None)
    assert (old["expert_th"], old["expert_en"]) == (None, None)
    assert (old["sent_by"], old["indicators"]) == ("cea", ["R1.1"])
    assert (old["is_running"], old["ends_on"], old["result_th"]) == (True, None, None)
    assert "CANARY" not in str((new, old))


def test_consent_given_later_names_nobody_as_of_before(nan):
    make_assignment(make_expert(consented_on=DAY), nan)

    [before] = records(ASSIGNMENTS, date(2026, 9, 30))

    assert before["expert_th"] is None
    assert records(ASSIGNMENTS, date(2023, 12, 31)) == []


def test_assignments_are_narrowed_to_an_indicator(nan):
    make_assignment(make_expert(), nan, indicator_codes=["R1.1"])
    make_assignment(make_expert(name_en="Other"), nan, indicator_codes=["R1.10"])
    rows = ASSIGNMENTS.rows(Asked(on=DAY))

    found = ASSIGNMENTS.filterset({"indicator": "R1.1"}, queryset=rows).qs

    assert [row.indicator_codes for row in found] == [["R1.1"]]


def test_words_of_a_suggestion_are_told_once_they_may_be_shown(nan):
    unread = make_suggestion(nan)
    withheld = make_suggestion(nan, "NAN-2/2569", text="CANARY ชื่อบุคคล")
    make_moderation(withheld, "withheld", reason="CANARY เหตุผล")
    shown = make_suggestion(nan, "NAN-3/2569")
    make_moderation(shown, shown_text="ป้ายสองภาษา", other_text="Bilingual signs")

    rows = {row["reference"]: row for row in records(SUGGESTIONS)}

    assert "CANARY" not in str(rows)
    assert rows[unread.reference]["text"] is None
    assert rows["NAN-2/2569"]["text"] is None
    assert rows["NAN-3/2569"]["text"] == "ป้ายสองภาษา"
    assert rows["NAN-3/2569"]["text_in_the_other_language"] == "Bilingual signs"
    assert rows["NAN-3/2569"]["key"] == "nan-3-2569"
    assert rows["NAN-3/2569"]["page"].endswith("/suggestions/nan-3-2569/")


def test_suggestion_says_what_became_of_it_by_the_day(nan):
    row = make_suggestion(nan, effective_on=date(2026, 9, 1))
    step = SuggestionStep(reason_th="นอกอำนาจ", effective_on=DAY)
    row.decline(step, by=None, on=DAY)

    [now], [before] = records(SUGGESTIONS), records(SUGGESTIONS, date(2026, 9, 30))

    assert (now["state"], now["state_since"]) == ("declined", "2026-10-01")
    assert (now["reason_th"], now["reason_en"], now["decision"]) == (
        "นอกอำนาจ",
        None,
        None,
    )
    assert (before["state"], before["state_since"]) == ("received", "2026-09-01")
    assert before["reason_th"] is None
    assert records(SUGGESTIONS, date(2026, 8, 31)) == []


def test_only_published_articles_are_told(nan):
    make_article("draft", title_th="CANARY")
    make_article("ahead", title_th="CANARY", published=date(2399, 1, 1))
    gone = make_article("gone", title_th="CANARY", published=DAY)
    gone.take_down(by=None, reason="CANARY", on=DAY)
    make_article("shown", published=DAY, cities=[nan], field="design")

    [row] = records(ARTICLES, today())

    assert (row["slug"], row["cities"], row["field"]) == ("shown", ["nan"], "design")
    assert (row["body_th"], row["body_en"]) == ("# สิ่งที่ได้ทำ\n\nจัดแล้ว", None)
    assert row["is_english_older"] is False
    assert row["page"] == "/th/knowledge/shown/"


def test_a_day_ahead_shows_no_article_ahead_of_its_day(nan):
    make_article("ahead", published=date(2399, 1, 1))

    assert records(ARTICLES, date(2399, 1, 1)) == []


def test_three_rows_cost_no_more_queries_than_one(nan):
    tables = (PARTNERS, COORDINATION, ASSIGNMENTS, SUGGESTIONS, ARTICLES)
    add(nan, 1)
    one = {table.name: queries(table)[1] for table in tables}
    add(nan, 2)
    add(nan, 3)

    more = {table.name: queries(table) for table in tables}

    assert {name: number for name, (_rows, number) in more.items()} == one
    assert min(rows for rows, _number in more.values()) == 3


def add(city, number):
    partner = make_partner(f"partner-{number}", cities=[city])
    make_engagement(partner, on=date(2021 + number, 5, 1))
    make_assignment(make_expert(name_en=f"Expert {number}"), city)
    suggestion = make_suggestion(city, f"NAN-{number}/2569", text=f"ป้าย {number}")
    make_moderation(suggestion)
    suggestion.consider(SuggestionStep(effective_on=DAY), by=None, on=DAY)
    make_article(f"article-{number}", published=DAY, cities=[city])
