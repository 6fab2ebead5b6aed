"""A desk and a home page where there is more than one can read."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from cities.models import City, Reading, Verification
from cities.pages import CITIES_A_PAGE
from programmes.changes import MOST
from programmes.owed import Owed, bounded
from tests.factories import make_city, make_reading

ON = date(2026, 11, 23)


def lines(count, **fields):
    return [
        Owed("step-overdue", 1, f"/{n}/", City(slug=f"city-{n}"), overdue=n, **fields)
        for n in range(count)
    ]


def test_lines_of_few_cities_stay_as_they_are():
    few = lines(CITIES_A_PAGE)

    assert list(bounded(few)) == few


def test_of_many_cities_those_are_named_where_it_presses_most():
    [line] = bounded(lines(CITIES_A_PAGE + 3))

    assert line.count == CITIES_A_PAGE + 3
    assert line.overdue == CITIES_A_PAGE + 2
    assert [place.overdue for place in line.places] == list(
        range(CITIES_A_PAGE + 2, 2, -1)
    )
    assert line.more == 3


def test_what_is_due_soonest_is_named_first():
    due = [Owed("step-due", 1, "/", left=90 - n) for n in range(CITIES_A_PAGE + 1)]

    [line] = bounded(due)

    assert line.left == line.places[0].left == 90 - CITIES_A_PAGE
    assert line.overdue == 0


def test_desk_lists_all_cities_page_by_page(cast, sign_in):
    for n in range(CITIES_A_PAGE):
        make_city(f"city-{n}", position=100 + n)

    context = sign_in("secretary").get("/en/staff/").context

    assert len(context["rows"]) == CITIES_A_PAGE
    assert context["page"].paginator.count == CITIES_A_PAGE + 5


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0"), (MOST, "10,000"), (MOST + 1, "more than 10,000")],
)
def test_a_number_that_was_not_counted_to_its_end_says_so(number, told):
    template = Template("{% load counted %}{{ number|counted }}")

    with translation.override("en"):
        assert template.render(Context({"number": number})) == told


def test_returned_are_the_newest_words_alone(cast):
    nan = City.objects.get(slug="nan")
    first = make_reading(nan, on=date(2025, 1, 1), by=cast["officer.nan"])
    verdict = Verification(verdict="returned", reason="More proof")
    first.verify(verdict, by=cast["cea"])
    assert list(Reading.objects.returned(ON)) == [first]

    make_reading(nan, on=date(2025, 2, 1), by=cast["officer.nan"])

    assert list(Reading.objects.returned(ON)) == []
