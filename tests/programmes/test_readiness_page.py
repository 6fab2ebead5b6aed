"""The page of one city's readiness and its file: what they say, and of which day."""

import csv
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.indicator_table import HEADER
from cities.models import City, Rubric, Verification
from cities.rubric_file import DEFAULT, publish
from creativecity.thai_calendar import add_years, today
from creativecity.thai_dates import format_date
from programmes.models import Programme
from tests.factories import make_city, make_reading, make_verdict, make_verified
from tests.visible import visible_text

MARCH, OCTOBER = date(2025, 3, 1), date(2026, 10, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def agency(cast):
    return cast["cea"]


def address(name="readiness", language="en", slug="nan", **query):
    with translation.override(language):
        where = reverse(f"cities:{name}", args=[slug])
    return where + "".join(f"?{key}={value}" for key, value in query.items())


@pytest.fixture
def visit(client):
    def opened(**query):
        return client.get(address(**query))

    return opened


@pytest.fixture
def text(visit):
    return lambda **query: visible_text(visit(**query))


def replaced_today(tmp_path, **origins):
    """A version that takes over from 2569-1 today."""
    rubric = json.loads(DEFAULT.read_text(encoding="utf-8"))
    rubric |= {"version": "2570-1", "replaces": "2569-1"}
    for row in (i for d in rubric["dimensions"] for i in d["indicators"]):
        row["from"] = origins.get(row["code"].replace(".", "_"), [])
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric), encoding="utf-8")
    publish(path)


# What it says


@pytest.mark.parametrize("language", ["th", "en"])
def test_page_of_a_city_of_which_nothing_was_read(language, nan, client):
    response = client.get(address(language=language))

    assert response.status_code == 200
    status = getattr(Rubric.in_force(), f"status_{language}")
    assert status in visible_text(response)
    assert response.context["trends"] is None
    assert response.context["pace"].state == "not-enough-data"


@pytest.mark.parametrize("language", ["th", "en"])
def test_page_before_a_rubric_is_published(language, db, client):
    make_city("nan")

    response = client.get(address(language=language))

    assert response.status_code == 200
    assert "sections" not in response.context


def test_range_cover_and_mean_lead_the_page(nan, agency, text):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    make_reading(nan, "R1.2", level=4, on=MARCH)

    said = text()

    assert "2–99 % from 1 of 37 indicators; 75 % of what was read" in said
    assert "1 reported reading waits for verification and is not counted" in said
    assert Rubric.in_force().status_en in said


def test_rule_is_worked_out_with_the_citys_numbers(nan, agency, text):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    absent = make_reading(nan, "R1.2", level=None, not_applicable_reason="ไม่มี")
    make_verdict(absent, by=agency)
    make_reading(nan, "R1.3", level=2, on=MARCH)

    said = text()

    assert "Lowest 3 / 144 = 2 %" in said
    assert "Highest (3 + 140) / 144 = 99 %" in said
    assert "Mean of what was read 3 / 4 = 75 %" in said
    assert "Not applicable, left out R1.2" in said
    assert "Reported, not counted until verified R1.3" in said
    assert "(3 + 8) / 12 = 91 %" in said  # the first dimension


def test_each_indicator_says_its_level_its_words_its_day_and_the_agency(
    nan, agency, text
):
    reading = make_verified(nan, "R1.1", level=2, on=MARCH, by=agency)
    make_reading(nan, "R1.1", level=4, on=OCTOBER)
    with translation.override("en"):
        words = reading.indicator.wording("member").levels[2]

    said = text()

    assert f"Level 2 of 4: {words} 1 March 2025" in said
    assert "verified by CEA on 1 March 2025" in said
    assert "Reported: level 4 for 1 October 2026, not verified and not counted" in said
    assert "Evidence on file, not public" not in said


def test_not_applicable_is_said_with_its_reason(nan, agency, text):
    reasons = {"level": None, "not_applicable_reason": "ไม่มีเขตเทศบาล"}
    make_verdict(make_reading(nan, "R1.1", on=MARCH, **reasons), by=agency)
    make_reading(nan, "R1.2", on=MARCH, **reasons)

    said = text()

    assert "Not applicable: ไม่มีเขตเทศบาล 1 March 2025" in said
    assert "Reported as not applicable for 1 March 2025, not verified" in said


@pytest.mark.parametrize("on", ["2025-06-30", "30/6/2568"])
def test_page_as_it_stood_on_a_past_day(on, nan, agency, visit):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    make_verified(nan, "R1.2", level=3, on=OCTOBER, by=agency)

    response = visit(as_of=on)

    assert response.context["progress"].readiness.read == 1
    assert "As of 30 June 2025." in visible_text(response)
    assert response.context["trends"].last_day == date(2025, 6, 30)
    assert "readiness.csv?as_of=2025-06-30" in response.content.decode()


