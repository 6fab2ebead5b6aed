"""The rule of the two keys: what was said, in; how the duty stands, out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.keys import Report, State, Verdict, standing_of

PARTIES = ("dasta", "cea")
DAY = date(2026, 10, 1)
ON = date(2026, 11, 1)


def report(sequence, agency="dasta", on=DAY, said_on=DAY):
    return Report(sequence, agency, on, said_on)


def verdict(sequence, of, agency="cea", is_confirmed=True, on=date(2026, 10, 21)):
    return Verdict(sequence, of, agency, is_confirmed, on)


def disputed(sequence, of, agency="cea", **fields):
    return verdict(sequence, of, agency, is_confirmed=False, **fields)


def stand(reports, verdicts=(), owed_by=PARTIES, on=ON):
    return standing_of(reports, verdicts, owed_by=owed_by, parties=PARTIES, on=on)


# Each row: reports, verdicts, who owes it; the state, whom it waits for, since when.
ONE, BOTH = ("dasta",), PARTIES
LATER, LATE = date(2026, 10, 11), date(2026, 10, 31)
TABLE = {
    "no record": ([], [], BOTH, "none", BOTH, None),
    "no record of one agency's": ([], [], ONE, "none", ONE, None),
    "reported": ([report(1)], [], ONE, "reported", ("cea",), DAY),
    "joint, reported by one": ([report(1)], [], BOTH, "reported", ("cea",), DAY),
    "joint, reported by the other": (
        [report(1, "cea")],
        [],
        BOTH,
        "reported",
        ("dasta",),
        DAY,
    ),
    "waits since it was said, not since the day it speaks of": (
        [report(1, said_on=LATER)],
        [],
        ONE,
        "reported",
        ("cea",),
        LATER,
    ),
    "confirmed": ([report(1)], [verdict(2, 1)], ONE, "confirmed", (), 20),
    "disputed": ([report(1)], [disputed(2, 1)], ONE, "disputed", ("dasta",), 20),
    "disputed waits for who said it": (
        [report(1, "cea")],
        [disputed(2, 1, "dasta")],
        BOTH,
        "disputed",
        ("cea",),
        20,
    ),
    "a later verdict takes the place of the earlier": (
        [report(1)],
        [verdict(2, 1), disputed(3, 1, on=LATE)],
        ONE,
        "disputed",
        ("dasta",),
        LATE,
    ),
    "by the ledger's order, whatever the days": (
        [report(1)],
        [disputed(3, 1), verdict(2, 1, on=LATE)],
        ONE,
        "disputed",
        ("dasta",),
        20,
    ),
    "nobody turns the second key of their own report": (
        [report(1)],
        [verdict(2, 1, "dasta")],
        BOTH,
        "reported",
        ("cea",),
        DAY,
    ),
    "nor does a third": (
        [report(1)],
        [verdict(2, 1, "oic")],
        BOTH,
        "reported",
        ("cea",),
        DAY,
    ),
    "who does not owe it turns no key": (
        [report(1, "cea")],
        [],
        ONE,
        "none",
        ONE,
        None,
    ),
    "a report of a day that lies ahead": (
        [report(1, on=date(2026, 11, 2))],
        [],
        ONE,
        "none",
        ONE,
        None,
    ),
    "the newest counts": (
        [report(1), report(3, on=LATER, said_on=LATER)],
        [disputed(2, 1)],
        ONE,
        "reported",
        ("cea",),
        LATER,
    ),
    "of one day the one recorded last": (
        [report(3, said_on=LATER), report(1)],
        [disputed(2, 1)],
        ONE,
        "reported",
        ("cea",),
        LATER,
    ),
    "a late word about an earlier day changes nothing": (
        [report(1, on=LATER), report(3, on=DAY, said_on=LATE)],
        [verdict(2, 1)],
        ONE,
        "confirmed",
        (),
        20,
    ),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_standing_is_as_the_table_says(row):
    reports, verdicts, owed_by, state, waits_for, since = row
    since = DAY + timedelta(days=since) if isinstance(since, int) else since

    found = stand(reports, verdicts, owed_by)

    assert (found.state, found.waits_for, found.since) == (state, waits_for, since)
    assert found.days == (since and (ON - since).days)


def test_confirmed_report_is_told_behind_a_newer_one():
    first, newer = report(1), report(4, on=LATER, said_on=LATER)

    waiting = stand([first, newer], [verdict(2, 1)])
    denied = stand([first, newer], [verdict(2, 1), disputed(5, 4)])
    agreed = stand([first, newer], [verdict(2, 1), verdict(5, 4)])

    assert (waiting.state, waiting.earlier.report) == (State.REPORTED, first)
    assert waiting.earlier.verdict.sequence == 2
    assert (denied.state, denied.earlier.report) == (State.DISPUTED, first)
    assert (agreed.state, agreed.earlier) == (State.CONFIRMED, None)


def test_what_was_disputed_before_is_not_told_as_confirmed():
    found = stand([report(1), report(3, on=LATER)], [disputed(2, 1)])

    assert found.earlier is None


def test_verdict_speaks_of_its_reports_day_and_its_days_count_from_the_saying():
    said = [verdict(2, 1, on=date(2026, 12, 1))]

    year_end, later = stand([report(1)], said), stand([report(1)], said, on=LATE)
    today = stand([report(1)], said, on=date(2026, 12, 8))

    assert (year_end.state, year_end.days) == (State.CONFIRMED, None)
    assert (later.state, later.days) == (State.CONFIRMED, None)
    assert (today.state, today.days) == (State.CONFIRMED, 7)


def test_what_a_page_has_shown_is_its_newest_word():
    assert stand([]).seen() == 0
    assert stand([report(1)]).seen() == 1
    assert stand([report(1)], [verdict(2, 1)]).seen() == 2


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def ledgers(draw):
    """What was said, in the ledger's order: reports, and verdicts on earlier ones."""
    rows = []
    for sequence in range(1, draw(st.integers(0, 12)) + 1):
        agency = draw(st.sampled_from([*PARTIES, "oic"]))
        reports = [row.sequence for row in rows if isinstance(row, Report)]
        if reports and draw(st.booleans()):
            of = draw(st.sampled_from(reports))
            rows.append(verdict(sequence, of, agency, draw(st.booleans()), draw(days)))
        else:
            rows.append(report(sequence, agency, draw(days), draw(days)))
    return rows


