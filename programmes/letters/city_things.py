"""What is owed of cities, row by row: readings, evidence, milestones, who came."""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import Coalesce
from django.urls import reverse

from cities.milestone_list import by_city, in_state
from cities.models import City, Event, Evidence, Reading, ReforecastRequest, Stage
from creativecity.thai_calendar import bangkok_day

from .thing import Thing, name_of

#: States of an officer's cells, and of evidence, that letters speak of.
OF_CELLS = ("returned", "stale")
OF_EVIDENCE = ("expired", "ageing")


def of_cities(user, on: date) -> Iterator[Thing]:
    own = list(City.objects.editable_by(user))
    if own:
        yield from _cells(own, on)
        yield from _evidence(own, on)
    yield from _steps(user, on)
    if user.has_perm("cities.add_verification"):
        waiting = Reading.objects.awaiting_verdict_of(user, on)
        yield from _readings("verification", waiting, "verify_reading", on)
    if user.has_perm("cities.add_opinion"):
        waiting = Reading.objects.awaiting_opinion(user, on)
        yield from _readings("opinion", waiting, "give_opinion", on)
    if user.has_perm("cities.publish_evidence"):
        yield from _proposed()
    if user.has_perm("programmes.add_decision"):
        yield from _requests()
    if own and user.has_perm("cities.change_event"):
        yield from _uncounted(own, on)


def _cells(cities, on):
    for progress in City.objects.progress(cities, on).values():
        for cell in progress.cells:
            for state in OF_CELLS:
                if cell.is_in(state):
                    yield _cell(state, progress.city, cell)


def _cell(state, city, cell):
    is_due = state == "stale"
    return Thing(
        kind=state,
        about=name_of(state, cell.spoken),
        day=cell.due_on() if is_due else bangkok_day(cell.returned.recorded_at),
        words=f"{cell.indicator.code} {cell.wording.name}",
        url=reverse("staff:cities:indicator", args=[city.slug, cell.indicator.code]),
        city=city,
        is_due=is_due,
    )


def _evidence(cities, on):
    pieces = Evidence.objects.usable().filter(city__in=cities)
    for piece in pieces.exclude(valid_until=None).select_related("city"):
        if (state := piece.age(on).value) in OF_EVIDENCE:
            kind = f"evidence-{state}"
            yield _piece(kind, piece, piece.valid_until, is_due=True)


def _proposed():
    for piece in Evidence.objects.waiting_for_publication().select_related("city"):
        yield _piece("publication", piece, piece.proposed_on)


def _piece(kind, piece, day, *, is_due=False):
    return Thing(
        kind=kind,
        about=name_of(kind, piece),
        day=day,
        words=piece.title,
        url=reverse("staff:cities:evidence", args=[piece.city.slug, piece.pk]),
        city=piece.city,
        is_due=is_due,
    )


def _steps(user, on):
    visible = City.objects.visible_to(user, on).values("pk")
    kept = list(City.objects.kept_by(user).filter(pk__in=visible))
    found = by_city((), on, open_of=kept) if kept else {}
    for city in kept:
        for state in ("overdue", "due"):
            for row in in_state(found.get(city.pk, ()), state):
                yield _step(f"step-{state}", city, row)


def _step(kind, city, row):
    return Thing(
        kind=kind,
        about=name_of(kind, row.milestone),
        day=row.date().last_day,
        words=row.milestone.name,
        url=reverse("staff:cities:milestone", args=[city.slug, row.milestone.pk]),
        city=city,
        is_due=True,
    )


def _readings(kind, waiting, page, on):
    members = Stage.objects.memberships(on)
    rows = waiting.select_related("city", "indicator").prefetch_related(
        "indicator__wordings"
    )
    for row in rows:
        yield Thing(
            kind=kind,
            about=name_of(kind, row),
            day=bangkok_day(row.recorded_at),
            words=f"{row.indicator.code} {row.wording(members).name}",
            url=reverse(f"staff:cities:{page}", args=[row.sequence]),
            city=row.city,
        )


def _requests():
    rows = ReforecastRequest.objects.open().select_related("milestone__city")
    for row in rows:
        yield Thing(
            kind="request",
            about=name_of("request", row),
            day=row.effective_on,
            words=row.milestone.name,
            url=reverse("staff:decide", args=[row.sequence]),
            city=row.milestone.city,
        )


def _uncounted(cities, on):
    rows = Event.objects.filter(city__in=cities).uncounted(on).select_related("city")
    for row in rows.annotate(ended_on=Coalesce("ends_on", "starts_on")):
        yield Thing(
            kind="event-uncounted",
            about=name_of("event-uncounted", row),
            day=row.ended_on,
            words=row.name,
            url=reverse("staff:cities:count_event", args=[row.code]),
            city=row.city,
        )
