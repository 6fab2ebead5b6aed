"""Forms of staff: every error stands at its field, and what was typed stays."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from cities.forms import ReadingForm, VerificationForm, WithdrawForm
from cities.models import City, Indicator, Reading, Wording
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric

READING = {
    "choice": "3",
    "not_applicable_reason": "",
    "effective_on": "1/3/2567",
    "note": "ประชุมแล้วสองครั้ง",
    "link": "https://example.org/minutes",
    "link_title": "รายงานการประชุม",
    "is_public": "on",
}


@pytest.fixture
def reading_form(facts):
    """`reading_form(note="")` is the form of R1.1 of Nan with one thing typed over."""
    indicator = Indicator.objects.get(code="R1.1")
    reading = Reading(city=City.objects.get(slug="nan"), indicator=indicator)
    wording = indicator.wording(Wording.Stage.CANDIDATE)

    def form(data=READING, **typed):
        sent = None if data is None else query({**data, **typed})
        return ReadingForm(sent, instance=reading, wording=wording)

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


def test_evidence_is_read_from_what_was_typed(reading_form):
    form = reading_form()
    form.full_clean()

    evidence = form.evidence()

    assert (evidence.link, evidence.title_th, evidence.is_public) == (
        "https://example.org/minutes",
        "รายงานการประชุม",
        True,
    )
    assert evidence.pk is None


def test_evidence_is_kept_from_the_public_unless_it_is_said(reading_form):
    form = reading_form(is_public=None)
    form.full_clean()

    assert form.evidence().is_public is False


def test_evidence_is_not_needed(reading_form):
    form = reading_form(link="", link_title="")

    assert form.is_valid()
    assert form.evidence() is None


def test_link_without_its_scheme_is_taken_as_https(reading_form):
    form = reading_form(link="example.org/minutes")
    form.full_clean()

    assert form.evidence().link == "https://example.org/minutes"


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
        ({"choice": None}, {"choice": ["required"]}),
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
        ({"effective_on": ""}, {"effective_on": ["required"]}),
        ({"effective_on": "เมื่อวาน"}, {"effective_on": ["not-a-date"]}),
        ({"effective_on": "31/2/2567"}, {"effective_on": ["no-such-day"]}),
        ({"effective_on": "1/3/67"}, {"effective_on": ["two-digit-year"]}),
        ({"effective_on": "1/3/2399"}, {"effective_on": ["ahead"]}),
        ({"note": "ก" * 4001}, {"note": ["max_length"]}),
        ({"link": "not a link"}, {"link": ["invalid"]}),
        ({"link": "javascript:alert(1)"}, {"link": ["invalid"]}),
        ({"link": "https://example.org/" + "x" * 500}, {"link": ["max_length"]}),
        ({"link_title": ""}, {"link_title": [None]}),
        ({"link_title": "ก" * 201}, {"link_title": ["max_length"]}),
        (
            {"choice": None, "effective_on": "", "link_title": ""},
            {
                "choice": ["required"],
                "effective_on": ["required"],
                "link_title": [None],
            },
        ),
    ],
)
def test_error_stands_at_its_field_and_what_was_typed_stays(
    typed, errors, reading_form
):
    form = reading_form(**typed)

    assert codes(form) == errors
    assert {name: form[name].value() for name in READING if name != "is_public"} == {
        name: value
        for name, value in {**READING, **typed}.items()
        if name != "is_public"
    }
    assert form["is_public"].value() is True


def test_day_ahead_is_refused_and_today_is_not(reading_form):
    tomorrow = today() + timedelta(days=1)

    assert codes(reading_form(effective_on=format_numeric(tomorrow, "th"))) == {
        "effective_on": ["ahead"]
    }
    assert codes(reading_form(effective_on=format_numeric(today(), "th"))) == {}


def test_empty_form_offers_the_levels_in_words_and_today(reading_form):
    with translation.override("en"):
        form = reading_form(None)
        wording = Indicator.objects.get(code="R1.1").wording("candidate")
        choices = dict(form.fields["choice"].choices)

        assert not form.is_bound
        assert [*choices] == ["0", "1", "2", "3", "4", "na"]
        assert choices["3"] == f"3 – {wording.levels_en[3]}"
        assert str(choices["na"]) == "The indicator does not apply to this city"
        assert form["effective_on"].value() == format_numeric(today(), "en")
        assert [*form.fields] == [*READING]


def test_words_of_the_errors(reading_form):
    with translation.override("en"):
        form = reading_form(choice="na", link_title="")

        assert form.errors == {
            "not_applicable_reason": [
                "Say why the indicator does not apply to this city."
            ],
            "link_title": ["Say in a few words what the link shows."],
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
