"""Forms of staff: every error stands at its field, and what was typed stays."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from cities.forms.reading import ReadingForm
from cities.forms.verdict import VerificationForm, WithdrawForm
from cities.models import City, Reading, Wording
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from tests.factories import find_indicator, make_evidence

READING = {
    "choice": "3",
    "not_applicable_reason": "",
    "effective_on": "1/3/2567",
    "note": "ประชุมแล้วสองครั้ง",
    "evidence": "1",
}


@pytest.fixture
def reading_form(facts):
    """`reading_form(note="")` is the form of R1.1 of Nan with one thing typed over."""
    indicator = find_indicator("R1.1")
    city = City.objects.get(slug="nan")
    piece = make_evidence(city)
    wording = indicator.wording(Wording.Stage.CANDIDATE)

    def form(data=READING, **typed):
        typed = {"evidence": str(piece.pk), **typed}
        return ReadingForm(
            None if data is None else query({**data, **typed}),
            instance=Reading(city=city, indicator=indicator),
            wording=wording,
            pieces=[piece],
        )

    return form


def query(data):
    sent = QueryDict(mutable=True)
    sent.update({name: value for name, value in data.items() if value is not None})
    return sent


def codes(form):
    """Field to the codes of its errors."""
    return {
        name: [error.code for error in errors]
        for name, errors in form.errors.as_data().items()
    }


def test_reading_is_read_from_what_was_typed(reading_form):
    form = reading_form()

    assert form.errors == {}
    reading = form.instance
    assert (reading.level, reading.effective_on) == (3, date(2024, 3, 1))
    assert (reading.note, reading.not_applicable_reason) == ("ประชุมแล้วสองครั้ง", "")


def test_evidence_is_what_is_ticked(reading_form):
    form = reading_form()
    form.full_clean()

    assert [piece.title_th for piece in form.ticked()] == ["รายงานการประชุม"]


def test_a_low_level_needs_no_evidence(reading_form):
    form = reading_form(choice="2", evidence=None)

    assert form.is_valid()
    assert form.ticked() == []


def test_a_form_left_as_it_was_says_nothing(facts):
    wording = find_indicator("R1.1").wording(Wording.Stage.CANDIDATE)
    form = ReadingForm(query({}), initial={"effective_on": ""}, wording=wording)

    assert form.is_valid()
    assert not form.has_changed()


def test_indicator_that_does_not_apply_has_a_reason_and_no_level(reading_form):
    form = reading_form(choice="na", not_applicable_reason="ไม่มีเทศบาล")

    assert form.is_valid()
    assert (form.instance.level, form.instance.not_applicable_reason) == (
        None,
        "ไม่มีเทศบาล",
    )


def test_reason_is_dropped_where_a_level_was_chosen(reading_form):
    form = reading_form(not_applicable_reason="ไม่มีเทศบาล")

    assert form.is_valid()
    assert (form.instance.level, form.instance.not_applicable_reason) == (3, "")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"choice": None}, {"choice": [None]}),
        ({"choice": "5"}, {"choice": ["invalid_choice"]}),
        ({"choice": "-1"}, {"choice": ["invalid_choice"]}),
        ({"choice": "na"}, {"not_applicable_reason": [None]}),
        (
            {"choice": "na", "not_applicable_reason": "  "},
            {"not_applicable_reason": [None]},
        ),
        (
            {"choice": "na", "not_applicable_reason": "ก" * 1001},
            {"not_applicable_reason": ["max_length"]},
        ),
        ({"effective_on": "เมื่อวาน"}, {"effective_on": ["not-a-date"]}),
        ({"effective_on": "31/2/2567"}, {"effective_on": ["no-such-day"]}),
        ({"effective_on": "1/3/67"}, {"effective_on": ["two-digit-year"]}),
        ({"effective_on": "1/3/2399"}, {"effective_on": ["ahead"]}),
        ({"note": "ก" * 4001}, {"note": ["max_length"]}),
        ({"evidence": "x"}, {"evidence": ["invalid_choice"]}),
        ({"evidence": None}, {"evidence": [None]}),
        (
            {"choice": "na", "effective_on": "1/3/67"},
            {"not_applicable_reason": [None], "effective_on": ["two-digit-year"]},
        ),
    ],
)
def test_error_stands_at_its_field_and_what_was_typed_stays(
    typed, errors, reading_form
):
    form = reading_form(**typed)

    assert codes(form) == errors
    kept = {**READING, **typed}
    for name in ("choice", "not_applicable_reason", "effective_on", "note"):
        assert form[name].value() == kept[name]


def test_day_ahead_is_refused_and_today_is_not(reading_form):
    tomorrow = today() + timedelta(days=1)

    assert codes(reading_form(effective_on=format_numeric(tomorrow, "th"))) == {
        "effective_on": ["ahead"]
    }
    assert codes(reading_form(effective_on=format_numeric(today(), "th"))) == {}


def test_an_empty_day_is_the_day_of_recording(reading_form):
    form = reading_form(effective_on="")

    assert form.is_valid()
    assert form.instance.effective_on == today()


def test_empty_form_offers_the_levels_in_words(reading_form):
    with translation.override("en"):
        form = reading_form(None)
        wording = find_indicator("R1.1").wording("candidate")
        choices = dict(form.fields["choice"].choices)

        assert not form.is_bound
        assert [*choices] == ["0", "1", "2", "3", "4", "na"]
        assert choices["3"] == f"3 – {wording.levels_en[3]}"
        assert str(choices["na"]) == "The indicator does not apply to this city"
        assert {*form.fields} == {*READING}


def test_words_of_the_errors(reading_form):
    with translation.override("en"):
        form = reading_form(choice="na", effective_on="1/3/2399")

        assert form.errors == {
            "not_applicable_reason": [
                "Say why the indicator does not apply to this city."
            ],
            "effective_on": [
                "A level is recorded for today or a day past, not one ahead."
            ],
        }


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"verdict": "verified"}, {}),
        ({"verdict": "verified", "reason": "ครบถ้วน"}, {}),
        ({"verdict": "returned", "reason": "หลักฐานไม่ครบ"}, {}),
        ({"verdict": "returned", "reason": ""}, {"reason": [None]}),
        ({"verdict": "returned", "reason": " "}, {"reason": [None]}),
        (
            {"verdict": "returned", "reason": "ก" * 2001},
            {"reason": ["max_length"]},
        ),
        ({"verdict": "perhaps"}, {"verdict": ["invalid_choice"]}),
        ({"verdict": ""}, {"verdict": ["required"]}),
        ({"reason": "หลักฐานไม่ครบ"}, {"verdict": ["required"]}),
    ],
)
def test_verdict_is_read_or_refused_at_its_field(typed, errors, db):
    form = VerificationForm(query(typed))

    assert codes(form) == errors
    assert form["reason"].value() == typed.get("reason")
    if not errors:
        assert (form.instance.verdict, form.instance.reason) == (
            typed["verdict"],
            typed.get("reason", ""),
        )


def test_form_of_a_verdict_offers_two_and_chooses_none():
    form = VerificationForm()

    assert [value for value, _label in form.fields["verdict"].choices if value] == [
        "verified",
        "returned",
    ]
    assert form["verdict"].value() in (None, "")


@pytest.mark.parametrize(
    ("reason", "errors"),
    [
        ("ผิดปี", {}),
        ("", {"reason": ["required"]}),
        ("  ", {"reason": ["required"]}),
        ("ก" * 1001, {"reason": ["max_length"]}),
    ],
)
def test_withdrawing_needs_a_reason(reason, errors):
    form = WithdrawForm(query({"reason": reason}))

    assert codes(form) == errors
    assert form["reason"].value() == reason