def test_day_that_is_not_understood_is_said_so_and_today_is_shown(nan, visit):
    response = visit(as_of="soon")

    assert response.status_code == 200
    assert response.context["as_of"].day == today()
    error = response.context["as_of"].error
    assert f"As it stood on: {error} Until then the page shows today." in visible_text(
        response
    )


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", ["index", "detail", "readiness"])
def test_error_is_said_first_and_leads_to_its_field(name, language, nan, client):
    with translation.override(language):
        slug = [] if name == "index" else ["nan"]
        response = client.get(reverse(f"cities:{name}", args=slug) + "?as_of=soon")
        start = translation.gettext("Error:")

    page = response.content.decode()
    main = page.index("<main")
    assert f"<title>{start} " in page
    assert page.index('role="alert"', main) < page.index("<h1", main)
    assert '<a href="#as-of">' in page
    assert page.count('id="as-of"') == 1


def test_past_page_says_of_what_day_a_verification_speaks(nan, text):
    said = text(as_of="2025-06-30")

    assert "A verification counts from the day that its reading speaks of" in said


def test_print_says_as_of_when_it_is_from_where_and_when_it_was_made(nan, visit):
    response = visit(as_of="2025-06-30")

    with translation.override("en"):
        printed = format_date(today(), "en")
    address_ = "http://testserver" + address(as_of="2025-06-30")
    assert f"As of 30 June 2025. {address_} Printed on {printed}." in visible_text(
        response
    )


def test_what_nobody_read_is_no_number_from_0_to_100(nan, agency, visit):
    make_verified(nan, "R1.1", level=2, on=MARCH, by=agency)

    response = visit(as_of="2026-11-01")

    assert "0–100 %" not in visible_text(response)
    assert visible_text(response).count("not read") > 8
    assert response.content.decode().count('class="open"') == 2  # headline, R1


# Compared with


def test_compared_with_the_last_review_over_by_then(nan, agency, visit):
    make_verified(nan, "R1.1", level=1, on=date(2024, 6, 1), by=agency)

    response = visit()

    assert response.context["profile"].then.day == date(2024, 6, 24)
    assert "Compared with 24 June 2024, the end of the last year" in visible_text(
        response
    )


def test_compared_with_a_year_ago_where_nothing_was_read_by_the_review(
    nan, agency, visit
):
    make_verified(nan, "R1.1", level=1, on=MARCH, by=agency)

    response = visit(as_of="2026-11-01")

    assert response.context["profile"].then.day == date(2025, 9, 30)
    assert "Compared with 30 September 2025: nothing was read" in visible_text(response)


def test_compared_with_a_day_asked_for(nan, agency, visit):
    make_verified(nan, "R1.1", level=1, on=MARCH, by=agency)
    make_verified(nan, "R1.1", level=3, on=OCTOBER, by=agency)

    response = visit(compare="31/12/2568")

    then = response.context["profile"].then
    assert (then.day, then.readiness.read) == (date(2025, 12, 31), 1)
    assert "lowest up by 12 points, highest up by 12 points" in visible_text(response)


@pytest.mark.parametrize("day", ["soon", "2999-01-01", str(today())])
def test_day_to_compare_with_that_will_not_do_is_said_so(day, nan, visit):
    response = visit(compare=day)

    compare = response.context["compare"]
    assert compare.day is None
    assert compare.typed == day
    assert f"Compared with: {compare.error}" in visible_text(response)
    assert "Until then the page compares with the usual day." in visible_text(response)
    assert "<title>Error: Readiness of Nan" in response.content.decode()


def test_where_nothing_was_read_there_is_nothing_to_compare_with(nan, visit):
    response = visit(as_of="2020-12-31")

    said = visible_text(response)
    assert response.context["profile"].then is None
    assert "There is nothing to compare with yet" in said
    assert "nothing was read then" not in said


def test_day_asked_for_by_which_nothing_was_read_is_named(nan, visit):
    said = visible_text(visit(compare="2025-01-31"))

    assert "Nothing was read by 31 January 2025, so there is nothing to" in said
    assert "nothing was read then" not in said


def test_without_an_agreement_there_is_nothing_to_compare_with(db, client):
    publish()
    make_city("nan")

    assert client.get(address()).context["profile"].then is None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-06-25", None),
        ("2021-06-24", None),
        ("2021-06-25", date(2021, 6, 24)),
        ("2023-01-01", date(2022, 6, 24)),
        ("2030-01-01", date(2024, 6, 24)),
    ],
)
def test_last_review_over_by_a_day(on, expected, facts):
    programme = Programme.objects.get()

    assert programme.last_review_before(date.fromisoformat(on)) == expected


# History and pace


