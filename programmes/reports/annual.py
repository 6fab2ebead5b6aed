"""One year of an agreement: as of its last day, as known at a point of the ledger."""

from datetime import timedelta

from cities.models import City, Rubric
from creativecity.ledger.chain import holds_sample_data, latest
from creativecity.thai_calendar import today

from ..overview import gather
from .rows import day_of, dimensions_of, event_of, range_of, sources_of
from .values import (
    AnnualReport,
    CityValue,
    CommitmentValue,
    Day,
    PromiseValue,
    StageValue,
    Text,
)


class NoSuchYearError(ValueError):
    """The agreement's term has no such year."""


class NoSuchPointError(ValueError):
    """The ledger has no such point, or has not got so far yet."""


def annual_report(programme, year, known_at=None):
    """The report on year 1, 2, ... of the term; NoSuchYearError outside it.

    NoSuchPointError for a point that the ledger does not have.

    Asked as of the last day of that year of the term, or today while the year runs, and
    as known at ledger sequence `known_at`, by default now. Asked again about a year
    that is over, the same arguments give the same readings, verdicts and stages,
    whatever is recorded later; prose and reference data are told as they stand now.
    """
    window = programme.window(year)
    if window is None:
        raise NoSuchYearError(f"The term has the years 1 to {programme.term_years}.")
    newest = latest()
    known_at = newest if known_at is None else known_at
    if not 0 <= known_at <= newest:
        raise NoSuchPointError(f"The ledger has the points 0 to {newest}.")
    as_of = min(window.last_day, today())
    cities = list(City.objects.filter(targets__programme=programme).distinct())
    before = City.objects.progress(
        cities, window.first_day - timedelta(days=1), known_at
    )
    overviews = gather(programme, cities, on=as_of, known_at=known_at)
    commitments = list(programme.commitments.select_related("agency"))
    rubric = Rubric.in_force(as_of, known_at)
    return AnnualReport(
        agreement=programme.slug,
        name=Text.of(programme, "name"),
        year=year,
        first_day=window.first_day.isoformat(),
        last_day=window.last_day.isoformat(),
        as_of=as_of.isoformat(),
        known_at=known_at,
        state=programme.state(as_of).value,
        is_sample=holds_sample_data(known_at),
        review_on_record=False,
        rubric=rubric.version if rubric else "",
        rubric_status=Text.of(rubric, "status") if rubric else None,
        cities=tuple(_city(o, before.get(o.city.pk), window) for o in overviews),
        commitments=tuple(_commitment(c) for c in commitments),
        sources=_sources(commitments, overviews),
    )


def _city(overview, before, window):
    designation = overview.designation
    progress = overview.progress
    return CityValue(
        slug=overview.city.slug,
        name=Text.of(overview.city, "name"),
        member_since=day_of(designation) if designation else None,
        field=designation.candidacy.field if designation else "",
        next_report_year=overview.next_report_year(),
        readiness_before=range_of(before.readiness) if before else None,
        readiness=range_of(progress.readiness) if progress else None,
        dimensions=tuple(dimensions_of(progress)) if progress else (),
        promises=tuple(_promise(promise) for promise in overview.promises),
        stages=tuple(_stages(overview, window)),
        events=tuple(
            event_of(event)
            for event in overview.events
            if window.first_day <= event.starts_on <= window.last_day
        ),
    )


def _promise(promise):
    target, standing = promise.target, promise.standing
    return PromiseValue(
        code=target.code,
        words=Text.of(target, "words"),
        due=Day(target.due_on.isoformat(), target.precision),
        state=standing.state.value,
        days=standing.days,
        reason=standing.reason_code.value,
        is_inferred=standing.is_inferred,
        sources=tuple(target.source_codes),
    )


def _stages(overview, window):
    for bid in overview.bids:
        for stage in bid.reached():
            yield _stage(bid, stage, window)


def _stage(bid, stage, window):
    return StageValue(
        code=stage.code,
        call=bid.candidacy.call.year,
        kind=stage.kind,
        text=Text.of(stage, "text"),
        day=day_of(stage),
        basis=stage.basis,
        sources=tuple(stage.source_codes),
        is_in_window=window.first_day <= stage.effective_on <= window.last_day,
    )


def _commitment(commitment):
    agency = commitment.agency
    return CommitmentValue(
        code=commitment.code,
        kind=commitment.kind,
        agency=agency.code if agency else "both",
        agency_name=Text.of(agency, "short") if agency else None,
        text=Text.of(commitment, "text"),
        sources=tuple(commitment.source_codes),
    )


def _sources(commitments, overviews):
    cited = [*commitments]
    for overview in overviews:
        cited += [promise.target for promise in overview.promises]
        cited += [stage for bid in overview.bids for stage in bid.reached()]
        cited += overview.events
    return sources_of(cited)
