"""The public pages of bids: one bid, two compared, nothing that is not published."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.bid_sides import sides
from cities.bids import bids_of
from cities.bids_compared import Compared
from cities.models import City, Source
from cities.templatetags.bid_words import days_words
from tests.addresses import address
from tests.factories import (
    make_candidacy,
    make_city,
    make_completion,
    make_feedback,
    make_gap,
    make_milestone,
    make_move,
    make_stage,
    make_verified,
)
from tests.visible import visible_text

PAGE, COMPARE = "cities:candidacy", "cities:compare_candidacies"
CANARY = "นกขมิ้น"
PRIVATE = "canary"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def chiang_rai(facts):
    """Not designated in 2021, designated in 2023."""
    return City.objects.get(slug="chiang-rai")


@pytest.fixture
def lost(chiang_rai):
    return chiang_rai.candidacies.get(call__year=2021)


@pytest.fixture
def won(chiang_rai):
    return chiang_rai.candidacies.get(call__year=2023)


def where(name, language="en", **changes):
    with translation.override(language):
        return address(name, slug="chiang-rai", **changes)


def read(client, year, as_of=""):
    return visible_text(client.get(where(PAGE, year=year), {"as_of": as_of}))


def compare(client, **asked):
    return client.get(where(COMPARE), asked)


def compared(city, one, other, on):
    bids = bids_of(city, on)
    return Compared(*sides(city, [bids[one], bids[other]]))


# One bid


def test_bid_is_told_with_stages_inferred_submission_and_ending(client, chiang_rai):
    text = read(client, 2021)

    for words in (
        "Chiang Rai: bid in the call of 2021",
        "How it ended submitted, not designated 8 November 2021",
        "Deadline of the call 30 June 2021",
        "on or before 30 June 2021 submitted Inferred: UNESCO judges only",
        "NAT21",
        "No feedback on this bid is published.",
        "No gap of this bid is published.",
        "Readiness on that day nothing was read here by that day",
        "Compare 2023 and 2021",
    ):
        assert words in text
    order = [text.index(w) for w in ("nominated nationally", "Inferred:", "[NAT21")]
    assert order == sorted(order)


def test_bid_is_told_in_thai(client, chiang_rai):
    text = visible_text(client.get(where(PAGE, "th", year=2021)))

    assert "เชียงราย" in text
    assert "30 มิถุนายน 2564" in text


def test_bid_as_of_an_earlier_day_leaves_out_what_came_later(client, lost):
    make_feedback(lost, is_public=True, effective_on=date(2021, 11, 20))
    make_gap(lost, is_public=True, found_on=date(2021, 11, 20))

    before = read(client, 2021, as_of="2021-11-07")
    after = read(client, 2021, as_of="2021-11-20")
    first = read(client, 2021, as_of="2020-01-01")

    assert "no ending on record by this day" in before
    assert "A budget is missing" not in before
    assert "No budget yet" not in before
    assert "How it ended submitted, not designated" in after
    assert "A budget is missing" in after
    assert "No budget yet" in after
    assert "No stage of this bid is on record by this day." in first
    assert "the deadline lies ahead" in first


def test_day_that_is_not_understood_is_told(client, chiang_rai):
    text = read(client, 2021, as_of="someday")

    assert "Please correct the following" in text
    assert "How it ended submitted, not designated" in text


def test_gap_is_told_as_open_or_closed_and_where_it_was_carried(client, lost, won):
    gap = make_gap(
        lost, is_public=True, indicator_code="R1.2", found_on=date(2021, 12, 1)
    )
    carried = gap.carry(won, by=None, on=date(2022, 2, 1))
    carried.closed_on, carried.closed_how = date(2023, 5, 1), "The council agreed"
    carried.close(by=None)

    first, second = read(client, 2021), read(client, 2023)

    assert "No budget yet R1.2 open found on 1 December 2021" in first
    assert "carried into the bid in the call of 2023" in first
    assert (
        "closed carried on 1 February 2022 from the bid in the call of 2021" in second
    )
    assert "Closed on 1 May 2023: The council agreed" in second
    assert "Closed on" not in read(client, 2023, as_of="2023-04-30")


def test_gap_carried_twice_says_how_often(client, lost, won, chiang_rai):
    later = make_candidacy(chiang_rai)
    make_stage(later)
    gap = make_gap(lost, is_public=True, found_on=date(2021, 12, 1))
    gap.carry(won, by=None).carry(later, by=None)

    assert "(carried 2 times in all)" in read(client, 2031)


def test_milestones_stand_in_the_slip_table(client, won):
    milestone = make_milestone(
        won.city, won, due=date(2023, 5, 15), agreed=date(2022, 9, 1)
    )
    make_move(milestone, date(2023, 6, 14), said=date(2023, 4, 1))

    text = read(client, 2023)
    early = read(client, 2023, as_of="2022-08-31")

    assert "Letter of endorsement" in text
    assert "14 June 2023" in text or "14 Jun 2023" in text
    assert "No date has been agreed on by this day." in early


def test_readiness_is_that_of_the_calls_deadline(client, cast, chiang_rai):
    make_verified(chiang_rai, "R1.1", level=4, on=date(2023, 6, 1), by=cast["cea"])

    text = read(client, 2023)

    assert "Readiness on that day nothing was read" not in text
    assert "from 1 of " in text
    assert "nothing was read here by that day" in read(client, 2021)


def test_readiness_at_an_unknown_deadline_is_unknown(client, chiang_rai):
    make_stage(make_candidacy(chiang_rai, 2027))

    text = read(client, 2027)

    assert "Deadline of the call not known" in text
    assert "Readiness on that day not known, as the deadline is not" in text


def test_readiness_without_a_rubric_is_not_told(client, db):
    bid = make_candidacy(make_city("chiang-rai"), 2025)
    make_stage(bid, on=date(2025, 1, 1))

    assert "nothing was read here by that day" in read(client, 2025)
    assert "This is the only bid of the city on record." in read(client, 2025)


def test_bid_in_a_call_without_one_leads_to_those_there_are(client, chiang_rai):
    response = client.get(where(PAGE, year=2019))

    assert response.status_code == 404
    assert "There are: 2021, 2023." in visible_text(response)


def test_bid_of_a_city_without_any_is_not_found(client, db):
    make_city("chiang-rai")

    response = client.get(where(PAGE, year=2019))

    assert response.status_code == 404
    assert "No bid of Mae Hong Son is on record." in visible_text(response)


def test_nothing_leaks_that_is_not_published(client, lost, won):
    make_stage(won, "submitted", date(2023, 6, 1), note=f"{CANARY} {PRIVATE}")
    hidden = {"text_th": CANARY, "text_en": PRIVATE}
    make_feedback(lost, said_by=CANARY, **hidden)
    public = make_gap(lost, is_public=True, found_on=date(2021, 12, 1))
    twin = public.carry(won, by=None)
    twin.is_public = False
    twin.edit(by=None, fields=["is_public"])
    make_gap(won, closed_on=date(2026, 10, 1), closed_how=CANARY, **hidden)
    make_milestone(won.city, won, agreed=None, name_th=CANARY, name_en=PRIVATE)
    withdrawn = make_feedback(lost, is_public=True, said_by=PRIVATE)
    withdrawn.withdraw(by=None, reason=CANARY)

    pages = [
        client.get(where(name, language, **asked), query).content.decode()
        for language in ("th", "en")
        for name, asked, query in (
            (PAGE, {"year": 2021}, {}),
            (PAGE, {"year": 2023}, {}),
            (COMPARE, {}, {"a": 2021, "b": 2023}),
        )
    ]

    assert [text for text in pages if CANARY in text or PRIVATE in text] == []
    assert [text for text in pages if "carried into" in text] == []


def test_bid_in_preparation_is_not_there_for_the_public(client, chiang_rai):
    bid = make_candidacy(chiang_rai)
    make_milestone(chiang_rai, bid, agreed=None)
    assert client.get(where(PAGE, year=2031)).status_code == 404

    make_milestone(chiang_rai, bid, code="letter", agreed=date(2026, 10, 1))

    assert client.get(where(PAGE, year=2031)).status_code == 200


# Two bids


def test_without_a_choice_the_two_newest_are_preset(client, chiang_rai):
    make_stage(make_candidacy(chiang_rai))

    response = compare(client)

    form = response.context["form"]
    assert (form["a"].initial, form["b"].initial) == (2023, 2031)
    assert response.context["compared"] is None
    assert "Stages and dates" not in visible_text(response)


def test_two_bids_stand_side_by_side(client, lost, won):
    text = visible_text(compare(client, a=2023, b=2021))

    for words in (
        "Step Call of 2021 Call of 2023",
        "Creative field Design Design",
        "submitted (inferred) on or before 30 June 2021",
        "after at least 131 days",
        "How it ended submitted, not designated 8 November 2021",
        "Neither bid has a milestone whose first date was agreed here.",
    ):
        assert words in text


def test_step_rows_put_what_each_reached_beside_the_other(chiang_rai):
    rows = compared(chiang_rai, 2021, 2023, date(2026, 1, 1)).step_rows()

    assert [
        (str(name), [cell and (cell.step.kind, cell.days) for cell in cells])
        for name, cells in rows
    ] == [
        ("National selection", [("nominated", None), ("nominated", None)]),
        ("Submission", [("submitted", (0, 180)), ("submitted", None)]),
        (
            "UNESCO's decision",
            [("not-designated", (131, None)), ("designated", (123, None))],
        ),
    ]


def test_bid_that_went_less_far_leaves_its_cell_empty(facts):
    nan = City.objects.get(slug="nan")

    rows = compared(nan, 2023, 2025, date(2026, 1, 1)).step_rows()

    assert [(str(name), [bool(cell) for cell in cells]) for name, cells in rows] == [
        ("National selection", [True, False]),
        ("Submission", [False, True]),
        ("UNESCO's decision", [False, True]),
    ]


def test_milestones_stand_side_by_side_by_their_code(client, lost, won):
    for bid, year in ((lost, 2021), (won, 2023)):
        letter = make_milestone(
            bid.city, bid, due=date(year, 5, 15), agreed=date(year, 1, 1)
        )
        make_completion(letter, date(year, 5, 20) if bid == lost else date(year, 5, 14))
    form = make_milestone(
        won.city,
        won,
        code="form",
        name_en="Form",
        due=date(2023, 6, 1),
        agreed=date(2023, 1, 1),
    )
    make_move(form, date(2023, 6, 20), said=date(2023, 5, 1))

    rows = compared(won.city, 2021, 2023, date(2026, 11, 1)).milestone_rows()
    text = visible_text(compare(client, a=2021, b=2023))

    assert [
        (name, [line and (line.slip_days(), line.times_moved()) for line in lines])
        for name, lines in rows
    ] == [("Letter of endorsement", [(5, 0), (-1, 0)]), ("Form", [None, (19, 1)])]
    assert "no date agreed" in text
    assert "5 days later than the baseline" in text


def test_steps_of_the_citys_own_are_the_same_by_their_names(lost, won):
    own = {lost: ["ประชุม", "นิทรรศการ"], won: ["แปลเอกสาร", "ประชุม", "ประชุม"]}
    for bid, names in own.items():
        for number, name in enumerate(names, start=1):
            make_milestone(bid.city, bid, code=f"own-{number}", name_th=name)

    found = compared(won.city, 2021, 2023, date(2026, 11, 1)).milestone_rows()

    rows = [[line and line.name_th for line in lines] for _name, lines in found]
    assert rows == [
        ["ประชุม", "ประชุม"],
        ["นิทรรศการ", None],
        [None, "แปลเอกสาร"],
        [None, "ประชุม"],
    ]


def test_feedback_and_gaps_of_both_are_told(client, lost, won):
    make_feedback(lost, is_public=True, source_codes=["NAT21"])
    gap = make_gap(lost, is_public=True, found_on=date(2021, 12, 1))
    carried = gap.carry(won, by=None)
    carried.closed_on, carried.closed_how = carried.found_on, "Done"
    carried.close(by=None)

    response = compare(client, a=2021, b=2023)

    text = visible_text(response)
    assert "A budget is missing" in text
    assert "1 open, 0 closed" in text
    assert "0 open, 1 closed" in text
    assert Source.objects.get(code="NAT21") in response.context["sources"]


def test_what_was_typed_in_thai_is_marked_as_thai_for_readers_aloud(client, lost):
    make_feedback(lost, is_public=True, said_by="คณะกรรมการ", text_en="")
    gap = make_gap(lost, is_public=True, found_on=date(2021, 12, 1))
    gap.closed_on, gap.closed_how = gap.found_on, "สภารับทราบ"
    gap.close(by=None)

    html = client.get(where(PAGE, year=2021)).content.decode()

    kept_whole = re.sub(r'<span class="nb">(.*?)</span>', r"\1", html)
    for words in ("คณะกรรมการ", "ขาดแผนงบประมาณ", "สภารับทราบ"):
        assert f'<span lang="th">{words}</span>' in kept_whole


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"a": "2021", "b": "2021"}, ["b"]),
        ({"a": "2021"}, ["b"]),
        ({"a": "2021", "b": "2019"}, ["b"]),
        ({"a": "x", "b": "y"}, ["a", "b"]),
    ],
)
def test_wrong_choice_is_told_and_the_chooser_kept(asked, fields, client, chiang_rai):
    response = compare(client, **asked)

    text = visible_text(response)
    assert list(response.context["form"].errors) == fields
    assert "Please correct the following" in text
    assert "Compare" in text
    assert "Stages and dates" not in text
    if "2019" in asked.values():
        assert "Choose one of the calls with a bid: 2021, 2023." in text


def test_comparison_as_of_an_earlier_day(client, chiang_rai):
    text = visible_text(compare(client, a=2021, b=2023, as_of="2022-01-01"))

    assert "How it ended submitted, not designated 8 November 2021" in text
    assert "no ending on record by this day" in text
    assert "As of 1 January 2022." in text


def test_city_with_one_bid_says_why_there_is_nothing_to_compare(client, facts):
    with translation.override("en"):
        page = client.get(address(COMPARE, slug="sukhothai"))

    text = visible_text(page)
    assert "There is nothing to compare: the city has one bid on record." in text
    assert "The bid in the call of 2019" in text


def test_city_without_bids_says_why_there_is_nothing_to_compare(client, db):
    make_city("chiang-rai")

    text = visible_text(compare(client))

    assert "There is nothing to compare: no bid of the city is on record." in text
    assert sides(City.objects.get(), []) == []


@pytest.mark.parametrize("name", [PAGE, COMPARE])
def test_queries_do_not_grow_with_bids_and_rows(name, client, chiang_rai, lost, won):
    asked = {"year": 2021} if name == PAGE else {}
    query = {} if name == PAGE else {"a": 2021, "b": 2023}

    def fill(year):
        other = make_candidacy(chiang_rai, year)
        make_stage(other)
        for bid in (lost, won, other):
            make_feedback(bid, is_public=True, text_th=f"ความเห็น {year}")
            make_gap(bid, is_public=True, text_th=f"ช่องว่าง {year}")
            make_milestone(chiang_rai, bid, code=f"step-{year}")

    fill(2031)
    client.get(where(name, **asked), query)
    with CaptureQueriesContext(connection) as few:
        client.get(where(name, **asked), query)
    fill(2033)
    fill(2035)

    with CaptureQueriesContext(connection) as many:
        client.get(where(name, **asked), query)

    assert len(many) == len(few)


# The city's page


def test_citys_page_leads_to_its_bids_and_to_their_comparison(client, facts):
    def page(slug):
        with translation.override("en"):
            return client.get(address("cities:detail", slug=slug)).content.decode()

    assert where(PAGE, year=2021) in page("chiang-rai")
    assert where(COMPARE) in page("chiang-rai")
    assert "/candidacies/compare/" not in page("sukhothai")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        ((1, 1), "1 day"),
        ((131, 131), "131 days"),
        ((1, None), "at least 1 day"),
        ((1310, None), "at least 1,310 days"),
        ((0, 302), "0 to 302 days"),
    ],
)
def test_days_in_words(days, words):
    assert days_words(days) == words


# The day that was asked for stays


def hrefs(response):
    return set(re.findall(r'href="([^"]*)"', response.content.decode()))


def test_links_of_a_citys_page_keep_the_day(client, facts):
    day = "as_of=2023-12-01"
    with translation.override("en"):
        schedule = address("programmes:schedule")
    pages = {
        schedule + f"?city=chiang-rai&amp;{day}",
        where("cities:compare_candidacies") + f"?{day}",
        where("cities:slip_csv") + f"?{day}",
        where(PAGE, year=2021) + f"?{day}",
    }
    city = where("cities:detail")

    past, now = client.get(f"{city}?as_of=1/12/2023"), client.get(city)

    assert pages - hrefs(past) == set()
    assert not any(day in link for link in hrefs(now))


def test_links_between_bids_keep_the_day(client, facts):
    day = "as_of=2023-12-01"
    bid = where(PAGE, year=2021)
    compared = where("cities:compare_candidacies")
    city = where("cities:detail")
    other = where(PAGE, year=2023)

    of_bid = hrefs(client.get(f"{bid}?{day}"))
    of_both = hrefs(client.get(f"{compared}?a=2021&b=2023&{day}"))

    assert f"{compared}?a=2023&amp;b=2021&amp;{day}" in of_bid
    way_back = f"{city}?{day}#bids"
    assert {way_back, f"{other}?{day}"} <= of_bid
    assert {way_back, f"{bid}?{day}", f"{other}?{day}"} <= of_both
