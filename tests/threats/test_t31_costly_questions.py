"""T31: long, deep and twisted questions are answered, or refused, at once."""

import time

import pytest

from creativecity.thai_dates import DateNotUnderstood, parse_date
from creativecity.thai_text import keep_whole, normalise, search_key
from creativecity.thai_years import YearNotUnderstood, parse_year
from programmes.markdown import rendered

LONG = 10_000
TEXTS = {
    "one letter": "ก" * LONG,
    "words": "เมือง " * (LONG // 6),
    "marks": "ก" + "่" * LONG,
    "wild cards": "%_" * (LONG // 2),
    "quotes": "\"'" * (LONG // 2),
    "brackets": "[(" * (LONG // 2),
    "numerals": "๑" * LONG,
    "blanks": " \u00a0" * (LONG // 2),
    "hidden": "\u200b\u202e" * (LONG // 2),
    "split vowels": "ลํา" * (LONG // 3),
    "glossary": "ยูเนสโกยูเนสโก้" * (LONG // 16),
    "a date that never ends": "1/" * (LONG // 2),
    "nearly a number": "9" * LONG + "x",
}
LIMIT = 0.5  # seconds of work


def work(do):
    """Seconds of this process: what once takes long by chance is tried again."""
    found = []
    while len(found) < 3 and min(found, default=LIMIT) >= LIMIT:
        start = time.process_time()
        do()
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize(
    "path",
    ["/th/search/", "/th/cities/nan/", "/th/cities/", "/api/v1/cities/"],
)
def test_ten_thousand_letters_are_answered_at_once(path, what, indexed_facts, client):
    asked = dict.fromkeys(("q", "as_of", "field", "page", "ordering"), TEXTS[what])
    answers = []
    took = work(lambda: answers.append(client.get(path, asked).status_code))

    assert {status for status in answers if status not in {200, 302, 400, 404}} == set()
    assert took < LIMIT


@pytest.mark.parametrize("what", TEXTS)
def test_rules_about_text_take_ten_thousand_letters(what):
    text = TEXTS[what]

    kept = keep_whole.__wrapped__  # it remembers what it was asked before

    assert work(lambda: [normalise(text), search_key(text), kept(text)]) < LIMIT
    assert work(lambda: rendered(text)) < LIMIT * 2
    assert work(lambda: refused(parse_date, text)) < LIMIT
    assert work(lambda: refused(parse_year, text)) < LIMIT


def refused(parse, text):
    with pytest.raises((DateNotUnderstood, YearNotUnderstood)):
        parse(text, "th")


@pytest.mark.parametrize(
    "languages",
    [
        "th-" + "x" * LONG,
        ",".join(["th;q=0.1"] * 2_000),
        "th," * 5_000,
        "-".join("a" * 3_000),
        "th;q=" + "9" * LONG,
    ],
    ids=["long", "many", "commas", "parts", "weight"],
)
def test_a_huge_wish_for_languages_costs_nothing(languages, db, client):
    headers = {"Accept-Language": languages}

    assert work(lambda: client.get("/", headers=headers)) < LIMIT
    assert client.get("/", headers=headers).status_code == 302


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "1e9", "NaN", "๑", "last", " 2"])
@pytest.mark.parametrize(
    "path", ["/th/changes/", "/th/search/?q=น่าน", "/th/participate/events/"]
)
def test_a_page_past_the_end_is_no_error(path, page, indexed_facts, client):
    answer = client.get(f"{path}{'&' if '?' in path else '?'}page={page}")

    assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize("asked", ["limit=999999999", "offset=" + "9" * 30, "limit=-1"])
def test_the_api_gives_no_more_than_a_page(asked, facts, client):
    answer = client.get(f"/api/v1/facts/?{asked}")

    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or len(answer.json()["results"]) <= 1000


def test_a_form_of_ten_thousand_fields_is_refused(db, client):
    fields = {f"f{number}": "x" for number in range(10_000)}

    assert client.post("/th/participate/suggest/", fields).status_code == 400
