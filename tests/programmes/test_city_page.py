"""The city page: its answers, its chapters, the day asked about, what it costs."""

import gzip
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Suggestion
from creativecity.ledger.remembered import remembered
from creativecity.thai_calendar import today
from tests.addresses import address
from tests.factories import (
    DAY,
    make_article,
    make_assignment,
    make_city,
    make_event,
    make_evidence,
    make_expert,
    make_file,
    make_milestone,
    make_move,
    make_outcome,
    make_reading,
    make_suggestion,
    make_verified,
)
from tests.visible import squeeze, visible_text

PAGE = "cities:detail"
CITIES = ("sukhothai", "nan", "suphan-buri", "phetchaburi", "chiang-rai")
#: A city page with something in every chapter, where the public record was read already
#: at this version; and where all of it is read for the first time.
QUERIES, ALL_QUERIES = 12, 34
#: Bytes of the page as it is sent, of a city with no sample data.
SENT = 14_000


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def visit(client, facts):
    """`visit("nan", as_of="1/10/2021")` is the answer in English."""

    def opened(slug="nan", language="en", **query):
        with translation.override(language):
            where = address(PAGE, slug=slug)
        return client.get(where, query)

    return opened


@pytest.fixture
def text(visit):
    return lambda *args, **query: visible_text(visit(*args, **query))


def answers(response):
    """The first screen: name of each answer to its words."""
    html = response.content.decode()
    [told] = re.findall(r'<dl class="answers">(.*?)</dl>', html, re.DOTALL)
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", told, re.DOTALL)
    return {plain(name): plain(words) for name, words in pairs}


def plain(html):
    return squeeze(
        unescape(
            re.sub(r"<[^>]+>", "", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
        )
    )


# The first screen


def test_three_answers_come_first(visit, nan, cast):
    make_verified(nan, level=3, by=cast["cea"])

    told = answers(visit())

    assert list(told) == ["Next duty", "Readiness", "What slipped"]
    assert told["Next duty"].startswith(
        "Membership Monitoring Report, due 2029 upcoming"
    )
    assert told["Readiness"] == (
        "2–99 % from 1 of 37 indicators Only what an agency verified counts."
    )
    assert told["What slipped"] == (
        "1 of 3 dates Aim: submit to UNESCO in fiscal year 2021 (October 2020 to "
        "September 2021): 1,250 days later than the baseline Recorded in between: "
        "not nominated nationally (2021); not nominated nationally (2023)"
    )


def test_before_membership_nothing_is_owed(visit):
    told = answers(visit(as_of="2021-12-31"))

    assert told["Next duty"] == "None: only a member owes reports."
    assert told["What slipped"].endswith("not nominated nationally (2021)")


def test_before_the_agreement_no_date_was_agreed(visit):
    told = answers(visit(as_of="2019-06-01"))

    assert told["What slipped"] == "No date has been agreed on by this day."


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("phetchaburi", "Nothing: none of the"),
        ("sukhothai", "Nothing: none of the"),
    ],
)
def test_a_city_that_kept_its_dates_is_told_so(slug, words, visit):
    assert answers(visit(slug))["What slipped"].startswith(words)


def test_the_reason_of_a_move_is_the_why(visit, nan, cast):
    membership = nan.milestones.get(code="mmr-2029").membership
    due = date(2021, 10, 1)
    milestone = make_milestone(
        nan, membership=membership, code="data", due=due, agreed=date(2021, 9, 1)
    )
    make_move(milestone, date(2035, 1, 1), note="The flood of June")

    assert (
        "Why: the work changed: The flood of June" in (answers(visit())["What slipped"])
    )


