"""A golden table: what was said of a milestone, and how it stood on which day."""

from datetime import date, datetime
from itertools import count

import pytest

from cities.models import (
    Call,
    Candidacy,
    Completion,
    Forecast,
    Milestone,
    ReforecastRequest,
    Retirement,
    Stage,
    StatedView,
)
from cities.models.forecast import Ruling
from cities.standing import Reason, State
from cities.track import Track
from creativecity.thai_calendar import BANGKOK, FiscalYear, PartialDate, Precision

from .milestone_histories import HISTORIES

DEADLINE = date(2027, 3, 3)
FORMS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def partial(text):
    """`2027-06`, `FY2570` or `<=2027-06-30` as a day with its precision."""
    if text.startswith("FY"):
        return PartialDate(FiscalYear(int(text[2:])).ends_on, Precision.FISCAL_YEAR)
    if text.startswith("<="):
        return PartialDate(date.fromisoformat(text[2:]), Precision.ON_OR_BEFORE)
    return PartialDate.parse_iso(text, FORMS[len(text)])


class History:
    """The rows of one milestone, none of them saved; `track` is asked as of a day."""

    def __init__(self):
        call = Call(year=2027, deadline_on=DEADLINE, deadline_precision="day")
        bid = Candidacy(pk=1, call=call)
        self.milestone, self.rows = Milestone(pk=1, candidacy=bid, done_by=""), []
        self.places = count(1)

    def say(self, line):
        verb, *words = line.split()
        if line == "taken back":
            self.rows.pop()
        else:
            getattr(self, f"say_{verb}")(*words)

    def add(self, row, on, recorded=None):
        day = date.fromisoformat(recorded or on)
        row.sequence, row.effective_on = next(self.places), date.fromisoformat(on)
        row.recorded_at = datetime(day.year, day.month, day.day, tzinfo=BANGKOK)
        self.rows.append(row)

    def say_step(self, kind):
        self.milestone.done_by = kind

    def say_agreed(self, due, _on, on, _recorded="", recorded=None):
        self.add(Forecast(number=0, **self.dated(due)), on, recorded)

    def say_moved(self, due, _on, on):
        self.add(Forecast(number=1, reason="other", **self.dated(due)), on)

    def say_asked(self, due, _on, on):
        self.add(ReforecastRequest(reason="other", **self.dated(due)), on)

    def say_approved(self, _on, on):
        request = self.rule("approved", on)
        self.add(
            Forecast(number=1, due_on=request.due_on, precision=request.precision), on
        )

    def say_refused(self, _on, on):
        self.rule("refused", on)

    def rule(self, verdict, on):
        request = self.rows[-1]
        request.ruling = Ruling(
            verdict=verdict,
            effective_on=date.fromisoformat(on),
            sequence=next(self.places),
        )
        return request

    def say_done(self, day):
        known = partial(day)
        row = Completion(precision=known.precision)
        self.add(row, known.last_day.isoformat())

    def say_retired(self, _on, on):
        self.add(Retirement(), on)

    def say_view(self, view, _until, until, _on, on):
        row = StatedView(view=view, expires_on=date.fromisoformat(until))
        self.add(row, on)

    def say_stage(self, kind, _on, on):
        self.add(Stage(kind=kind, precision="day"), on)

    def dated(self, due):
        known = partial(due)
        return {"due_on": known.last_day, "precision": known.precision}

    def track(self, on, known_at=None):
        def of(model):
            return tuple(row for row in self.rows if isinstance(row, model))

        return Track(
            milestone=self.milestone,
            on=on,
            forecasts=of(Forecast),
            requests=of(ReforecastRequest),
            completions=of(Completion),
            retirements=of(Retirement),
            views=of(StatedView),
            stages=of(Stage),
            known_at=known_at,
        )


def told(lines):
    history = History()
    for line in lines:
        history.say(line)
    return history


def read_table():
    """(title, what was said, what stood) of each history of the table."""
    _preface, *blocks = HISTORIES.split("\n== ")
    for block in blocks:
        title, *lines = block.strip().splitlines()
        stood = [line for line in lines if line[0].isdigit()]
        yield title, [line for line in lines if line not in stood], stood


TABLED = list(read_table())


def as_line(track):
    """A day of a history as the table writes it."""
    standing, slip, view = track.status(), track.slip_days(), track.view()
    days = "-" if standing.days is None else standing.days
    slipped = "-" if slip is None else slip
    words = [
        track.on,
        standing.state,
        days,
        standing.reason_code,
        slipped,
        track.times_moved(),
        *(["inferred"] if standing.is_inferred else []),
        *([view.view] if view else []),
    ]
    return " ".join(str(word) for word in words)


@pytest.mark.parametrize(
    ("said", "stood"),
    [row[1:] for row in TABLED],
    ids=[row[0].replace(" ", "-") for row in TABLED],
)
def test_history_stood_as_the_table_says(said, stood):
    history = told(said)

    lines = [
        as_line(history.track(date.fromisoformat(line.split()[0]))) for line in stood
    ]

    assert lines == stood


def test_table_holds_thirty_histories_and_every_state_and_reason():
    words = {
        word
        for _title, _said, stood in TABLED
        for line in stood
        for word in line.split()
    }

    assert len(TABLED) >= 30
    assert {state.value for state in State} - words == set()
    assert {reason.value for reason in Reason} - words == set()


def test_ruling_counts_from_its_place_in_the_ledger_on():
    history = told(
        [
            "agreed 2027-06-30 on 2026-10-01",
            "asked 2027-09-30 on 2027-05-10",
            "refused on 2027-05-20",
        ]
    )
    later, (request,) = date(2027, 6, 1), history.track(date.max).requests

    before, after = history.track(later, known_at=2), history.track(later, known_at=3)

    assert before.open_request() == request
    assert before.refusals() == []
    assert after.open_request() is None
    assert after.refusals() == [(request, request.ruling)]


def test_nobody_decides_on_the_date_of_what_was_retired():
    said = told(
        [
            "agreed 2027-06-30 on 2026-10-01",
            "asked 2027-09-30 on 2027-05-10",
            "retired on 2027-05-20",
        ]
    )

    assert said.track(date(2027, 5, 19)).open_request() is not None
    assert said.track(date(2027, 5, 20)).open_request() is None


def test_dates_are_in_the_order_of_their_days_with_the_baseline_first():
    track = told(
        [
            "agreed 2027-06-30 on 2027-04-01",
            "moved 2027-08-31 on 2027-03-01",
            "moved 2027-07-31 on 2027-02-01",
        ]
    ).track(date(2027, 5, 1))

    moves = [(before.day, move.due_on) for before, move in track.moves()]

    assert moves == [
        (date(2027, 6, 30), date(2027, 7, 31)),
        (date(2027, 7, 31), date(2027, 8, 31)),
    ]
    assert track.due() == PartialDate(date(2027, 8, 31))


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        ([], {"change_plan", "retire", "state_view"}),
        (
            ["agreed 2027-06-30 on 2026-10-01"],
            {"reforecast", "complete", "retire", "state_view"},
        ),
        (
            ["agreed 2027-06-30 on 2026-10-01", "asked 2027-09-30 on 2027-05-10"],
            {"complete", "retire", "state_view"},
        ),
        (["agreed 2027-06-30 on 2026-10-01", "done 2027-05-01"], set()),
        (["agreed 2027-06-30 on 2026-10-01", "retired on 2027-05-01"], set()),
    ],
)
def test_acts_that_are_open(said, acts):
    assert told(said).track(date(2027, 6, 1)).open_acts() == acts
