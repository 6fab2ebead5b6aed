"""News and knowledge from a file: drafts, unless the row says a day."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import City
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.imports.articles import AS_IT_IS
from programmes.models import Article
from tests.factories import make_article
from tests.programmes.importing import (
    comes_back,
    faults,
    judged,
    states,
    take_in,
    withdraw,
)

KIND = "articles"
ROW = {
    "kind": "ข่าว",
    "cities": "น่าน, สุโขทัย",
    "field": "การออกแบบ",
    "title_th": "เปิดย่านสร้างสรรค์",
    "summary_th": "เปิดแล้ววันนี้",
    "body_th": "# หัวข้อ\n\n- หนึ่ง\n    - ซ้อน\n",
}
ENGLISH = {
    "title_en": "A district opens",
    "summary_en": "It is open.",
    "body_en": "Open.",
}


@pytest.fixture
def secretary(cast):
    return cast["secretary"]


@pytest.fixture
def opened(cast):
    """A draft on Nan, in Thai alone."""
    nan = City.objects.filter(slug="nan")
    texts = {name: ROW[name].strip() for name in ("title_th", "summary_th", "body_th")}
    return make_article("opened", cities=nan, kind="news", **texts)


def row_of(article, **changes):
    return {"slug": article.slug, "title_th": article.title_th, **changes}


def test_a_new_article_is_a_draft(secretary):
    row = take_in(KIND, secretary, ROW)

    article = Article.objects.get()
    assert (article.state(), article.kind, article.field) == ("draft", "news", "design")
    assert article.body_th == "# หัวข้อ\n\n- หนึ่ง\n    - ซ้อน"
    assert {city.slug for city in article.cities.all()} == {"nan", "sukhothai"}
    assert row.effects[0]["after"]["slug"] == "news-1"


def test_with_a_day_it_is_published_from_then_on(secretary):
    ahead = today() + timedelta(days=7)
    row = {**ROW, **ENGLISH, "published_on": format_numeric(ahead, "th")}

    take_in(KIND, secretary, row)

    article = Article.objects.get()
    assert (article.published_on, article.state()) == (ahead, "scheduled")
    assert article.slug == "a-district-opens"
    assert states(KIND, secretary, row) == ["unchanged"]


WRONG = {
    "no title": ({"title_th": ""}, "ชื่อภาษาไทย"),
    "no sentence": ({"summary_th": " "}, "สาระสำคัญในหนึ่งประโยค (ภาษาไทย)"),
    "no text": ({"body_th": ""}, "ข้อความภาษาไทย"),
    "no kind": ({"kind": ""}, "ประเภท"),
    "another kind": ({"kind": "ประกาศ"}, "ประเภท"),
    "another field": ({"field": "กีฬา"}, "สาขาสร้างสรรค์"),
    "another city": ({"cities": "น่าน, ภูเก็ต"}, "เกี่ยวกับเมือง"),
    "half in English": (
        {"title_en": "Open", "body_en": "Yes"},
        "สาระสำคัญในหนึ่งประโยค (ภาษาอังกฤษ)",
    ),
    "no such source": ({"source_codes": "XX99"}, "แหล่งอ้างอิง"),
    "a picture it has not": ({"body_th": "![](picture:1)"}, "ข้อความภาษาไทย"),
    "too tangled": ({"body_th": "[" * 30}, "ข้อความภาษาไทย"),
    "too long": ({"summary_th": "ก" * 301}, "สาระสำคัญในหนึ่งประโยค (ภาษาไทย)"),
    "no address": ({"slug": "nowhere"}, "ที่อยู่เว็บ"),
    "a day that has passed": ({"published_on": "1/1/2560"}, "เผยแพร่ตั้งแต่"),
    "no day": ({"published_on": "พรุ่งนี้"}, "เผยแพร่ตั้งแต่"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_column(secretary, name):
    changes, column = WRONG[name]

    found = faults(KIND, secretary, {**ROW, **changes})

    assert [heading for heading, _reason in found] == [column]


def test_whoever_does_not_publish_brings_drafts_of_the_own_city(cast):
    officer, row = cast["officer.nan"], {**ROW, "cities": "น่าน"}
    day = format_numeric(today(), "th")

    [(column, _reason)] = faults(KIND, officer, {**row, "published_on": day})
    assert column == "เผยแพร่ตั้งแต่"
    assert states(KIND, officer, row) == ["new"]
    assert states(KIND, officer, ROW) == ["wrong"]


def test_an_article_is_known_by_its_address_or_its_title(secretary, opened):
    row = row_of(opened, title_th="เปิดแล้ว")

    take_in(KIND, secretary, row)
    take_in(KIND, secretary, {"title_th": "เปิดแล้ว", "summary_th": "ใหม่"})

    opened.refresh_from_db()
    assert (opened.title_th, opened.summary_th) == ("เปิดแล้ว", "ใหม่")
    assert Article.objects.count() == 1


def test_an_address_may_be_whole(secretary, opened):
    row = row_of(opened, slug=f"https://example.org/th/knowledge/{opened.slug}/")

    assert states(KIND, secretary, row) == ["unchanged"]


def test_articles_of_one_title_are_told_apart_by_their_address(secretary, opened):
    make_article("opened-2", title_th=opened.title_th)

    [(column, reason)] = faults(KIND, secretary, ROW)

    assert column == "ที่อยู่เว็บ"
    assert "opened, opened-2" in reason


def test_what_changes_is_saved_and_shown(secretary, opened):
    row = row_of(opened, body_th="ข้อความใหม่", cities="nan; Sukhothai", **ENGLISH)

    [line] = judged(KIND, secretary, row).lines
    take_in(KIND, secretary, row)

    opened.refresh_from_db()
    assert ("เกี่ยวกับเมือง", "น่าน", "nan; Sukhothai") in line.changes
    assert (opened.body_th, opened.body_en) == ("ข้อความใหม่", "Open.")
    assert opened.cities.count() == 2
    assert opened.has_english()


def test_a_draft_is_published_by_its_row(secretary, opened):
    row = row_of(opened, published_on=format_numeric(today(), "th"))

    taken = take_in(KIND, secretary, row)

    opened.refresh_from_db()
    assert opened.is_published()
    assert taken.effects[0]["before"] == {"published_on": None}
    assert states(KIND, secretary, row) == ["unchanged"]
    assert states(KIND, secretary, row_of(opened, published_on="")) == ["unchanged"]


def test_the_first_day_of_what_is_shown_cannot_be_moved(secretary, opened):
    opened.publish(by=secretary)
    day = format_numeric(today() + timedelta(days=1), "th")

    [(column, _reason)] = faults(KIND, secretary, row_of(opened, published_on=day))

    assert column == "เผยแพร่ตั้งแต่"


def test_the_same_file_twice_changes_nothing(secretary):
    rows = [ROW, {**ROW, **ENGLISH, "title_th": "อีกเรื่อง"}]
    take_in(KIND, secretary, *rows)

    assert states(KIND, secretary, *rows) == ["unchanged", "unchanged"]


def test_a_column_that_is_missing_stays_as_it_is(secretary):
    body = "1. หนึ่ง\n    code  block\n\n    - ซ้อน"
    article = make_article("coded", body_th=body)

    take_in(KIND, secretary, row_of(article, summary_th="ใหม่"))

    article.refresh_from_db()
    assert (article.body_th, article.summary_th) == (body, "ใหม่")


def test_what_is_on_record_comes_back_unchanged(secretary, sampled):
    assert set(comes_back(KIND, secretary)) == {"unchanged"}
    with translation.override("en"):
        assert set(comes_back(KIND, secretary, "xlsx")) == {"unchanged"}


def test_a_text_too_long_for_a_cell_stays_as_it_is(secretary):
    article = make_article("long", body_th="ยาว " * 8_000 + "จบ")
    [line] = judged(KIND, secretary, row_of(article, body_th=AS_IT_IS)).lines

    assert line.state == "unchanged"
    assert comes_back(KIND, secretary, "xlsx") == ["unchanged"]


def test_another_indent_is_a_change(secretary, opened):
    row = row_of(opened, body_th="# หัวข้อ\n\n- หนึ่ง\n- ซ้อน")

    assert states(KIND, secretary, row) == ["changed"]


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00[]"), max_size=60)


@given(texts=st.tuples(TEXT, TEXT, TEXT))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_every_article_comes_back_as_it_went_out(secretary, texts):
    title, summary, body = (f"ก{text}ข" for text in texts)
    with transaction.atomic():
        make_article(title_th=title, summary_th=summary, body_th=body)
        assert comes_back(KIND, secretary) == ["unchanged"]
        transaction.set_rollback(True)


def test_undone_a_new_article_is_taken_down(secretary):
    day = format_numeric(today(), "th")
    row = take_in(KIND, secretary, {**ROW, "published_on": day})

    assert withdraw(row, secretary) == [""]
    assert Article.objects.get().state() == "taken-down"
    assert states(KIND, secretary, ROW) == ["new"]


def test_undone_what_was_changed_is_as_it_was(secretary, opened):
    day = format_numeric(today(), "th")
    changes = {"body_th": "ใหม่", "cities": "สุโขทัย", "published_on": day}
    row = take_in(KIND, secretary, row_of(opened, **changes))

    assert withdraw(row, secretary) == ["", "", ""]
    opened.refresh_from_db()
    assert opened.body_th.startswith("# หัวข้อ")
    assert [city.slug for city in opened.cities.all()] == ["nan"]
    assert opened.state() == "taken-down"


def test_what_was_changed_since_is_left(secretary, opened):
    changes = {"body_th": "ใหม่", "summary_th": "ใหม่", "cities": ""}
    row = take_in(KIND, secretary, row_of(opened, **changes))
    opened.refresh_from_db()
    opened.body_th = "ใหม่กว่า"
    nan = City.objects.filter(slug="nan")
    opened.edit(by=secretary, fields=["body_th"], cities=nan)

    left = withdraw(row, secretary)

    opened.refresh_from_db()
    assert [bool(words) for words in left] == [True, True]
    assert (opened.body_th, opened.summary_th) == ("ใหม่กว่า", "เปิดแล้ววันนี้")


def test_a_new_article_that_was_changed_since_is_left(secretary):
    row = take_in(KIND, secretary, ROW)
    Article.objects.get().publish(by=secretary)

    assert withdraw(row, secretary) != [""]
    assert Article.objects.get().is_published()


def test_many_rows_are_looked_up_as_one(secretary, django_assert_num_queries):
    articles = [make_article(f"a-{n}", title_th=f"เรื่อง {n}") for n in (1, 2, 3)]
    rows = [row_of(article) for article in articles]
    judged(KIND, secretary, rows[0])

    # Beside them the page's own form asks which entry of the ledger it shows.
    for some in (rows[:1], rows):
        with django_assert_num_queries(4 + len(some)):
            assert set(states(KIND, secretary, *some)) == {"unchanged"}