def test_a_city_without_rubric_or_facts_says_so_in_every_chapter(client, db):
    make_city()
    with translation.override("en"):
        text = visible_text(client.get(address(PAGE, slug="mae-hong-son")))

    for words in (
        "no rubric is published",
        "No date has been agreed on by this day.",
        "A city owes UNESCO a report every four years once it is a member.",
        "No bid is on record by this day.",
        "No meeting or activity is on record by this day.",
        "No expert sent to this city is on record by this day.",
        "No fact about this city is on record by this day.",
        "No evidence of this city is shown to the public by this day.",
        "No article about this city is published by this day.",
        "No suggestion for this city is on record by this day.",
    ):
        assert words in text


# Chapters


@pytest.mark.parametrize("slug", CITIES)
def test_every_link_on_the_page_leads_somewhere_on_it(slug, visit):
    html = visit(slug).content.decode()

    ids = set(re.findall(r'\sid="([^"]+)"', html))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets - ids == set()
    assert len(re.findall(r'\sid="([^"]+)"', html)) == len(ids)


def test_evidence_has_its_type_and_size(text, nan, cast):
    make_file(nan, cast["cea"], title_en="A plan", size=1_258_291)
    make_evidence(nan, title_en="Not for the public")

    assert "A plan (PDF, 1.2 MB)" in text()
    assert "Not for the public" not in text()


def test_long_lists_are_folded_with_their_counts(text, nan, cast):
    for number in range(7):
        piece = make_evidence(nan, link=f"https://example.org/{number}")
        piece.publish(by=cast["cea"])
        make_event(nan, name_en=f"Event {number}")

    shown = text()

    assert "2 more pieces of evidence" in shown
    assert re.search(r"\d+ earlier events", shown)
    assert "3 earlier bids" in shown
    assert re.search(r"\d+ more facts", shown)


def test_the_newest_articles_lead_to_their_pages(visit, nan, cast):
    article = make_article(cities=[nan], by=cast["secretary"], published=today())

    html = visit().content.decode()

    with translation.override("en"):
        assert f'href="{article.get_absolute_url()}"' in html


def test_experts_are_told_with_what_they_were_for_and_named_with_consent(text, nan):
    start, end = date(2025, 1, 6), date(2025, 2, 6)
    for name, consent in (("Somchai", start), ("Hidden", None)):
        expert = make_expert(
            name_en=name, speciality_en=f"Weaving of {name}", consented_on=consent
        )
        make_assignment(
            expert, nan, starts_on=start, ends_on=end, indicator_codes=["R1.1", "X9"]
        )

    shown = text()

    assert "Somchai Weaving of Somchai" in shown
    assert "An expert in Weaving of Hidden" in shown
    assert re.search(r"For: R1\.1 [^;]+; X9", shown)


def test_history_is_a_table_to_unfold(text, nan, cast):
    assert "How it came about" not in text()

    make_verified(nan, level=3, on=today() - timedelta(days=200), by=cast["cea"])

    assert "History over" in text()


def test_a_suggestion_is_asked_for_in_this_citys_name(visit):
    assert re.search(
        r'href="/en/participate/suggest/\?city=nan"', visit().content.decode()
    )


def test_a_suggestion_is_told_and_its_text_only_once_it_may_be_read(text, nan):
    Suggestion(
        city=nan,
        channel="letter",
        text="ขอพื้นที่จัดแสดง",
        effective_on=today(),
    ).receive(by=None)

    assert "NAN-1/" in text()
    assert "Its words are shown once somebody has read them" in text()
    assert "ขอพื้นที่จัดแสดง" not in text()


def test_what_was_made_up_is_marked_in_its_line(text, nan):
    make_suggestion(nan, is_sample=True)
    make_article(cities=[nan], published=DAY, is_sample=True)

    said = text()

    assert "NAN-1/2569, 1 October 2026 (sample)" in said
    assert said.count("(sample)") == 2


def test_events_beyond_what_a_page_holds_have_a_list(text, nan):
    for number in range(26):
        make_event(nan, on=DAY - timedelta(days=number), name_en=f"Event {number}.")

    said = text()

    assert "20 earlier events" in said
    assert ("Event 24." in said, "Event 25." in said) == (True, False)
    assert "All meetings and activities of Nan" in said


