"""What a yearly report says of each city; the same few queries for any number."""

from collections import defaultdict

from cities.models import City, Milestone

from ..overview import gather
from .annual_life import district_of, districts_of, figures_of, outcome_of
from .annual_participation import groups_of, participation_of, suggestions_of
from .rows import day_of, dimensions_of, event_of, partial_of, range_of
from .values import (
    ChangeValue,
    CityValue,
    Day,
    MilestoneValue,
    MoveValue,
    PromiseValue,
    StageValue,
    Text,
)


def cities_of(scope):
    """(CityValues of the agreement's cities, the rows whose sources they cite)."""
    cities = list(scope.programme.cities(scope.on, scope.known_at))
    before = City.objects.progress(cities, scope.day_before(), scope.known_at)
    tracks = _tracks(scope, cities)
    figures = figures_of(scope, cities)
    districts = districts_of(scope, cities)
    suggestions = suggestions_of(scope, cities)
    overviews = gather(scope.programme, cities, on=scope.on, known_at=scope.known_at)
    groups = groups_of(scope, [event for each in overviews for event in each.events])
    values = tuple(
        _city(
            scope,
            overview,
            before=before.get(overview.city.pk),
            tracks=tracks[overview.city.pk],
            series=figures[overview.city.pk],
            districts=districts[overview.city.pk],
            suggestions=suggestions[overview.city.pk],
            groups=groups,
        )
        for overview in overviews
    )
    return values, _cited(overviews, tracks, figures, districts)


def _city(scope, overview, *, before, tracks, series, districts, suggestions, groups):
    designation, progress = overview.designation, overview.progress
    events = [event for event in overview.events if scope.holds(event.starts_on)]
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
        stages=tuple(_stages(scope, overview)),
        events=tuple(event_of(event) for event in events),
        milestones=tuple(_milestone(track) for track in tracks),
        outcomes=tuple(filter(None, map(outcome_of, series))),
        districts=tuple(district_of(*pair) for pair in districts),
        participation=participation_of(events, suggestions, groups),
    )


def _promise(promise):
    target, standing = promise.target, promise.standing
    return PromiseValue(
        code=target.code,
        words=Text.of(target, "words"),
        due=Day(target.due_on.isoformat(), target.precision),
        changes=tuple(_change(*move) for move in target.moves),
        state=standing.state.value,
        days=standing.days,
        reason=standing.reason_code.value,
        is_inferred=standing.is_inferred,
        sources=tuple(target.source_codes),
    )


def _change(before, change):
    return ChangeValue(
        on=change.effective_on.isoformat(),
        was=partial_of(before),
        decision=str(change.decision),
    )


def _stages(scope, overview):
    for bid in overview.bids:
        for stage in bid.reached():
            yield StageValue(
                code=stage.code,
                call=bid.candidacy.call.year,
                kind=stage.kind,
                text=Text.of(stage, "text"),
                day=day_of(stage),
                basis=stage.basis,
                sources=tuple(stage.source_codes),
                is_in_window=scope.holds(stage.effective_on),
            )


def _tracks(scope, cities):
    """City pk to the Tracks of its milestones whose first date was agreed by then."""
    steps = Milestone.objects.published(scope.on, scope.known_at)
    steps = steps.filter(city__in=cities).select_related("candidacy__call")
    tracks = Milestone.objects.tracks(steps, scope.on, scope.known_at).values()
    found = defaultdict(list)
    for track in sorted(tracks, key=lambda each: each.baseline().due().last_day):
        found[track.milestone.city_id].append(track)
    return found


def _milestone(track):
    milestone, standing, actual = track.milestone, track.status(), track.actual()
    candidacy = milestone.candidacy
    return MilestoneValue(
        code=milestone.code,
        name=Text.of(milestone, "name"),
        call=candidacy.call.year if candidacy else None,
        is_key=milestone.is_key,
        baseline=partial_of(track.baseline().due()),
        moves=tuple(_move(row) for _before, row in track.moves()),
        due=partial_of(track.due()),
        actual=partial_of(actual and actual.day),
        is_inferred=bool(actual and actual.is_inferred),
        slip=track.slip_days(),
        state=standing.state.value,
        days=standing.days,
        reason=standing.reason_code.value,
    )


def _move(row):
    return MoveValue(
        on=row.effective_on.isoformat(),
        to=partial_of(row.due()),
        reason=row.reason,
        note=row.note,
        decision=row.decision,
    )


def _cited(overviews, tracks, figures, districts):
    cited = []
    for overview in overviews:
        cited += [promise.target for promise in overview.promises]
        cited += [stage for bid in overview.bids for stage in bid.reached()]
        cited += overview.events
    cited += [
        state or district for rows in districts.values() for district, state in rows
    ]
    done = [track.actual() for rows in tracks.values() for track in rows]
    cited += [each.row for each in done if each and each.row is not None]
    years = [series.newest() for rows in figures.values() for series in rows]
    return [*cited, *(year.actual for year in years if year)]