def test_dimension_of_which_nothing_applies_is_not_called_unread(nan, agency, visit):
    for code in ("R1.1", "R1.2", "R1.3", "R1.4"):
        reading = make_reading(
            nan, code, level=None, not_applicable_reason="ไม่มี", on=MARCH
        )
        make_verdict(reading, by=agency)

    make_verified(nan, "R2.1", level=2, on=MARCH, by=agency)

    response = visit(as_of="2026-11-01", compare="2025-12-31")

    text = visible_text(response)
    rows = response.context["trends"].rows
    assert {dimensions[0].lowest for _point, dimensions in rows} == {None}
    # in the table of the profile now and then, in the drawing and each row of history
    assert text.count("no indicator applies") >= 2 + len(rows)
    assert "does not apply" in text


def test_history_says_each_quarter_and_draws_it(nan, agency, visit):
    make_verified(nan, "R1.1", level=1, on=MARCH, by=agency)
    make_verified(nan, "R1.1", level=3, on=OCTOBER, by=agency)

    response = visit(as_of="2026-11-01")

    days = [point.day for point, _dimensions in response.context["trends"].rows]
    assert days[:3] == [date(2026, 11, 1), date(2026, 9, 30), date(2026, 6, 30)]
    assert days[-1] == date(2025, 3, 31)
    assert "carried over" not in visible_text(response)
    assert "31 March 2025 to 1 November 2026" in visible_text(response)


def read_all(city, agency, level, on, codes=None):
    for indicator in Rubric.in_force().indicators():
        if codes is None or indicator.code in codes:
            make_verified(city, indicator.code, level=level, on=on, by=agency)


PACES = {
    "not enough data": (
        [(2, "2026-10-01", {"R1.1"})],
        "When the target of 75 % would be reached: not enough data.",
    ),
    "expected": (
        [(1, "2025-03-01", None), (2, "2026-10-01", None)],
        "At the present pace the lowest value reaches the target of 75 % in",
    ),
    "not at this pace": (
        [(2, "2025-03-01", None), (1, "2026-10-01", None)],
        "At the present pace the lowest value does not reach the target of 75 %.",
    ),
    "reached": (
        [(3, "2025-03-01", None)],
        "The target of 75 % is reached: the lowest value has been there since 1 March",
    ),
    "reached, lost and reached again between the ends of quarters": (
        [(3, "2025-03-01", None), (1, "2025-04-15", None), (3, "2025-05-20", None)],
        "The target of 75 % is reached: the lowest value has been there since 20 May",
    ),
    "two days of a quarter, far enough apart": (
        [(1, "2026-08-01", None), (2, "2026-10-31", None)],
        "The lowest value went from 25 % on 1 August 2026",
    ),
}


@pytest.mark.parametrize("name", PACES)
def test_pace_in_words(name, nan, agency, text):
    said, expected = PACES[name]
    for level, on, codes in said:
        read_all(nan, agency, level, date.fromisoformat(on), codes)

    assert expected in text(as_of="2026-11-01")


# Two versions


def test_both_scores_and_what_was_carried_over_in_the_year_of_overlap(
    nan, agency, text, tmp_path
):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    make_verified(nan, "R1.2", level=3, on=MARCH, by=agency)
    absent = make_reading(nan, "R1.3", level=None, not_applicable_reason="ไม่มี")
    make_verdict(absent, by=agency)
    replaced_today(tmp_path, R1_1=["R1.1"], R1_4=["R1.3"])

    said = text(compare="2025-06-30")

    assert "2–99 % from 1 of 36 indicators" in said
    assert "By version 2569-1, which it replaced: 4–98 %, from 2 of 36" in said
    assert "for a year both scores are shown" in said
    assert "carried over from R1.1 of version 2569-1" in said
    assert "Not applicable, carried over from R1.3 of version 2569-1" in said
    assert "Carried over from an earlier version R1.1, R1.4" in said
    assert "lowest: what is verified or carried over" in said
    assert "On that day the city was judged by version 2569-1" in said
    assert "where version 2570-1 of the rubric takes over" in said


def test_citys_own_page_shows_both_scores_too(nan, client, tmp_path):
    replaced_today(tmp_path)

    said = visible_text(client.get(address("detail")))

    assert "By version 2569-1, which it replaced" in said


def test_citys_own_page_leads_on_to_its_readiness(nan, client):
    content = client.get(address("detail", as_of="2025-06-30")).content.decode()

    assert f'{address()}?as_of=2025-06-30"' in content


def test_method_page_says_what_the_target_is(facts, client):
    with translation.override("en"):
        said = visible_text(client.get(reverse("programmes:method")))

    assert "level 3 throughout (In place, with evidence): 75 %" in said


# The file


def table(response):
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    return {row["indicator"]: row for row in rows}


def counted(level):
    return [level, "2025-03-01", "cea", "FALSE"]