# As of a day


@pytest.mark.parametrize("typed", ["2021-09-30", "30/9/2564", "๓๐ ก.ย. ๒๕๖๔"])
def test_a_day_is_understood_however_it_is_typed_and_echoed(typed, text):
    assert "30 กันยายน 2564" in text(language="th", as_of=typed)


def test_what_was_understood_is_echoed_also_of_today(text):
    assert "Understood as" in text(as_of=today().isoformat())
    assert "Understood as" not in text()
    assert "Understood as" not in text(as_of="soon")


def test_every_link_to_a_page_of_the_city_keeps_the_day(visit):
    day = "as_of=2023-12-01"
    html = visit(as_of="1/12/2566", language="th").content.decode()
    [main] = re.findall(r"<main.*</main>", html, re.DOTALL)

    links = set(re.findall(r'href="(/th/cities/nan/[^"#]*)', main))
    assert {link for link in links if day not in link} == {"/th/cities/nan/"}
    assert 'data-kind="past"' in main


# Share and cite


def test_the_address_to_share_names_the_day(visit):
    response = visit(as_of="30/9/2021")

    assert response.context["address"] == (
        "http://testserver/en/cities/nan/?as_of=2021-09-30"
    )
    assert "As of 30 September 2021, version" in visible_text(response)
    assert today().isoformat() in visit().context["address"]


# What it costs


@pytest.fixture
def queries(visit):
    def counted():
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert visit().status_code == 200
        return len(found)

    return counted


@pytest.mark.slow
def test_it_takes_no_more_queries_than_promised_however_many_rows(nan, cast, queries):
    fill(nan, cast, 1)
    queries()  # the words of the rubric are read once in a process
    few = queries()
    fill(nan, cast, 3)

    assert queries() == few
    assert few <= ALL_QUERIES


@pytest.mark.slow
def test_once_the_record_was_read_it_takes_a_third_of_them(
    emptied_after, nan, cast, queries, visit, settings
):
    settings.REMEMBERED = 4
    remembered.forget()
    fill(nan, cast, 1)
    queries()
    few = queries()
    fill(nan, cast, 3)
    first = visit()

    assert queries() == few
    assert few <= QUERIES
    assert squeeze(visible_text(visit())) == squeeze(visible_text(first))


def test_what_is_remembered_is_forgotten_at_the_next_write(
    emptied_after, nan, cast, text, settings
):
    settings.REMEMBERED = 4
    remembered.forget()
    before = text()

    make_event(nan, name_en="A weaving fair nobody knew of")

    assert "A weaving fair nobody knew of" not in before
    assert "A weaving fair nobody knew of" in text()


CODES = ("R1.1", "R1.2", "R1.3", "R1.4", "R2.1", "R2.2")


def fill(city, cast, number):
    """Something in every chapter, `number` times."""
    membership = city.milestones.get(code="mmr-2029").membership
    for n in range(number):
        key = f"{number}-{n}"
        code = CODES[number + n - 1]
        make_verified(city, code, level=3, by=cast["cea"])
        make_reading(city, code, level=2, on=today())
        make_event(city, name_en=f"Event {key}")
        make_assignment(make_expert(name_en=key), city)
        make_outcome(city, year=2560 + number + n)
        piece = make_evidence(city, link=f"https://example.org/{key}")
        piece.publish(by=cast["cea"])
        step = make_milestone(city, membership=membership, code=f"step-{key}")
        make_move(step, date(2030, 1, 1))
        make_article(cities=[city], by=cast["secretary"], published=today())
        row = Suggestion(city=city, channel="letter", text=key, effective_on=today())
        row.receive(by=None)


@pytest.mark.parametrize("slug", CITIES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_is_light_as_it_is_sent(slug, language, visit):
    html = visit(slug, language).content

    assert len(gzip.compress(html, 6)) <= SENT
