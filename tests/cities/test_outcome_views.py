"""The secretary records figures; others of the staff read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cities.models import City, Measure, Outcome
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from tests.addresses import address
from tests.factories import make_evidence, make_outcome
from tests.visible import visible_text

LIST = "staff:cities:outcomes"
RECORD, WITHDRAW = "staff:cities:record_outcome", "staff:cities:withdraw_outcome"
TYPED = {
    "year": "2567",
    "kind": "actual",
    "value": "1,234,567",
    "source_text": "สำนักงานสถิติจังหวัดน่าน",
}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def income(nan):
    return Measure.objects.get(code="community-income")


@pytest.fixture
def visitors(nan):
    return Measure.objects.get(code="visitors")


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def send(client, follow=True, code="community-income", **typed):
    return client.post(english(RECORD, code=code), {**TYPED, **typed}, follow=follow)


def errors(response):
    return dict(response.context["form"].errors)


# Recording


def test_a_figure_is_recorded_and_echoed_as_understood(secretary, nan, income, cast):
    response = send(secretary)

    row = Outcome.objects.get()
    assert (row.city, row.measure, row.kind) == (nan, income, "actual")
    assert (row.period_on, row.precision) == (date(2024, 9, 30), "fiscal-year")
    assert (row.value, row.source_text) == (1234567, TYPED["source_text"])
    assert (row.recorded_by, row.effective_on) == (cast["secretary"], today())
    assert response.redirect_chain[-1][0] == english(LIST)
    assert (
        "Community income, actual of fiscal year 2024 (B.E. 2567) "
        "(1 October 2023 to 30 September 2024): 1,234,567 baht."
    ) in visible_text(response)


@pytest.mark.parametrize(
    ("typed", "ends_on"),
    [
        ("๒๕๖๗", date(2024, 12, 31)),
        ("2024", date(2024, 12, 31)),
        ("พ.ศ. 2567", date(2024, 12, 31)),
    ],
)
def test_a_calendar_year_is_kept_as_its_last_day(secretary, visitors, typed, ends_on):
    send(secretary, code="visitors", year=typed, value="๑,๒๓๔")

    row = Outcome.objects.get()
    assert (row.period_on, row.precision, row.value) == (ends_on, "year", 1234)


@pytest.mark.parametrize("typed", ["CEA1; ART", "cea1, art", "CEA1 ART\nCEA1"])
def test_sources_are_parted_as_the_portals_own_files_part_them(secretary, typed):
    send(secretary, source_text="", source_codes=typed)

    assert Outcome.objects.get().source_codes == ["CEA1", "ART"]


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"year": ""}, "year", "Write the year."),
        ({"year": "67"}, "year", "Write the year with four digits"),
        ({"year": "1900"}, "year", "Years from 1942 to 2398"),
        ({"kind": ""}, "kind", "Choose baseline, target or actual."),
        ({"value": ""}, "value", "Write the figure."),
        ({"value": "มาก"}, "value", "Write a number in figures"),
        ({"value": "1,23"}, "value", "Write a number in figures"),
        ({"value": "12.5"}, "value", "This measure has whole numbers."),
        ({"source_text": " "}, "source_text", "Say where the figure comes from"),
        ({"source_codes": "ART nowhere"}, "source_codes", "code NOWHERE."),
        ({"source_codes": "GK"}, "source_codes", "code GK."),
        ({"evidence": "0"}, "evidence", "Select a valid choice"),
        ({"effective_on": "1/1/2300"}, "effective_on", "The day lies ahead."),
        ({"effective_on": "soon"}, "effective_on", "Write day, month and year"),
        ({"effective_on": "30/9/2024"}, "year", "had not ended"),
        ({"year": str(today().year + 2)}, "year", "had not ended"),
    ],
)
def test_what_cannot_be_is_refused_in_words(secretary, nan, typed, field, words):
    response = send(secretary, **typed)

    assert list(errors(response)) == [field]
    assert words in " ".join(errors(response)[field])
    assert not Outcome.objects.exists()
    assert "<title>Error: Record a figure" in " ".join(
        response.content.decode().split()
    )


def test_a_measure_says_how_many_decimals_it_has(secretary, income):
    income.decimals = 1
    income.edit(by=None, fields=["decimals"])

    refused = send(secretary, value="1.25")
    send(secretary, value="1.50")

    assert errors(refused)["value"] == ["This measure has at most 1 decimal."]
    assert Outcome.objects.get().value == Decimal("1.5")


def test_a_target_may_lie_ahead(secretary, nan):
    send(secretary, kind="target", year="2580")

    assert Outcome.objects.get().period_on == date(2037, 9, 30)


def test_a_code_or_a_piece_of_evidence_is_source_enough(secretary, nan, cast):
    piece = make_evidence(nan, by=cast["officer.nan"])

    send(secretary, source_text="", source_codes="CEA1, a\x00rt CEA1")
    send(secretary, source_text="", year="2566", evidence=str(piece.pk))

    first, second = Outcome.objects.order_by("sequence")
    assert (first.source_codes, first.evidence) == (["CEA1", "ART"], None)
    assert (second.source_codes, second.evidence) == ([], piece)


def test_another_citys_evidence_is_no_choice(secretary, nan):
    foreign = make_evidence(City.objects.get(slug="sukhothai"))

    response = send(secretary, evidence=str(foreign.pk))

    assert list(errors(response)) == ["evidence"]


def test_a_second_figure_takes_the_place_and_the_history_shows_both(secretary, nan):
    send(secretary)
    send(secretary, value="1300000", note="ตัวเลขปรับแก้")

    response = secretary.get(english(RECORD))

    text = visible_text(response)
    assert "1,300,000 baht actual, fiscal year 2024 (B.E. 2567)" in text
    assert "1,234,567 baht actual" in text
    assert "Another figure took its place." in text
    assert "1,300,000" in visible_text(secretary.get(english(LIST)))
    assert "1,234,567" not in visible_text(secretary.get(english(LIST)))


def test_the_same_figure_twice_says_that_it_stands(secretary, nan):
    send(secretary)
    before = LogEntry.objects.count()

    response = send(secretary)

    assert LogEntry.objects.count() == before
    assert (
        "Nothing new: 1,234,567 baht stands already for fiscal year 2024"
    ) in visible_text(response)


def test_a_link_brings_year_and_kind_along(secretary, nan):
    response = secretary.get(english(RECORD) + "?year=2024&kind=target")

    form = response.context["form"]
    assert (form["year"].value(), form["kind"].value()) == ("2024", "target")


def test_an_empty_history_says_where_to_begin(secretary, nan):
    text = visible_text(secretary.get(english(RECORD)))

    assert "Begin with the baseline" in text


def test_a_measure_that_is_not_there_is_not_found(secretary, nan):
    assert secretary.get(english(RECORD, code="weather")).status_code == 404


# Withdrawing


def test_a_figure_is_withdrawn_with_a_reason(secretary, nan, income):
    row = make_outcome(nan, measure=income, value="77")
    page = english(WITHDRAW, outcome=row.sequence)

    refused = secretary.post(page, {"reason": " "})
    response = secretary.post(page, {"reason": "อ่านผิดตาราง"}, follow=True)

    assert errors(refused) == {"reason": ["Say why the figure is withdrawn."]}
    assert not Outcome.objects.standing().exists()
    assert "The figure is withdrawn." in visible_text(response)
    assert "Withdrawn on" in visible_text(secretary.get(english(RECORD)))
    assert "อ่านผิดตาราง" in visible_text(secretary.get(english(RECORD)))


def test_a_figure_is_withdrawn_once(secretary, nan, income):
    row = make_outcome(nan, measure=income)
    row.withdraw(by=None, reason="ผิด")
    page = english(WITHDRAW, outcome=row.sequence)

    response = secretary.post(page, {"reason": "อีกครั้ง"})

    assert errors(response) == {"__all__": ["This figure was withdrawn."]}
    assert "This figure was withdrawn." in visible_text(secretary.get(page))


def test_a_figure_of_another_city_is_not_found_at_this_ones_address(secretary, nan):
    row = make_outcome(City.objects.get(slug="sukhothai"))

    assert secretary.get(english(WITHDRAW, outcome=row.sequence)).status_code == 404


# Reading


def test_staff_see_who_said_what_when_and_only_the_secretary_may_act(
    secretary, sign_in, nan, income, cast
):
    make_outcome(nan, measure=income, by=cast["secretary"], source_codes=["ART"])

    kept = visible_text(secretary.get(english(LIST)))
    read = visible_text(sign_in("officer.nan").get(english(LIST)))

    for text in (kept, read):
        assert "1,000,000 สำนักงานสถิติจังหวัด [ART]" in text
        assert "said on 1 Oct 2026, recorded by secretary" in text
    assert "Say another" in kept
    assert "Say another" not in read
    assert "tell the secretary its source" in read


def test_a_figure_that_a_command_recorded_names_nobody(secretary, nan, income):
    make_outcome(nan, measure=income)

    assert "recorded by" not in visible_text(secretary.get(english(LIST)))


def test_of_a_measure_out_of_use_no_new_figure_is_asked_for(secretary, nan, income):
    make_outcome(nan, measure=income)
    income.retired_on = date(2026, 1, 1)
    income.edit(by=None, fields=["retired_on"])

    text = visible_text(secretary.get(english(LIST)))

    assert "no longer used since 1 January 2026" in text
    assert text.count("Record a figure") == 2  # of the other two


def test_without_measures_staff_are_told_so(secretary, nan):
    Measure.objects.all().delete()

    assert "No measure is in use." in visible_text(secretary.get(english(LIST)))


def fill(city, measures, years):
    for measure in measures:
        for year in range(2569 - years, 2569):
            for kind in Outcome.Kind:
                make_outcome(city, kind=kind, measure=measure, year=year)


@pytest.mark.parametrize(("measures", "years"), [(1, 1), (3, 3)])
@pytest.mark.parametrize(("name", "queries"), [(LIST, 8), (RECORD, 11)])
def test_queries_do_not_grow(
    secretary, nan, name, queries, measures, years, django_assert_num_queries
):
    fill(nan, Measure.objects.all()[:measures], years)
    secretary.get(english(name))

    with django_assert_num_queries(queries):
        secretary.get(english(name))