def known(rows, known_at):
    rows = [row for row in rows if row.sequence <= known_at]
    reports = [row for row in rows if isinstance(row, Report)]
    return reports, [row for row in rows if isinstance(row, Verdict)]


owners = st.sampled_from([ONE, ("cea",), BOTH])


@given(ledgers(), st.integers(0, 12), owners, days)
def test_later_rows_never_change_what_was_known_earlier(rows, known_at, owed_by, on):
    before = stand(*known(rows[:known_at], known_at), owed_by, on)

    assert stand(*known(rows, known_at), owed_by, on) == before


@given(ledgers(), owners, days, st.randoms())
def test_order_of_handing_in_changes_nothing(rows, owed_by, on, random):
    reports, verdicts = known(rows, 99)
    found = stand(reports, verdicts, owed_by, on)
    random.shuffle(reports)
    random.shuffle(verdicts)

    assert stand(reports, verdicts, owed_by, on) == found


@given(ledgers(), owners, days)
def test_both_keys_are_never_one_agencys(rows, owed_by, on):
    found = stand(*known(rows, 99), owed_by, on)

    if found.report is None:
        assert (found.state, found.since, found.days) == (State.NONE, None, None)
        return
    assert found.report.agency in owed_by
    assert found.report.on <= on
    if found.verdict:
        assert found.verdict.agency in PARTIES
        assert found.verdict.agency != found.report.agency
    assert (found.state == State.REPORTED) == (found.verdict is None)
    assert found.days is None or found.days >= 0
    if found.earlier:
        assert found.earlier.verdict.is_confirmed
        assert found.earlier.report.on <= found.report.on
