"""One year of an agreement: as of its last day, as known at a point of the ledger."""

from cities.models import Rubric
from creativecity.ledger.chain import holds_sample_data

from .annual_agreement import commitments_of, terms_of
from .annual_cities import cities_of
from .annual_review import action_points_of, decided, decisions_of, review_of
from .rows import sources_of
from .scope import NoSuchPointError, NoSuchYearError, scope_of
from .values import AnnualReport, Text

__all__ = ["NoSuchPointError", "NoSuchYearError", "annual_report"]


def annual_report(programme, year, known_at=None):
    """The report on year 1, 2, ... of the term; NoSuchYearError outside it.

    NoSuchPointError for a point that the ledger does not have.

    Asked as of the last day of that year of the term, or today while the year runs, and
    as known at ledger sequence `known_at`, by default now. Asked again about a year
    that is over, the same arguments give the same readings, verdicts, stages, dates,
    figures, decisions and reports on duties, whatever is recorded later; prose and
    reference data are told as they stand now. What is frozen holds these too.
    """
    scope = scope_of(programme, year, known_at)
    rubric = Rubric.in_force(scope.on, scope.known_at)
    cities, cited = cities_of(scope)
    commitments, duties = commitments_of(scope)
    decisions = decided(scope)
    return AnnualReport(
        agreement=programme.slug,
        name=Text.of(programme, "name"),
        year=year,
        first_day=scope.window.first_day.isoformat(),
        last_day=scope.window.last_day.isoformat(),
        as_of=scope.on.isoformat(),
        known_at=scope.known_at,
        state=programme.state(scope.on, scope.known_at).value,
        is_sample=holds_sample_data(scope.known_at),
        terms=terms_of(scope),
        review=review_of(scope),
        rubric=rubric.version if rubric else "",
        rubric_status=Text.of(rubric, "status") if rubric else None,
        cities=cities,
        commitments=commitments,
        decisions=decisions_of(decisions),
        action_points=action_points_of(decisions, scope),
        sources=sources_of([*duties, *cited]),
    )
