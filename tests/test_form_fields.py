"""A date field as a Thai meets it: typed in any way, shown in the reader's calendar."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from creativecity.form_fields import ThaiDateField, ThaiYearField

DONE = date(2026, 9, 13)


class MilestoneForm(forms.Form):
    done_on = ThaiDateField(required=False)


@pytest.mark.parametrize("typed", ["13/9/2569", "๑๓ ก.ย. ๒๕๖๙", "2026-09-13", DONE])
def test_a_date_is_understood_in_either_calendar(typed):
    form = MilestoneForm({"done_on": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"done_on": DONE}


@pytest.mark.parametrize("typed", [None, "", "  ", "\u200b"])
def test_nothing_typed_is_no_date(typed):
    form = MilestoneForm({"done_on": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"done_on": None}


def test_a_required_date_cannot_be_blank():
    with translation.override("en"), pytest.raises(forms.ValidationError) as error:
        ThaiDateField().clean(" ")

    assert error.value.code == "required"


def test_a_refusal_keeps_its_words_and_code():
    with translation.override("en"):
        errors = MilestoneForm({"done_on": "13/9/69"}).errors.as_data()["done_on"]

    assert [(error.message, error.code) for error in errors] == [
        ("Write all four digits of the year, for example 13/9/2026.", "two-digit-year")
    ]


@pytest.mark.parametrize(
    ("language", "expected"), [("th", "13/9/2569"), ("en", "13/9/2026")]
)
def test_a_known_date_is_shown_in_the_readers_calendar(language, expected):
    with translation.override(language):
        form = MilestoneForm(initial={"done_on": DONE})

        assert form["done_on"].value() == expected


def test_what_was_typed_is_shown_again():
    form = MilestoneForm({"done_on": "13 ก.ย. 69"})

    assert form["done_on"].value() == "13 ก.ย. 69"


def test_the_box_is_plain_text_without_a_date_picker():
    assert str(MilestoneForm()["done_on"]) == (
        '<input type="text" name="done_on" inputmode="text" autocomplete="off"'
        ' id="id_done_on">'
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("13 กันยายน 2569", []), ("14/9/2569", ["done_on"]), ("soon", ["done_on"])],
)
def test_another_spelling_of_the_same_day_is_no_change(typed, expected):
    form = MilestoneForm({"done_on": typed}, initial={"done_on": DONE})

    assert form.changed_data == expected


class YearForm(forms.Form):
    year = ThaiYearField(required=False)


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2569", 2026), ("๒๕๖๙", 2026), ("2026", 2026), (2026, 2026), (" ", None)],
)
def test_a_year_is_understood_in_either_calendar(typed, year):
    form = YearForm({"year": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"year": year}


def test_a_year_that_is_none_is_refused_with_an_example():
    with translation.override("en"):
        form = YearForm({"year": "26"})

        assert form.errors == {
            "year": ["Write the year with four digits, for example 2026."]
        }
        assert form["year"].value() == "26"


@pytest.mark.parametrize(("language", "shown"), [("th", 2569), ("en", 2026)])
def test_a_known_year_is_shown_in_the_readers_calendar(language, shown):
    with translation.override(language):
        form = YearForm(initial={"year": 2026})

        assert form["year"].value() == shown
        assert 'inputmode="text"' in str(form["year"])
