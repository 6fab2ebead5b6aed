"""The secretary says what is measured."""

from datetime import date

import pytest
from django.utils import translation

from cities.models import City, Measure
from creativecity.ledger.models import LogEntry
from tests.addresses import OPENED_LAST, address
from tests.factories import make_outcome
from tests.visible import visible_text

LIST, ADD, EDIT = (
    "staff:cities:measures",
    "staff:cities:add_measure",
    "staff:cities:edit_measure",
)
TYPED = {
    "name_th": "ขยะที่ไม่ได้คัดแยก",
    "name_en": "Unsorted waste",
    "unit_th": "ตัน",
    "unit_en": "tonnes",
    "definition_th": "ขยะที่ไม่ผ่านการคัดแยก",
    "definition_en": "Waste that was not sorted",
    "better": "lower",
    "year": "year",
    "decimals": "1",
}


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def said(measure):
    return {name: str(getattr(measure, name)) for name in TYPED}


def test_a_measure_is_added_with_a_code_of_its_english_name(secretary):
    response = secretary.post(english(ADD), TYPED, follow=True)

    measure = Measure.objects.last()
    assert said(measure) == TYPED
    assert measure.code == "unsorted-waste"
    assert LogEntry.objects.last().is_public
    assert "The measure is there for every city." in visible_text(response)
    assert "in tonnes, by calendar year; lower is better" in visible_text(response)


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name_en": "ขยะ"}, "name_en", "Write it in Latin letters"),
        ({"name_en": "Visitors"}, "name_en", "is there already"),
        ({"name_th": " "}, "name_th", "required"),
        ({"definition_en": ""}, "definition_en", "required"),
        ({"better": "sideways"}, "better", "Select a valid choice"),
        ({"decimals": "9"}, "decimals", "Select a valid choice"),
    ],
)
def test_what_is_not_whole_is_refused(secretary, typed, field, words):
    response = secretary.post(english(ADD), {**TYPED, **typed})

    found = response.context["form"].errors
    assert list(found) == [field]
    assert words in " ".join(found[field])
    assert Measure.objects.count() == 3


def test_a_long_name_gives_a_short_code(secretary):
    name = "Visitors who stayed for more than a night in the city"

    secretary.post(english(ADD), {**TYPED, "name_en": name})

    assert Measure.objects.last().code == "visitors-who-stayed-for-more-t"


def test_a_measure_is_edited_and_keeps_its_code(secretary):
    response = secretary.post(english(EDIT), TYPED | OPENED_LAST, follow=True)

    measure = Measure.objects.get(code="community-income")
    assert said(measure) == TYPED
    assert "Saved." in visible_text(response)


def test_a_measure_goes_out_of_use(secretary):
    typed = TYPED | OPENED_LAST | {"retired_on": "1/10/2026"}
    secretary.post(english(EDIT), typed)

    measure = Measure.objects.get(code="community-income")
    assert measure.retired_on == date(2026, 10, 1)
    assert "no longer used since 1 October 2026" in visible_text(
        secretary.get(english(LIST))
    )


def test_what_figures_rest_on_is_shut_and_says_why(secretary, cast):
    measure = Measure.objects.get(code="community-income")
    make_outcome(City.objects.get(slug="nan"), measure=measure)

    page = visible_text(secretary.get(english(EDIT)))
    secretary.post(english(EDIT), TYPED | OPENED_LAST)

    assert page.count("Cannot be changed: there are figures") == 4
    changed = said(Measure.objects.get(pk=measure.pk))
    kept = {name: str(getattr(measure, name)) for name in ("unit_th", "unit_en")}
    kept |= {"better": "higher", "year": "fiscal-year"}
    assert changed == {**TYPED, **kept}


def test_the_list_is_in_order_and_counts_the_cities(secretary, cast):
    measure = Measure.objects.get(code="visitors")
    for slug in ("nan", "sukhothai"):
        make_outcome(City.objects.get(slug=slug), measure=measure, year=2568)

    response = secretary.get(english(LIST))

    text = visible_text(response)
    places = [text.index(name) for name in ("Community", "Visitors", "Creative jobs")]
    assert places == sorted(places)
    assert "Figures were said of 2 cities." in text
    assert "Figures were said of 0 cities." in text


def test_without_measures_the_list_says_how_to_begin(secretary):
    Measure.objects.all().delete()

    assert "There is no measure yet." in visible_text(secretary.get(english(LIST)))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(secretary, number, django_assert_num_queries):
    for measure in Measure.objects.all()[number:]:
        measure.delete()
    secretary.get(english(LIST))

    with django_assert_num_queries(7):
        secretary.get(english(LIST))
