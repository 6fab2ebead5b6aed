"""The monitoring reports that membership asks of a city: the next, and those past.

Each is a milestone, whose line says how it stands. Where a database has no such
milestone, the years follow from the rule alone (cities/duties.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cities.duties import (
    REPORT_CODE,
    YEARS_BETWEEN_REPORTS,
    monitoring_years,
    next_monitoring_year,
)
from cities.models import City, Milestone, Stage
from cities.slip import SlipLine, slip_line
from cities.standing import Standing, State, compare
from cities.standing_words import STATES, reason_words, state_words
from creativecity.thai_calendar import PartialDate, Precision

#: Nobody waits any more for what stands so.
SETTLED = {State.MET, State.MET_EARLY, State.MET_LATE, State.RETIRED}


@dataclass(frozen=True)
class DueReport:
    """One report; `year` (C.E.) is the one of UNESCO's rule, `due` what stands."""

    year: int
    due: PartialDate
    standing: Standing
    on: date
    line: SlipLine | None = None

    def is_past(self) -> bool:
        return self.standing.state in SETTLED or self.due.last_day < self.on

    def is_for_a_whole_year(self) -> bool:
        return self.due.precision == Precision.YEAR

    def days_left(self) -> int:
        return (self.due.last_day - self.on).days

    def done(self) -> PartialDate | None:
        return self.line.actual if self.line else None

    def moved_from(self) -> PartialDate | None:
        """The date first agreed, where it was moved since."""
        is_moved = self.line and self.line.times_moved()
        return self.line.baseline if is_moved else None

    def asked(self) -> PartialDate | None:
        """A later date that was asked for and waits for a decision."""
        wait = self.line and self.line.wait
        return wait.asked if wait else None

    def state(self) -> str:
        """How it stands, without the days that the countdown tells."""
        return str(STATES[self.standing.state])

    def words(self) -> str:
        return state_words(self.standing)

    def reason(self) -> str:
        return reason_words(self.standing)


@dataclass(frozen=True)
class Monitoring:
    """All reports up to one that nothing was said of yet, by the date that stands."""

    reports: tuple[DueReport, ...]

    def past(self) -> list[DueReport]:
        return [report for report in self.reports if report.is_past()]

    def next(self) -> DueReport:
        return next(report for report in self.reports if not report.is_past())

    def of(self, year: int) -> DueReport:
        return next(report for report in self.reports if report.year == year)


def monitoring(
    designation: Stage | None, lines: Iterable[SlipLine], *, on: date
) -> Monitoring | None:
    """A member's reports as of a day; None for a city that is none.

    `lines` are those of the city's milestones (cities/slip.py), or its reports' alone.
    """
    if designation is None:
        return None
    said = {
        int(line.code.removeprefix(REPORT_CODE)): line
        for line in lines
        if line.is_report
    }
    newest = max(said, default=0) + YEARS_BETWEEN_REPORTS
    until = max(newest, report_years(designation, on=on)[-1])
    years = monitoring_years(designation.effective_on.year, until=until)
    reports = [_report(year, said.get(year), on) for year in years]
    by_date = sorted(reports, key=lambda report: (report.due.last_day, report.year))
    return Monitoring(tuple(by_date))


def report_lines(city: City, *, on: date, known_at: int | None = None):
    """The lines of a city's reports, where nothing else of it was read."""
    reports = Milestone.objects.published(on, known_at).filter(
        city=city, membership__isnull=False, code__startswith=REPORT_CODE
    )
    tracks = Milestone.objects.tracks(reports, on, known_at).values()
    return [slip_line(track) for track in tracks]


def report_years(designation: Stage, *, on: date) -> tuple[int, ...]:
    """The years (C.E.) that a report can be drafted for: up to the second to come."""
    year = designation.effective_on.year
    until = next_monitoring_year(year, on=on) + YEARS_BETWEEN_REPORTS
    return monitoring_years(year, until=until)


def period(designation: Stage, year: int) -> tuple[date, date]:
    """First and last day that the report due in `year` (C.E.) tells of.

    From the designation for the first report, from the end of the last report's year
    for each further one, to the end of the year in which it is due.
    """
    first_day = date(year - YEARS_BETWEEN_REPORTS + 1, 1, 1)
    if designation.effective_on.year + YEARS_BETWEEN_REPORTS == year:
        first_day = designation.effective_on
    return first_day, date(year, 12, 31)


def _report(year, line, on):
    if line:
        return DueReport(year, line.due(), line.standing, on, line)
    due = PartialDate(date(year, 12, 31), Precision.YEAR)
    standing = compare(first_day=due.first_day, last_day=due.last_day, on=on)
    return DueReport(year, due, standing, on)
