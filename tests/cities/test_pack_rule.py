"""What is missing in a pack: each reason by a row, counts by what must always hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.pack.counting import count_words, has_thai
from cities.pack.rule import check, check_total
from cities.pack.values import MEGABYTE, Asked, File, Present

DEADLINE = date(2031, 3, 3)
PDF = File("application/pdf", 200_000)
JPEG = File("image/jpeg", 2_900_000)
RETIRED, DAMAGED = replace(PDF, fault="retired"), replace(PDF, fault="damaged")
LETTER = Present(file=PDF, signer="นายกเทศมนตรี", signed_on=date(2031, 1, 5))
PHOTO = Present(file=JPEG, caption="A loom", credit="Mali", rights=PDF)


def codes(kind, items=(), *, notes=False, photos=None, needs_rights=True, **asked):
    found = check(
        Asked("x", kind, **asked),
        items,
        day=DEADLINE,
        photos=photos,
        needs_rights=needs_rights,
    )
    said = found.notes if notes else found.reasons
    return [(reason.code, reason.number) for reason in said]


@pytest.mark.parametrize("kind", ["form", "letter", "photo", "rights", "other"])
def test_what_is_not_there_is_missing(kind):
    assert codes(kind) == [("missing", None)]


@pytest.mark.parametrize("kind", ["links", "list"])
def test_links_may_be_none_and_the_list_is_made_with_the_pack(kind):
    assert codes(kind) == []


def test_too_few_says_how_many_of_how_many():
    found = check(Asked("photos", "photo", count=3), [PHOTO], day=DEADLINE)

    assert (found.have, found.count) == (1, 3)
    assert found.reasons[0].code == "too-few"
    assert found.reasons[0].values == {"have": 1, "count": 3}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"signer": " "}, [("no-signer", 1)]),
        ({"signed_on": None}, [("no-signing-day", 1)]),
        ({"signed_on": date(2031, 3, 4)}, [("signed-late", 1)]),
        ({"signed_on": DEADLINE}, []),
        ({"valid_until": date(2031, 3, 2)}, [("run-out", 1)]),
        ({"valid_until": date(2031, 1, 4)}, [("run-out", 1), ("ends-unsigned", 1)]),
        ({"valid_until": DEADLINE}, []),
        ({"file": RETIRED}, [("missing", None), ("retired", 1)]),
        ({"file": DAMAGED}, [("missing", None), ("damaged", 1)]),
        ({"file": None}, [("missing", None)]),
    ],
)
def test_a_letter_needs_its_signer_its_day_and_validity(change, expected):
    assert codes("letter", [replace(LETTER, **change)]) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"file": replace(JPEG, size=3_000_001)}, [("too-big", 1)]),
        ({"file": replace(JPEG, size=3_000_000)}, []),
        ({"file": PDF}, [("not-a-picture", 1)]),
        ({"caption": ""}, [("no-caption", 1)]),
        ({"credit": ""}, [("no-credit", 1)]),
        ({"rights": None}, [("rights-missing", 1)]),
        ({"rights": RETIRED}, [("rights-retired", 1)]),
        ({"rights": DAMAGED}, [("rights-damaged", 1)]),
    ],
)
def test_a_photo_needs_size_type_words_and_rights(change, expected):
    photo = replace(PHOTO, **change)

    assert codes("photo", [photo], max_bytes=3 * MEGABYTE) == expected


def test_limits_that_are_not_known_are_not_judged():
    assert codes("photo", [replace(PHOTO, file=replace(JPEG, size=10**9))]) == []
    assert codes("photo", [replace(PHOTO, rights=None)], needs_rights=False) == []


def test_rights_are_met_through_the_photos():
    photos = [PHOTO, replace(PHOTO, number=2, rights=RETIRED)]

    assert codes("rights", photos=photos, count=2) == [("too-few", None)]
    assert codes("rights", photos=photos, count=1) == []
    assert codes("rights", [Present(file=PDF)]) == []  # a call that lists no photos


@pytest.mark.parametrize(
    ("item", "limit", "reasons", "notes"),
    [
        (Present(text="x", words=10), 10, [], []),
        (Present(text="x", words=11), 10, [("too-many-words", 1)], []),
        (Present(text="x", words=11), None, [], [("word-limit-unknown", 1)]),
        (Present(file=PDF), 10, [], [("words-uncounted", 1)]),
        (Present(text="x", words=1, has_thai=True), 9, [], [("thai-uncounted", 1)]),
        (Present(file=RETIRED), 10, [("missing", None), ("retired", 1)], []),
    ],
)
def test_words_of_a_form(item, limit, reasons, notes):
    assert codes("form", [item], max_words=limit) == reasons
    assert codes("form", [item], max_words=limit, notes=True) == notes


def test_links_are_counted_line_by_line():
    text = "https://a.example\n\n http://b.example \nwww.c.example"

    assert codes("links", [Present(text=text)], count=3) == [("not-a-link", 1)]
    assert codes("links", [Present(text=text)], count=2) == [
        ("not-a-link", 1),
        ("too-many-links", None),
    ]


def test_a_list_of_an_earlier_call_is_marked():
    assert codes("other", [Present(file=PDF)], copied_from=2021) == []
    assert codes("other", notes=True, copied_from=2021) == [("copied-from", None)]


@given(st.integers(min_value=0, max_value=10**10), st.integers(1, 1000))
def test_a_total_is_too_big_exactly_beyond_the_limit(size, limit):
    found = check_total(size, limit)

    assert bool(found.reasons) == (size > limit * 1_000_000)
    assert found.notes == ()


@given(st.integers(min_value=0))
def test_an_unknown_limit_of_the_total_is_said(size):
    found = check_total(size, None)

    assert found.reasons == ()
    assert [note.code for note in found.notes] == ["total-limit-unknown"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n ", 0),
        ("Nan weaves cloth.", 3),
        ("hand-woven cloth", 2),
        ("l'artisanat d'art", 2),
        ("crafts & folk art", 3),
        ("cloth - and silver", 3),
        ("cloth—and silver", 3),
        ("2.5 % of 1,000", 3),
        ("the city of น่าน", 3),
        ("น่านUCCN", 0),
    ],
)
def test_words_are_counted_as_word_processors_count_them(text, count):
    assert count_words(text) == count


words = st.text("abcdefghij0123", min_size=1)


@given(st.lists(words), st.sampled_from([" ", "\n", "\t ", " – ", " & "]))
def test_as_many_words_as_were_joined_by_blanks(found, blank):
    assert count_words(blank.join(found)) == len(found)


@given(st.text(), st.text())
def test_two_texts_have_the_words_of_both(first, second):
    assert count_words(f"{first}\n{second}") == count_words(first) + count_words(second)


@given(st.lists(words, min_size=1))
def test_a_hyphen_joins(found):
    assert count_words("-".join(found)) == 1


def test_thai_letters_are_noticed():
    assert has_thai("Nan น่าน")
    assert not has_thai("Nan")
