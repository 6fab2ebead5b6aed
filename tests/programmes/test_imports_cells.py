"""How cells are read and said: choices by any of their words, yes and no, cities."""

from io import BytesIO

import pytest
from django.utils import translation

from cities.models import City, Event
from creativecity.spreadsheets import write_csv
from programmes.imports import ADAPTERS
from programmes.imports.adapter import (
    Column,
    RowError,
    cities_by_name,
    city_of,
    day_text,
    number_text,
    parts,
)
from programmes.imports.effects_shown import told
from programmes.imports.files import read
from tests.factories import make_event

KIND = Column("kind", "ประเภท", "Kind", choices=Event.Kind)
PUBLIC = Column("is_public", "เผยแพร่", "Public", is_yes_or_no=True)


@pytest.mark.parametrize(
    "text", ["meeting", "MEETING", " การประชุม ", "Meeting", "การ\u200bประชุม"]
)
def test_a_choice_is_read_by_its_value_or_its_label(text):
    assert KIND.value(text) == "meeting"


def test_what_is_no_choice_stays_for_the_form_to_refuse():
    assert KIND.value("งานวัด") == "งานวัด"


@pytest.mark.parametrize(
    ("kind", "name", "heading"),
    [
        ("events", "took_part_th", "ผู้มีส่วนร่วมภาษาไทย"),
        ("events", "took_part_en", "ผู้มีส่วนร่วมภาษาอังกฤษ"),
        ("events", "spent_baht", "เงินที่ใช้ (บาท)"),
        ("events", "next_step", "งานที่จะทำต่อไป"),
        ("partners", "joined_on", "ร่วมงานตั้งแต่วันที่"),
        ("partners", "left_on", "สิ้นสุดการร่วมงานวันที่"),
        ("articles", "slug", "ที่อยู่"),
    ],
)
def test_headings_of_an_older_release_are_still_read(kind, name, heading):
    adapter = ADAPTERS[kind]
    required = [each.heading_th for each in adapter.columns if each.is_required]
    header = [*required, heading]
    content = write_csv(header, [["x"] * len(header)])

    [row] = read(BytesIO(content), "rows.csv", adapter)["rows"]

    assert row[name] == "x"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ใช่", "on"),
        ("Yes", "on"),
        ("๑", "on"),
        ("ไม่ใช่", ""),
        ("no", ""),
        ("", ""),
        ("อาจจะ", "อาจจะ"),
    ],
)
def test_yes_and_no_are_read(text, value):
    assert PUBLIC.value(text) == value


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (KIND, "meeting", "meeting"),
        (KIND, "", ""),
        (PUBLIC, True, "yes"),
        (PUBLIC, False, "no"),
        (Column("n", "จำนวน", "Number"), None, ""),
        (Column("n", "จำนวน", "Number"), 3, "3"),
    ],
)
def test_a_value_is_said_in_the_readers_language(column, value, text):
    with translation.override("en"):
        assert column.text(value) == text


def test_labels_are_what_may_be_chosen():
    with translation.override("en"):
        assert PUBLIC.labels() == ["yes", "no"]
        assert KIND.labels()[0] == "meeting"
        assert Column("n", "จำนวน", "Number").labels() == []


@pytest.mark.parametrize("name", ["nan", "NAN", "น่าน", "จังหวัดน่าน", "เมืองน่าน", "Nan "])
def test_a_city_is_known_by_any_of_its_names(name, facts):
    assert city_of({"city": name}, cities_by_name()).slug == "nan"


@pytest.mark.parametrize("name", ["", "พะเยา", "จังหวัด"])
def test_another_city_is_refused_with_the_names_of_ours(name, facts):
    with pytest.raises(RowError) as refusal:
        city_of({"city": name}, cities_by_name(City.objects.filter(slug="nan")))

    assert refusal.value.column == "city"


def test_small_readings():
    assert number_text(" ๑,๒๐๐ ") == "1200"
    assert parts("น่าน, สุโขทัย; \n เพชรบุรี,") == ["น่าน", "สุโขทัย", "เพชรบุรี"]
    assert day_text(None) == ""


@pytest.mark.parametrize(
    ("name", "value", "heading", "words"),
    [
        ("kind", "meeting", "Kind", "meeting"),
        ("starts_on", "2026-09-13", "First day", "13/9/2026"),
        ("city", 1, "City", "1"),
        ("source_codes", ["NHD"], "Sources", "NHD"),
        ("basis", "source", "Basis", "stated by its source"),
        ("people", 12, "People", "12"),
    ],
)
def test_an_effect_is_told_by_heading_and_words(name, value, heading, words, cast):
    event = make_event(City.objects.get(slug="nan"))
    effect = {"row": 2, "verb": "changed", "subject": "cities.event", "id": event.pk}

    with translation.override("en"):
        [each] = told(
            [{**effect, "before": {}, "after": {name: value}}], ADAPTERS["events"]
        )

    assert each.changes == ((heading, "", words),)
