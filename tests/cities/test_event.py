"""Events: what happened, who took part, how far; a wrong one is retired."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cities.models import City, Event, GroupCount
from cities.models.took_part import count_groups
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
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


def test_an_event_is_announced_up_to_two_years_ahead(nan):
    event = make_event(nan, on=today() + timedelta(days=700))

    with pytest.raises(ValidationError) as caught:
        make_event(nan, on=today() + timedelta(days=733))

    assert code_of(caught) == ("starts_on", "ahead")
    assert not event.has_begun()
    assert list(Event.objects.ahead(today())) == [event]


def test_one_retired_before_its_day_is_cancelled(nan):
    ahead = make_event(nan, on=DAY + timedelta(days=9))
    past = make_event(nan, on=DAY)
    for event in (ahead, past):
        event.retire(by=None, reason="ฝนตก", on=DAY)

    assert list(Event.objects.cancelled()) == [ahead]
    assert ahead.is_cancelled()
    assert not past.is_cancelled()
    assert ahead in Event.objects.in_public()
    assert past not in Event.objects.in_public()


@pytest.mark.parametrize(
    ("begins", "ends", "is_asked"),
    [(-1, None, True), (0, None, False), (-3, 0, False), (-3, -1, True),
     (-180, None, True), (-181, None, False)],
)  # fmt: skip
def test_who_came_is_asked_once_it_is_over(nan, begins, ends, is_asked):
    first = DAY + timedelta(days=begins)
    last = None if ends is None else DAY + timedelta(days=ends)
    event = make_event(nan, on=first, ends_on=last)

    assert list(Event.objects.uncounted(DAY)) == ([event] if is_asked else [])


def test_who_came_is_not_asked_again(nan):
    event = make_event(nan)
    count_groups(event, {"makers": None}, by=None)

    assert list(Event.objects.uncounted(DAY + timedelta(days=1))) == []


def test_groups_said_anew_take_the_place_of_those_before(nan):
    event = make_event(nan)
    before = LogEntry.objects.count()

    first = count_groups(event, {"makers": 12, "youth": None}, by=None)
    again = count_groups(event, {"makers": 12, "youth": None}, by=None)
    changed = count_groups(event, {"makers": 15}, by=None)

    assert [str(row) for row in first] == [
        f"{event.pk} makers 12",
        f"{event.pk} youth None",
    ]
    assert again == []
    assert [(row.group, row.people) for row in changed] == [
        ("makers", 15),
        ("youth", 0),
    ]
    assert GroupCount.objects.newest([event]) == {event.pk: {"makers": 15}}
    assert LogEntry.objects.count() == before + 4


def test_nobody_came_yet_to_one_ahead_or_retired(nan):
    ahead = make_event(nan, on=today() + timedelta(days=9))
    gone = make_event(nan)
    gone.retire(by=None, reason="ซ้ำ")

    codes = []
    for event in (ahead, gone):
        with pytest.raises(ValidationError) as caught:
            count_groups(event, {"makers": 1}, by=None)
        codes.append(caught.value.code)

    assert codes == ["ahead", "retired"]


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


def test_many_are_retired_at_once_each_with_an_entry_of_its_own(nan):
    events = [make_event(nan), make_event(nan, name_th="อีกงาน")]
    one = make_event(nan, name_th="งานเดียว")

    Event.objects.retire_all([e.pk for e in events], by=None, reason="ซ้ำ", on=DAY)
    one.retire(by=None, reason="ซ้ำ", on=DAY)

    told = list(LogEntry.objects.filter(verb="retire").order_by("sequence"))
    assert [entry.subject_id for entry in told] == [str(e.pk) for e in (*events, one)]
    assert len({(str(e.payload), e.about, e.is_public) for e in told}) == 1
    for event in events:
        event.refresh_from_db()
        assert (event.retired_on, event.retired_reason) == (DAY, "ซ้ำ")
    assert first_fault() is None


def test_of_many_none_is_retired_where_one_was_already(nan):
    events = [make_event(nan), make_event(nan, name_th="อีกงาน")]
    events[1].retire(by=None, reason="ซ้ำ", on=DAY)

    with pytest.raises(ValidationError) as caught:
        Event.objects.retire_all([e.pk for e in events], by=None, reason="ผิด")

    events[0].refresh_from_db()
    assert caught.value.code == "retired"
    assert events[0].retired_on is None
