"""A call: its days in order, what the next one takes over, its steps counted back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import Call, RequiredDocument, TemplateStep
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from tests.factories import make_user


def make_call(year=2031, **fields):
    return Call(year=year, **fields).begin(by=None)


def make_document(call, code="form", **fields):
    defaults = {
        "kind": "form",
        "name_th": "ใบสมัคร",
        "name_en": "Application form",
    }
    return RequiredDocument(call=call, code=code, **{**defaults, **fields}).add(by=None)


# Days and their order

IN_ORDER = [
    ("2026-09-01 day", "2027-03-03 day", "2027-10-31 day"),
    ("2027-03-03 day", "2027-03-03 day", "2027-03-03 day"),
    (None, "2027-03-03 day", None),
    # A period begins early enough, though it is kept as its last day.
    ("2027-12-31 year", "2027-03-03 day", "2027-10-31 day"),
    ("2027-03-31 month", "2027-03-03 day", None),
    (None, "2027-12-31 year", "2027-10-31 day"),
    ("2027-09-30 fiscal-year", "2027-03-03 day", None),
]
WRONG = [
    (
        ("2027-03-04 day", "2027-03-03 day", None),
        {"deadline_on": ["The deadline lies before the opening."]},
    ),
    (
        ("2028-12-31 year", "2027-03-03 day", None),
        {"deadline_on": ["The deadline lies before the opening."]},
    ),
    (
        (None, "2027-03-03 day", "2027-02-28 month"),
        {"announced_on": ["The announcement lies before the deadline."]},
    ),
    (
        ("2027-05-01 day", "2027-03-03 day", "2027-01-01 day"),
        {
            "deadline_on": ["The deadline lies before the opening."],
            "announced_on": ["The announcement lies before the deadline."],
        },
    ),
    (
        ("2027-03-02 ", "2027-03-03 day", None),
        {"__all__": ["Give both the day and how exactly it is known."]},
    ),
]


def with_days(*moments, year=2031):
    """A call whose opening, deadline and announcement are "day precision" or None."""
    values = {}
    names = ("opened", "deadline", "announced")
    for name, moment in zip(names, moments, strict=True):
        day, precision = moment.split(" ") if moment else (None, "")
        values[f"{name}_on"] = day and date.fromisoformat(day)
        values[f"{name}_precision"] = precision
    return Call(year=year, **values)


@pytest.mark.parametrize("moments", IN_ORDER)
def test_days_in_order_are_taken(moments, db):
    call = with_days(*moments)

    call.full_clean()
    call.begin(by=None)

    assert Call.objects.get(year=2031).deadline() == call.deadline()


@pytest.mark.parametrize(("moments", "words"), WRONG)
def test_days_out_of_order_are_refused_with_their_reason(moments, words, db):
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            with_days(*moments).full_clean()

        assert refused.value.message_dict == words


@pytest.mark.parametrize(
    "moments",
    [
        ("2027-03-04 day", "2027-03-03 day", None),
        (None, "2027-03-03 day", "2027-03-02 day"),
        ("2027-03-04 ", None, None),
    ],
)
def test_database_refuses_exact_days_out_of_order(moments, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        with_days(*moments).begin(by=None)


def test_a_month_counts_from_its_last_day(db):
    call = with_days(None, "2027-03-03 month", None)

    call.full_clean()

    assert call.deadline_on == date(2027, 3, 31)


@pytest.mark.parametrize("codes", [["dance"], "music", {"music": 1}])
def test_fields_are_those_of_unescos_list(codes, db):
    with pytest.raises(ValidationError) as refused:
        Call(year=2031, field_codes=codes).full_clean()

    assert list(refused.value.error_dict) == ["field_codes"]


# A new call

KNOWN = {
    "field_codes": ["design", "music"],
    "max_cities": 2,
    "max_megabytes": 20,
    "new_cities": 58,
    "total_after": 408,
    "deadline_on": date(2027, 3, 3),
    "deadline_precision": "day",
}


def test_next_call_has_the_rules_of_this_one_and_no_days(db):
    after = Call(year=2027, **KNOWN).next()

    assert (after.year, after.field_codes) == (2029, ["design", "music"])
    assert (after.max_cities, after.max_megabytes) == (2, 20)
    assert (after.opened(), after.deadline(), after.announced()) == (None, None, None)
    assert (after.new_cities, after.total_after) == (None, None)
    assert after.pk is None


def test_unknown_stays_unknown_in_the_next_call(db):
    after = Call(year=2027).next()

    assert (after.fields_open(), after.field_count()) == ([], None)
    assert (after.max_cities, after.max_megabytes) == (None, None)


def test_next_call_does_not_share_its_fields_with_this_one(db):
    call = Call(year=2027, field_codes=["design"])

    call.next().field_codes.append("film")

    assert call.field_codes == ["design"]


def test_new_call_takes_over_documents_to_be_confirmed_and_steps(facts):
    before = Call.objects.get(year=2017)
    call = Call(year=2018).begin(by=None, after=before)

    old, new = list(before.documents.all()), list(call.documents.all())
    taken = ("code", "kind", "name_th", "name_en", "count", "max_megabytes")
    assert [[getattr(d, n) for n in taken] for d in new] == [
        [getattr(d, n) for n in taken] for d in old
    ]
    assert {d.copied_from for d in new} == {before}
    assert [(d.source_codes, d.note) for d in new] == [([], "")] * 8
    steps = ("code", "position", "name_th", "days_before", "counts_from", "done_by")
    assert [*call.steps.values_list(*steps)] == [*before.steps.values_list(*steps)]


def test_new_call_is_told_to_the_ledger_row_by_row(facts):
    before, user = chain.latest(), make_user()
    call = Call(year=2029).begin(by=user, after=Call.objects.get(year=2027))

    entries = LogEntry.objects.filter(sequence__gt=before, by=user)
    told = [(entry.verb, entry.subject) for entry in entries.order_by("sequence")]
    assert told == [
        ("create", "cities.call"),
        *[("create", "cities.templatestep")] * 11,
        *[("create", "cities.requireddocument")] * 3,
    ]
    assert {entry.about for entry in entries} == {call.key()} == {"cities.call/2029"}
    assert {entry.is_public for entry in entries} == {True}


def test_list_that_is_not_known_is_taken_from_the_nearest_call_that_has_one(facts):
    after_2027 = Call(year=2029).begin(by=None, after=Call.objects.get(year=2027))

    taken_from = {row.copied_from.year for row in after_2027.documents.all()}
    assert taken_from == {2021}


def test_row_taken_over_twice_names_the_call_in_which_it_was_seen(db):
    first = make_call(2031)
    make_document(first)
    second = Call(year=2033).begin(by=None, after=first)

    third = Call(year=2035).begin(by=None, after=second)

    assert [row.copied_from for row in third.documents.all()] == [first]


def test_first_call_starts_with_the_steps_that_are_proposed(db):
    call = make_call(2031)

    assert call.steps.count() == 11
    assert not call.documents.exists()


def test_year_has_one_call(db):
    make_call(2031)
    before = chain.latest()

    words = "There is a call of that year already."
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            make_call(2031)

        assert refused.value.message_dict == {"year": [words]}
    assert chain.latest() == before


def test_list_is_taken_over_once(db):
    make_document(make_call(2031))
    call = Call(year=2033).begin(by=None)

    again = call.take_over_documents(by=None)

    assert (again, call.documents.count()) == ([], 1)


def test_nothing_is_taken_over_from_a_later_call(db):
    make_document(make_call(2033))

    earlier = make_call(2031)

    assert earlier.nearest_list() is None
    assert not earlier.documents.exists()


# Changing it


def test_change_saves_what_is_named_and_tells_of_the_call(db):
    call, user = make_call(), make_user()
    call.max_cities, call.max_megabytes = 2, 20

    call.change(by=user, fields=["max_cities"])

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.about, entry.by) == ("edit", "cities.call/2031", user)
    assert entry.payload["after"] == {"max_cities": 2}
    assert Call.objects.get(year=2031).max_megabytes is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            RequiredDocument(code="form", kind="form", name_th="ก", name_en="A"),
            "This call's list has that code already.",
        ),
        (
            TemplateStep(code="submission", name_th="ก", name_en="A"),
            "This template has that code already.",
        ),
    ],
)
def test_code_stands_once_in_a_list(row, words, db):
    row.call = make_call()
    make_document(row.call)

    with translation.override("en"), pytest.raises(ValidationError) as refused:
        row.add(by=None)

    assert refused.value.messages == [words]


def test_changed_rows_tell_of_their_call(db):
    call = make_call()
    document, step = make_document(call), call.steps.first()
    document.count, step.days_before = 2, 600

    document.change(by=None, fields=["count"])
    step.change(by=None, fields=["days_before"])

    entries = LogEntry.objects.order_by("-sequence")[:2]
    assert [(e.verb, e.about) for e in entries] == [("edit", call.key())] * 2
    assert [e.payload["after"] for e in entries] == [
        {"days_before": 600},
        {"count": 2},
    ]


def test_rows_say_what_they_are(db):
    call = make_call()

    with translation.override("en"):
        assert str(make_document(call)) == "Application form"
        assert str(call.steps.first()) == "Gap study"
    assert str(call) == "2031"


# The template, planned backwards: each call's deadline, less the days, by hand

# fmt: off
PLANNED = {
    #    2015       2017       2019       2021       2023       2025
    "gap-study":
        "2014-01-21 2015-12-24 2018-01-06 2020-01-07 2022-01-06 2023-09-10",
    "steering-committee":
        "2014-02-20 2016-01-23 2018-02-05 2020-02-06 2022-02-05 2023-10-10",
    "asset-inventory":
        "2014-05-21 2016-04-22 2018-05-06 2020-05-06 2022-05-06 2024-01-08",
    "national-selection":
        "2015-02-15 2017-01-17 2019-01-31 2021-01-31 2023-01-31 2024-10-04",
    "form":
        "2015-04-16 2017-03-18 2019-04-01 2021-04-01 2023-04-01 2024-12-03",
    "support-letters":
        "2015-05-16 2017-04-17 2019-05-01 2021-05-01 2023-05-01 2025-01-02",
    "translation":
        "2015-05-31 2017-05-02 2019-05-16 2021-05-16 2023-05-16 2025-01-17",
    "mayor-letter":
        "2015-06-15 2017-05-17 2019-05-31 2021-05-31 2023-05-31 2025-02-01",
    "natcom-letter":
        "2015-06-24 2017-05-26 2019-06-09 2021-06-09 2023-06-09 2025-02-10",
    "submission":
        "2015-07-15 2017-06-16 2019-06-30 2021-06-30 2023-06-30 2025-03-03",
    "announcement":
        "2015-12-11 2017-10-31 2019-10-30 2021-11-08 2023-10-31 2025-10-31",
}
# fmt: on
YEARS = [2015, 2017, 2019, 2021, 2023, 2025]


@pytest.mark.parametrize("year", YEARS)
def test_steps_are_planned_backwards_from_the_calls_deadline(year, facts):
    steps = Call.objects.get(year=year).steps.all()

    place = YEARS.index(year)
    assert {step.code: step.planned().isoformat() for step in steps} == {
        code: days.split()[place] for code, days in PLANNED.items()
    }


def test_call_without_days_gives_no_step_a_day(facts):
    steps = Call.objects.get(year=2027).steps.all()

    assert [step.planned() for step in steps] == [None] * len(PLANNED)


def test_step_after_its_day_is_counted_forward(db):
    call = make_call(deadline_on=date(2031, 3, 3), deadline_precision="day")

    step = TemplateStep(call=call, code="party", days_before=-7)

    assert (step.planned(), step.distance()) == (date(2031, 3, 10), 7)


def test_deadline_known_to_the_month_is_counted_from_its_last_day(db):
    call = make_call(deadline_on=date(2031, 3, 31), deadline_precision="month")

    planned = call.steps.get(code="mayor-letter").planned()

    assert planned == date(2031, 3, 1)


def test_documents_keep_to_their_call_when_another_is_changed(facts):
    older = Call.objects.get(year=2021)
    newer = Call(year=2029).begin(by=None, after=Call.objects.get(year=2027))
    row = newer.documents.get(code="photos")
    row.count = 5

    row.change(by=None, fields=["count"])

    assert older.documents.get(code="photos").count == 3


@pytest.mark.parametrize("name", ["max_cities", "max_megabytes"])
@pytest.mark.parametrize(("limit", "is_taken"), [(0, False), (1, True), (None, True)])
def test_limit_that_would_let_nothing_in_is_refused(name, limit, is_taken):
    call = Call(year=2031, **{name: limit})

    if is_taken:
        call.clean()
        return
    with pytest.raises(ValidationError) as refused:
        call.clean()

    words = ["A limit of 0 would let nothing in. Leave it empty if none is known."]
    with translation.override("en"):
        assert refused.value.message_dict == {name: words}