def test_file_has_every_indicator(nan, agency, client):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    absent = make_reading(
        nan, "R1.2", level=None, not_applicable_reason="ไม่มี", on=MARCH
    )
    make_verdict(absent, by=agency)
    make_reading(nan, "R1.3", level=2, on=MARCH, is_sample=True)
    make_reading(nan, "R1.1", level=4, on=OCTOBER)
    make_reading(nan, "R2.1", level=None, not_applicable_reason="ไม่มี", on=MARCH)

    response = client.get(address("readiness_csv"))

    rows = table(response)
    nothing = ["", "", "", "FALSE"]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"nan-readiness-{today()}.csv" in response["Content-Disposition"]
    assert len(rows) == 37
    assert tuple(rows["R1.1"]) == HEADER
    assert {
        code: [rows[code][name] for name in HEADER[6:]]
        for code in ("R1.1", "R1.2", "R1.3", "R1.4", "R2.1")
    } == {
        "R1.1": [*counted("3"), "4", "2026-10-01", "reported", "FALSE"],
        "R1.2": [*counted("na"), "", "", "verified", "FALSE"],
        "R1.3": [*nothing, "2", "2025-03-01", "reported", "TRUE"],
        "R1.4": [*nothing, "", "", "unread", "FALSE"],
        "R2.1": [*nothing, "na", "2025-03-01", "reported", "FALSE"],
    }
    assert [rows["R1.1"][name] for name in HEADER[:4]] == [
        "nan",
        str(today()),
        "2569-1",
        "R1.1",
    ]


def test_file_marks_a_row_whose_verdict_was_made_up(nan, agency, client):
    for code, verdict in (("R1.1", "verified"), ("R1.2", "returned")):
        told = Verification(verdict=verdict, reason="ก", is_sample=True)
        make_reading(nan, code, level=2, on=MARCH).verify(told, by=agency)

    rows = table(client.get(address("readiness_csv")))

    assert [rows[code]["is_sample"] for code in ("R1.1", "R1.2")] == ["TRUE", "TRUE"]


def test_file_marks_what_was_carried_over(nan, agency, client, tmp_path):
    make_verified(nan, "R1.1", level=2, on=MARCH, by=agency)
    replaced_today(tmp_path, R1_2=["R1.1"])

    row = table(client.get(address("readiness_csv")))["R1.2"]

    said = [row[name] for name in HEADER[6:]]
    assert said == ["2", "2025-03-01", "", "TRUE", "", "", "carried", "FALSE"]


def test_level_that_was_returned_is_no_reported_one(nan, agency, client):
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency)
    newer = make_reading(nan, "R1.1", level=4, on=OCTOBER)
    returned = Verification(verdict="returned", reason="ก")
    newer.verify(returned, by=agency)

    row = table(client.get(address("readiness_csv")))["R1.1"]

    said = [row[name] for name in HEADER[6:]]
    assert said == [*counted("3"), "", "", "returned", "FALSE"]


def test_file_as_of_a_day(nan, agency, client):
    make_verified(nan, "R1.1", level=2, on=MARCH, by=agency)

    row = table(client.get(address("readiness_csv", as_of="2025-02-28")))["R1.1"]

    assert (row["as_of"], row["state"]) == ("2025-02-28", "unread")


def test_file_of_a_day_that_is_not_understood_is_refused(nan, client):
    response = client.get(address("readiness_csv", "th", as_of="soon"))

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_file_before_a_rubric_is_published_has_its_header_alone(db, client):
    make_city("nan")

    assert table(client.get(address("readiness_csv"))) == {}


# It must hold for many readings


def queries_for(client, where):
    client.get(where)  # the words of a version are read once in a process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(where).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["readiness", "readiness_csv"])
def test_number_of_queries_does_not_grow_with_the_readings(
    name, nan, agency, client, tmp_path
):
    def read(*codes):
        for number, code in enumerate(codes):
            on = MARCH + timedelta(days=100 * number)
            make_verified(nan, code, level=3, on=on, by=agency, version="2569-1")
            make_reading(nan, code, level=1, on=OCTOBER, version="2569-1")

    every = ("R1_1", "R1_2", "R1_3")
    replaced_today(tmp_path, **{key: [key.replace("_", ".")] for key in every})
    make_verified(nan, "R1.4", level=3, on=MARCH, by=agency)
    read("R1.1")
    with_one = queries_for(client, address(name))

    read("R1.2", "R1.3")

    assert queries_for(client, address(name)) == with_one


def test_overlap_ends_after_a_year(facts, tmp_path):
    replaced_today(tmp_path)
    rubric = Rubric.in_force()

    last = add_years(today(), 1) - timedelta(days=1)
    assert [rubric.overlaps(day) for day in (today(), last)] == [True, True]
    assert not rubric.overlaps(last + timedelta(days=1))
    assert not rubric.overlaps(today() - timedelta(days=1))
