"""Two keys: how a duty stands, from what the agencies said of it (rule 5).

One agency that owes the duty reports how far it is; the other party answers, and so
turns the second key. A joint duty either may report, and the other answers. Read the
table from the top; the first row that fits is the answer.

    reports that count   the other party's verdict on the newest  state      waits for
    -------------------- ---------------------------------------- ---------- -----------
    none                 -                                        none       who owes
    some                 none                                     reported   the other
    some                 disputed                                 disputed   who said it
    some                 confirmed                                confirmed  nobody

**A report counts** from the day that it speaks of, if an agency that owes the duty made
it. The newest is that of the latest day, and of one day the one recorded last: a late
word about an earlier day takes no newer one's place.

**A verdict speaks of its report's day**, however much later it is given, as that on a
reading does: otherwise no year could be confirmed after it has ended. What had not been
said by a point of the ledger the caller leaves out, as it does what was withdrawn. Only
a party that did not report it answers a report, and its later verdict on the same
report takes the place of its earlier one.

**A newer report does not unsay what was confirmed.** While it waits, or is disputed,
the newest earlier report that stands confirmed is told beside it: "confirmed as of 30
September 2569; a newer report waits". What was disputed earlier is answered by the
newer report, and is history.

**Days are counted from the day on which it was said**, never from the one that it
speaks of: nobody waits for an answer to what was not said yet. They are None where
nothing was said, or not before a day later than the one asked about.

Purposes and the goal of an agreement have no keys: they are listed, not ticked off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How a duty stands; the value is also the hook of its badge in CSS."""

    NONE = "none"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Report:
    """One agency's word: `on` is the day it speaks of, `said_on` that of saying it.

    Agencies are named by their codes; `sequence` is the place in the ledger.
    """

    sequence: int
    agency: str
    on: date
    said_on: date

    def since(self) -> date:
        return max(self.on, self.said_on)


@dataclass(frozen=True)
class Verdict:
    """The other agency's word on the report of that sequence, said on a day."""

    sequence: int
    report: int
    agency: str
    is_confirmed: bool
    on: date


@dataclass(frozen=True)
class Confirmed:
    """A report with the verdict that confirmed it."""

    report: Report
    verdict: Verdict


@dataclass(frozen=True)
class Standing:
    """How a duty stands as of a day, since when, and whose turn it is.

    `report` is the newest, `verdict` what the other party says to it; `waits_for` are
    codes of agencies. `earlier` is what stands confirmed behind a newer report.
    """

    state: State
    waits_for: tuple[str, ...]
    report: Report | None = None
    verdict: Verdict | None = None
    earlier: Confirmed | None = None
    since: date | None = None
    days: int | None = None

    def seen(self) -> int:
        """What a page that shows it is opened on: the newest word's sequence, or 0."""
        said = (self.report, self.verdict)
        return max((row.sequence for row in said if row), default=0)


def standing_of(
    reports: Iterable[Report],
    verdicts: Iterable[Verdict],
    *,
    owed_by: tuple[str, ...],
    parties: tuple[str, ...],
    on: date,
) -> Standing:
    """Return how a duty stands as of the day `on`.

    `reports` and `verdicts` are those that were known and not withdrawn; `owed_by` are
    the agencies that owe it, one or both of the `parties` of the agreement.
    """
    counted = [row for row in reports if row.agency in owed_by and row.on <= on]
    counted.sort(key=lambda row: (row.on, row.sequence))
    if not counted:
        return Standing(State.NONE, owed_by)
    answers = _answers(counted, verdicts, parties)
    newest = counted[-1]
    verdict = answers.get(newest.sequence)
    state = _state(verdict)
    since = verdict.on if verdict else newest.since()
    return Standing(
        state=state,
        waits_for=_turn(state, newest, parties),
        report=newest,
        verdict=verdict,
        earlier=_confirmed(counted[:-1], answers) if state != State.CONFIRMED else None,
        since=since,
        days=(on - since).days if since <= on else None,
    )


def _state(verdict):
    if verdict is None:
        return State.REPORTED
    return State.CONFIRMED if verdict.is_confirmed else State.DISPUTED


def _turn(state, newest, parties):
    if state == State.REPORTED:
        return tuple(code for code in parties if code != newest.agency)
    return (newest.agency,) if state == State.DISPUTED else ()


def _answers(reports, verdicts, parties):
    """Sequence of a report to the newest verdict of a party that did not report it."""
    reporters = {row.sequence: row.agency for row in reports}
    found = {}
    for row in sorted(verdicts, key=lambda row: row.sequence):
        reporter = reporters.get(row.report)
        if reporter and row.agency in parties and row.agency != reporter:
            found[row.report] = row
    return found


def _confirmed(reports, answers):
    """The newest of some reports, oldest first, that stands confirmed."""
    for report in reversed(reports):
        verdict = answers.get(report.sequence)
        if verdict and verdict.is_confirmed:
            return Confirmed(report, verdict)
    return None
