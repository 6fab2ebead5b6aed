"""When a letter speaks of a thing: tables, and what holds for every pair of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.letters.stages import Stage, next_stage, stage_of

DAY = date(2026, 11, 26)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))

#: Days from the day that counts -> the stage of what is due, and of what waits.
REACHED = [
    (-31, None, None),
    (-30, "before-30", None),
    (-15, "before-30", None),
    (-14, "before-14", None),
    (-4, "before-14", None),
    (-3, "before-3", None),
    (-1, "before-3", None),
    (0, "on-day", None),
    (1, "after-1", None),
    (6, "after-1", None),
    (7, "after-7", "after-7"),
    (29, "after-7", "after-7"),
    (30, "after-30", "after-30"),
    (59, "after-30", "after-30"),
    (60, "after-60", "after-60"),
    (400, "after-390", "after-390"),
]
#: Days from the day that counts -> the next stage of what is due, and of what waits.
AHEAD = [
    (-90, -30, 7),
    (-30, -14, 7),
    (-3, 0, 7),
    (0, 1, 7),
    (1, 7, 7),
    (7, 30, 30),
    (30, 60, 60),
    (61, 90, 90),
]


@pytest.mark.parametrize(("days", "due", "waiting"), REACHED)
def test_stage_is_the_latest_that_was_reached(days, due, waiting):
    on = DAY + timedelta(days=days)

    stages = [stage_of(DAY, on, is_due=is_due) for is_due in (True, False)]

    assert [stage and stage.code() for stage in stages] == [due, waiting]


@pytest.mark.parametrize(("days", "due", "waiting"), AHEAD)
def test_next_stage_is_the_first_ahead(days, due, waiting):
    on = DAY + timedelta(days=days)

    assert next_stage(DAY, on, is_due=True) == (Stage(due), DAY + timedelta(days=due))
    assert next_stage(DAY, on, is_due=False) == (
        Stage(waiting),
        DAY + timedelta(days=waiting),
    )


@given(day=DAYS, on=DAYS, is_due=st.booleans())
def test_next_stage_is_reached_on_its_day_and_not_the_day_before(day, on, is_due):
    stage, then = next_stage(day, on, is_due=is_due)
    eve = then - timedelta(days=1)

    assert then > on
    assert stage_of(day, then, is_due=is_due) == stage
    assert stage_of(day, eve, is_due=is_due) == stage_of(day, on, is_due=is_due)
    assert len(stage.code()) <= 20
