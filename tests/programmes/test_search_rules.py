"""The search without a database: questions, ranking, excerpts, split words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.search.excerpts import LENGTH, excerpt, marked, pattern
from programmes.search.query import WORDS, read, runs
from programmes.search.ranking import Hit, most, rank, tier
from programmes.search.vocabulary import Vocabulary

TITLES = ("น่าน", "เพชรบุรี", "เชียงราย", "ดนตรี", "ย่านเมืองเก่าสุโขทัย", "sukhothai old town")


def keys(typed):
    return [word.key for word in read(typed).words]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("น่าน", ["น่าน"]),
        ("  Nan   City ", ["nan", "city"]),
        ("น\u0e49\u0e4d\u0e32", ["น้ำ"]),
        ("เเกง", ["แกง"]),
        ("มติ ๓/๒๕๖๙", ["มติ", "3/2569"]),
        ("“เมือง” (น่าน)", ["เมือง", "น่าน"]),
        ("น่าน, น่าน", ["น่าน"]),
        ("พ.ศ. 2568", ["พ.ศ", "2568"]),
        ("\u0e48\u0e31", []),
        ("?! ...", []),
        ("", []),
    ],
)
def test_question_is_taken_apart(typed, expected):
    assert keys(typed) == expected


def test_only_so_many_words_count():
    assert len(keys(" ".join(map(str, range(50))))) == WORDS


@pytest.mark.parametrize(
    ("typed", "other"),
    [("2568", "2025"), ("2025", "2568"), ("3/2569", "3/2026"), ("๒๕๖๘", "2025")],
)
def test_year_is_looked_for_in_both_eras(typed, other):
    assert read(typed).words[0].others == (other,)


@pytest.mark.parametrize("typed", ["474", "1500", "12345", "25680"])
def test_number_that_is_no_year_is_left_alone(typed):
    assert read(typed).words[0].others == ()


def test_tone_marks_are_meant_where_they_are_typed():
    assert read("นาน").words[0].forgives()
    assert not read("น่าน").words[0].forgives()
    assert read("น่าน").loosened().words[0].forgives()


def test_word_is_cut_where_its_script_changes():
    assert runs("ปีงบประมาณ2564") == ["ปีงบประมาณ", "2564"]
    assert runs("nanน่าน3/2569") == ["nan", "น่าน", "3/2569"]


PLAIN = {
    "pk": 1,
    "kind": "page",
    "city": None,
    "day": None,
    "starts": "",
    "phrase": 0,
    "ends": 20,
    "bare_ends": 20,
    "words": ((0, 5),),
}


def hit(**changes):
    return Hit(**{**PLAIN, **changes})


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        (0, {"starts": "น่าน\n", "phrase": 2, "words": ((2, 0),)}),
        (1, {"starts": "น่าน ", "phrase": 2, "words": ((2, 0),)}),
        (2, {"phrase": 8, "words": ((8, 0),)}),
        (3, {"words": ((3, 0), (9, 0))}),
        (4, {"phrase": 90, "words": ((90, 0),)}),
        (5, {"words": ((3, 0), (90, 0))}),
        (6, {"words": ((0, 7),)}),
        (6, {"words": ((3, 0), (0, 9))}),
        (7, {"words": ((0, 70),)}),
    ],
)
def test_tier_follows_from_where_the_words_are(expected, changes):
    assert tier(hit(**changes), "น่าน") == expected


def test_among_equals_kind_then_day_then_first_recorded():
    old, new = date(2026, 1, 1), date(2026, 2, 1)
    rows = [
        hit(pk=1, kind="page"),
        hit(pk=2, kind="event", day=old),
        hit(pk=3, kind="event", day=new),
        hit(pk=4, kind="event"),
        hit(pk=5, kind="city"),
    ]

    ranked = sorted(rows, key=lambda row: rank(row, "น่าน"))

    assert [row.pk for row in ranked] == [5, 3, 2, 4, 1]


def test_most_of_the_words_is_more_than_half():
    two, one = hit(words=((1, 0), (0, 4), (0, 0))), hit(words=((1, 0), (0, 0)))

    assert most([two, one]) == [two]


def test_unspaced_question_is_split_into_known_words():
    known = Vocabulary(TITLES)

    assert known.split(read("เมืองน่านดนตรี")).words == read("เมือง น่าน ดนตรี").words
    assert known.split_word("ดนตรีกขคน่าน") == ["ดนตรี", "กขค", "น่าน"]


def test_known_word_is_not_found_in_the_middle_of_a_cluster():
    """ดนตรี would end where its vowel does not belong to it."""
    assert Vocabulary(["กา"]).split_word("กาน้ำ") == ["กา", "น้ำ"]
    assert Vocabulary(["กน"]).split_word("กนี") == ["กนี"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sukothai", "sukhothai"),
        ("เพชรบรี", "เพชรบุรี"),
        ("น่าน", "น่าน"),
        ("qqqq", "qqqq"),
    ],
)
def test_slip_is_corrected_to_the_nearest_word(typed, expected):
    assert Vocabulary(TITLES).corrected(read(typed)) == expected


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("เมืองน่าน", "น่าน", "เมือง<mark>น่าน</mark>"),
        ("เมืองน่าน", "นาน", "เมือง<mark>น่าน</mark>"),
        ("นาน", "น่าน", "นาน"),
        ("ปี ๒๕๖๙", "2569", "ปี <mark>๒๕๖๙</mark>"),
        ("ปี 2568", "2025", "ปี <mark>2568</mark>"),
        ("Nan & <b>", "nan", "<mark>Nan</mark> &amp; &lt;b&gt;"),
        ("กิน", "ก", "<mark>กิ</mark>น"),
        ("a.c abc", "a.c", "<mark>a.c</mark> abc"),
        ("<น่าน>", "?", "&lt;น่าน&gt;"),
    ],
)
def test_words_that_were_found_are_marked(text, typed, expected):
    assert marked(text, pattern(read(typed).words)) == expected


def test_excerpt_is_cut_around_the_first_place():
    text = "ข" * 300 + " น่าน " + "ค" * 300

    shown = excerpt(text, pattern(read("น่าน").words))

    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>น่าน</mark>" in shown
    assert len(shown) < LENGTH + 60


def test_excerpt_without_a_place_is_the_beginning():
    assert excerpt("หนึ่ง\nสอง", None) == "หนึ่ง · สอง"


thai = st.text(
    st.characters(min_codepoint=0xE00, max_codepoint=0xE7F) | st.sampled_from(" ab<&")
)


@given(text=thai, typed=thai)
def test_excerpt_is_safe_and_cuts_no_cluster(text, typed):
    shown = excerpt(text, pattern(read(typed).words))

    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    for part in shown.split("</mark>")[1:]:
        assert not part or part[0] not in "\u0e31\u0e34\u0e35\u0e48\u0e49"


@given(st.text(max_size=200))
def test_any_question_can_be_read(typed):
    query = read(typed)

    assert len(query.words) <= WORDS
    assert read(f"  {typed}\u200b").words == query.words
    assert all(word.key and word.key[0] not in "\u0e48\u0e31" for word in query.words)
    Vocabulary(TITLES).split(query)
    Vocabulary(TITLES).corrected(query)
