"""Events: what happened, who took part, how far; a wrong one is retired."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cities.models import City, Event
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from tests.factories import DAY, make_event


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def code_of(caught):
    [(name, [error])] = caught.value.error_dict.items()
    return name, error.code


def test_codes_are_counted_apart_from_those_of_the_facts(nan):
    make_event(nan)
    verbs.create(
        Event(
            city=nan,
            code="EVENT-X",
            kind="meeting",
            name_th="x",
            name_en="x",
            starts_on=DAY,
            precision="day",
        ),
        by=None,
    )

    assert make_event(nan, name_en="Another").code == "EV2"
    assert Event.objects.filter(code__startswith="M").count() == 9


def test_the_same_sent_twice_is_there_once(nan):
    event = make_event(nan)

    assert (make_event(nan), str(event)) == (event, "การประชุมคณะทำงาน")
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.about, entry.is_public) == (
        "create",
        "cities.city/nan",
        True,
    )


def test_a_retired_twin_does_not_stand_in_the_way(nan):
    first = make_event(nan)
    first.retire(by=None, reason="ผิดวัน")

    assert make_event(nan) != first


def test_a_month_is_kept_as_its_last_day(nan):
    event = make_event(nan, on=date(2026, 2, 3), precision="month")

    assert event.starts_on == date(2026, 2, 28)


def test_a_day_ahead_is_refused(nan):
    with pytest.raises(ValidationError) as caught:
        make_event(nan, on=today() + timedelta(days=1))

    assert code_of(caught) == ("starts_on", "ahead")


def test_a_last_day_needs_a_first_one_to_the_day(nan):
    with pytest.raises(ValidationError) as caught:
        make_event(nan, precision="month", ends_on=DAY + timedelta(days=60))

    assert code_of(caught) == ("ends_on", "inexact")


def test_what_is_missing_is_told_by_its_field(nan):
    with pytest.raises(ValidationError) as caught:
        Event(city=nan, starts_on=None).full_clean()

    assert {"starts_on", "precision"} <= set(caught.value.error_dict)


def test_with_a_precision_its_day_moves_too(nan):
    event = make_event(nan, on=date(2026, 2, 3))
    event.precision = "month"

    event.edit(by=None, fields=["precision"])

    event.refresh_from_db()
    assert event.starts_on == date(2026, 2, 28)


def test_an_edit_keeps_the_rest(nan):
    event = make_event(nan)
    event.name_en = "Renamed"

    event.edit(by=None, fields=["name_en"])

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, set(entry.payload["after"])) == ("edit", {"name_en"})


def test_retired_event_is_neither_edited_nor_retired_again(nan):
    event = make_event(nan)
    event.retire(by=None, reason="ซ้ำ", on=DAY)

    for act in (
        lambda: event.retire(by=None, reason="ซ้ำ"),
        lambda: event.edit(by=None, fields=["name_en"]),
    ):
        with pytest.raises(ValidationError) as caught:
            act()
        assert caught.value.code == "retired"
    assert not Event.objects.happened(DAY).filter(pk=event.pk).exists()


def test_a_retirement_needs_its_reason(nan):
    event = make_event(nan)

    with pytest.raises(IntegrityError, match="event_retired_reason"):
        event.retire(by=None, reason="")
