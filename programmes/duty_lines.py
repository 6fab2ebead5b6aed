"""Duties as pages list them: how each stands, what its report covers and rests on."""

from collections import defaultdict
from dataclasses import dataclass

from cities.models import City, Event

from .key_words import STATES
from .keys import State
from .models import CommitmentVerdict, ReportProof
from .models.commitment_rows import Keys


@dataclass(frozen=True)
class Covered:
    """The cities and activities that a report names, and the proofs behind it.

    Of activities that were retired since, only how many there are.
    """

    cities: tuple = ()
    events: tuple = ()
    proofs: tuple = ()
    retired_events: int = 0


@dataclass(frozen=True)
class DutyLine:
    keys: Keys
    covered: Covered = Covered()

    def duty(self):
        return self.keys.commitment

    def state(self):
        return self.keys.standing.state

    def words(self):
        return STATES[self.keys.standing.state]

    def days(self):
        return self.keys.standing.days

    def since(self):
        return self.keys.standing.since

    def report(self):
        return self.keys.report()

    def verdict(self):
        return self.keys.verdict()

    def earlier(self):
        """The report that stands confirmed behind the newest one, or None."""
        return self.keys.earlier_report()

    def earlier_verdict(self):
        return self.keys.earlier_verdict()

    def owing(self):
        return self.keys.owing()

    def waits_for(self):
        return self.keys.waits_for()

    def confirmed(self):
        """The newest report that stands confirmed, behind a newer one too, or None."""
        is_confirmed = self.state() == State.CONFIRMED
        return self.report() if is_confirmed else self.earlier()

    def is_sample(self):
        """Whether what counts of it, report or answer, is made up."""
        return any(row.is_sample for row in (self.report(), self.verdict()) if row)


def duty_lines(programme, on=None, known_at=None, *, is_public=True):
    """The duties of an agreement as of a day, in its order.

    The same seven queries for any number of them; to the public only the proofs that it
    may read.
    """
    return lines_of(programme.commitments.all(), on, known_at, is_public=is_public)


def lines_of(commitments, on=None, known_at=None, *, is_public=True):
    """The same of the duties among any commitments (a QuerySet)."""
    found = list(commitments.standings(on, known_at).values())
    reports = [keys.report() for keys in found if keys.report()]
    told = covered(reports, is_public=is_public)
    return [DutyLine(keys, _of(told, keys.report())) for keys in found]


def covered(reports, *, is_public):
    """Report pk to what it covers and rests on, in three queries."""
    slugs = {slug for row in reports for slug in row.city_slugs}
    codes = {code for row in reports for code in row.event_codes}
    cities = {city.slug: city for city in City.objects.filter(slug__in=slugs)}
    events = Event.objects.filter(code__in=codes, retired_on=None)
    by_code = {event.code: event for event in events.select_related("city")}
    proofs = _proofs(reports, is_public)
    return {
        row.pk: Covered(
            cities=tuple(cities[s] for s in row.city_slugs if s in cities),
            events=tuple(by_code[c] for c in row.event_codes if c in by_code),
            proofs=tuple(proofs[row.pk]),
            retired_events=sum(c not in by_code for c in row.event_codes),
        )
        for row in reports
    }


def verdicts_of(reports):
    """Report pk to all verdicts ever said of it, oldest first."""
    rows = CommitmentVerdict.objects.filter(report__in=reports).order_by("sequence")
    found = defaultdict(list)
    for row in rows.select_related("agency", "recorded_by"):
        found[row.report_id].append(row)
    return found


def _of(told, report):
    return told[report.pk] if report else Covered()


def _proofs(reports, is_public):
    """Report pk to its papers and pieces of evidence."""
    rows = ReportProof.objects.standing().filter(report__in=reports)
    rows = rows.select_related("paper__programme", "evidence__city")
    found = defaultdict(list)
    for row in rows.order_by("sequence"):
        if not is_public or row.is_public():
            found[row.report_id].append(row.thing())
    return found
