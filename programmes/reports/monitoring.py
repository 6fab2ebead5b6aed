"""A draft of a city's monitoring report: what the portal knows of its four years."""

from dataclasses import dataclass

from cities.models import Fact, Milestone, Outcome, Rubric
from cities.models.membership import code_of
from creativecity.ledger.chain import holds_sample_data, latest

from ..monitoring import period
from .monitoring_rows import (
    evidence_of,
    fact_of,
    measures_of,
    milestone_of,
    year_of,
)
from .monitoring_values import MonitoringDraft
from .rows import day_of, event_of, partial_of, sources_of
from .values import Text

#: Where UNESCO says what such a report holds.
GUIDELINES = "MMR"


@dataclass(frozen=True)
class Cited:
    """What cites by itself: the guidelines, whichever rows a report is made of."""

    source_codes: tuple[str, ...] = (GUIDELINES,)


def monitoring_draft(city, designation, report, *, on, known_at=None):
    """What is known, as of the day `on`, of the years that the report is about.

    `report` is the DueReport that it is for. Gathered from rows that the public may
    see, as known at ledger sequence `known_at`, by default now; prose and published
    evidence are told as they stand now.
    """
    year = report.year
    known_at = latest() if known_at is None else known_at
    first_day, last_day = period(designation, year)
    until = min(last_day, on)
    rubric = Rubric.in_force(until, known_at)
    outcomes = list(_outcomes(city, first_day, until, on, known_at))
    happened = city.events.happened(until)
    events = list(happened.filter(starts_on__gte=first_day))
    facts = list(_facts(city, until, known_at))
    return MonitoringDraft(
        city=city.slug,
        name=Text.of(city, "name"),
        field=designation.candidacy.field,
        member_since=day_of(designation),
        year=year,
        due=partial_of(report.due),
        first_day=first_day.isoformat(),
        last_day=last_day.isoformat(),
        as_of=on.isoformat(),
        known_at=known_at,
        is_sample=holds_sample_data(known_at),
        rubric=rubric.version if rubric else "",
        years=tuple(_years(city, first_day.year, year, on, known_at)),
        measures=tuple(measures_of(outcomes)),
        events=tuple(event_of(event) for event in events),
        evidence=tuple(evidence_of(city, first_day, until)),
        milestones=tuple(_milestones(city, year, first_day, until, on, known_at)),
        facts=tuple(fact_of(fact) for fact in facts),
        sources=sources_of([Cited(), designation, *outcomes, *events, *facts]),
    )


def _years(city, first, last, on, known_at):
    """The years of the report; before a first one, that of the designation too."""
    for year in range(first, last + 1):
        yield year_of(city, year, on, known_at)


def _outcomes(city, first_day, until, on, known_at):
    """Figures of these years, those that were said after their end included."""
    said = Outcome.objects.latest(on=on, known_at=known_at)
    figures = said.filter(city=city, period_on__range=(first_day, until))
    return figures.select_related("measure").order_by(
        "measure__position", "measure__code", "period_on", "kind"
    )


def _facts(city, until, known_at):
    facts = Fact.objects.published().filter(subject=city.key())
    return facts.latest(on=until, known_at=known_at)


def _milestones(city, year, first_day, until, on, known_at):
    """Steps that were due, done or moved in these years, by the date that stands.

    Not the report itself.
    """
    steps = Milestone.objects.published(on, known_at).filter(city=city)
    steps = steps.exclude(code=code_of(year), membership__isnull=False).select_related(
        "candidacy__call"
    )
    tracks = Milestone.objects.tracks(steps, on, known_at).values()
    for track in sorted(tracks, key=lambda track: track.due().last_day):
        days = [track.due().last_day, *(row.effective_on for _, row in track.moves())]
        if actual := track.actual():
            days.append(actual.day.last_day)
        if any(first_day <= day <= until for day in days):
            yield milestone_of(track)
