"""The evidence for the security standard: each test, setting, part that it names is."""

import csv
import re
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from creativecity.thai_text import normalise
from programmes.security_standard import KINDS, by_chapter, chosen_items, standard
from tests.visible import visible_text

ROOT = settings.BASE_DIR
#: How many items each chapter has at levels 1 and 2, as OWASP published 5.0.0.
SIZES = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
#: What each kind of item has to name, beside what else it does.
NAMES = {
    "test": "tests/",
    "document": "docs/",
    "operator": "docs/",
}


def test_each_item_stands_once_in_the_standards_order():
    numbers = [
        [int(part) for part in item.number.removeprefix("V").split(".")]
        for item in standard().items
    ]

    assert numbers == sorted(numbers)
    assert len({item.number for item in standard().items}) == len(numbers)
    counted = Counter(item.chapter() for item in standard().items)
    assert [counted[chapter.code] for chapter in standard().chapters] == SIZES


def test_each_item_is_said_in_both_languages_in_one_sentence():
    for item in standard().items:
        assert item.kind in KINDS
        assert item.level in {1, 2}
        assert item.says_en.endswith(".")
        assert re.search("[ก-๙]", item.says_th)
        assert item.says_th == normalise(item.says_th)


def test_as_many_apply_as_were_found_to():
    counts = {kind: n for kind, _words, n in standard().counts()}

    assert (standard().applicable(), counts["none"]) == (184, 69)
    assert sum(counts.values()) == len(standard().items) == 253


def test_what_does_not_apply_names_nothing_and_all_else_something():
    assert [
        i.number for i in standard().items if bool(i.where) == (i.kind == "none")
    ] == []


@pytest.mark.parametrize("kind", NAMES)
def test_an_item_names_what_it_is_answered_by(kind):
    items = [item for item in standard().items if item.kind == kind]

    odd = [
        i.number for i in items if not any(w.startswith(NAMES[kind]) for w in i.where)
    ]

    assert odd == []


def test_an_item_answered_by_a_setting_names_one():
    items = [item for item in standard().items if item.kind == "setting"]

    assert [i.number for i in items if not any(map(str.isupper, i.where))] == []


def test_everything_that_is_named_is_there():
    places = {place for item in standard().items for place in item.where}

    assert sorted(place for place in places if not is_there(place)) == []


def is_there(place):
    if place.isupper():
        return hasattr(settings, place)
    path, _, part = re.sub("::|#", "\n", place).partition("\n")
    if not (ROOT / path).is_file():
        return False
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.startswith("docs/"):
        return not part or part in anchors(text)
    return not part or f"\ndef {part}(" in text


def anchors(text):
    """As forges make them of headings."""
    heads = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "place",
    [
        "NO_SUCH_SETTING",
        "tests/no_such_file.py",
        "tests/test_access.py::test_no_such_test",
        "docs/security.md#no-such-part",
    ],
)
def test_what_is_not_there_is_found_out(place):
    assert not is_there(place)


def test_items_are_chosen():
    assert len(chosen_items()) == 253
    assert {item.chapter() for item in chosen_items(chapter="V8")} == {"V8"}
    assert {item.kind for item in chosen_items(kind="operator")} == {"operator"}
    assert {item.level for item in chosen_items(level="1")} == {1}
    [(chapter, items)] = by_chapter(chosen_items(chapter="V7", kind="document"))
    assert (chapter.code, [i.number for i in items]) == ("V7", ["V7.1.1", "V7.1.2"])


# The page


def read(client, query=None, name="security"):
    with translation.override("en"):
        return client.get(reverse(f"staff:{name}"), query)


def test_page_counts_and_lists_the_items(sign_in):
    response = read(sign_in("auditor"))

    text = visible_text(response)
    assert "184 of 253 items apply here" in text
    assert "V1 Encoding and cleaning" in text
    assert "tests/test_thai_text.py::test_text_has_one_spelling" in text
    assert len(response.context["page"]) == 60


def test_page_is_narrowed_in_the_address(sign_in):
    response = read(sign_in("secretary"), {"chapter": "V12", "kind": "operator"})

    assert [chapter.code for chapter, _i in response.context["chapters"]] == ["V12"]
    assert "Clear all" in visible_text(response)


def test_page_says_where_nothing_fits(sign_in):
    text = visible_text(read(sign_in("auditor"), {"chapter": "V17", "kind": "test"}))

    assert "No item fits what was chosen" in text


def test_what_is_not_understood_counts_as_not_chosen(sign_in):
    response = read(sign_in("auditor"), {"chapter": "V99", "level": "9"})

    assert response.context["page"].paginator.count == 253


def test_csv_holds_what_was_chosen(sign_in):
    response = read(sign_in("auditor"), {"kind": "document"}, "security_csv")

    rows = [*csv.reader(StringIO(response.content.decode("utf-8-sig")))]
    items = chosen_items(kind="document")
    assert rows[0][0] == "Item"
    assert [row[0] for row in rows[1:]] == [item.number for item in items]
    assert rows[1][4] == "; ".join(items[0].where)
    name = f"security-{standard().gathered_on}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_workbook_holds_what_was_chosen(sign_in):
    response = read(sign_in("auditor"), {"chapter": "V8"}, "security_xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    numbers = [cell.value for cell in sheet["A"] if str(cell.value).startswith("V")]
    assert numbers == [item.number for item in chosen_items(chapter="V8")]
