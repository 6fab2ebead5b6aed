"""The minutes of a meeting as frozen plain values, and the hash that is agreed to."""

from collections import defaultdict
from dataclasses import asdict

from creativecity.ledger.digest import canonical, sha256
from creativecity.thai_dates import format_date

from .agenda_order import HEADINGS, in_sections
from .models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Decision,
)
from .reports.minutes_values import (
    ItemValue,
    MinutesValue,
    PersonValue,
    SectionValue,
)
from .reports.values import DecisionValue, Text


def minutes_values(review):
    [value] = minutes_of([review]).values()
    return value


def minutes_of(reviews, known_at=None):
    """Review pk to its MinutesValue; the same few queries for any number.

    Decisions, and what they gave to whom, as known at a point; prose as it stands.
    """
    reviews = list(reviews)
    people, items = defaultdict(list), defaultdict(list)
    for person in Attendance.objects.listed().filter(review__in=reviews):
        people[person.review_id].append(person)
    for item in AgendaItem.objects.listed().filter(review__in=reviews):
        items[item.review_id].append(item)
    decisions = _decisions(reviews, known_at)
    return {
        review.pk: _minutes(review, people[review.pk], items[review.pk], decisions)
        for review in reviews
    }


def minutes_hash(value):
    """SHA-256 of the canonical JSON of a MinutesValue: its very wording."""
    return sha256(canonical(asdict(value)))


def agreed_to(agreements, sha256, parties):
    """Of these agreements, those of the parties to the wording of that hash."""
    keys = {agency.pk for agency in parties}
    found = {
        row.agency_id: row
        for row in agreements
        if row.sha256 == sha256 and row.agency_id in keys
    }
    return list(found.values())


def _minutes(review, people, items, decisions):
    return MinutesValue(
        agreement=review.programme.slug,
        name=Text.of(review.programme, "name"),
        year=review.year,
        agenda_form=str(review.agenda_form),
        number=review.meeting_number,
        meets_on=_iso(review.meets_on),
        held_on=_iso(review.held_on),
        begins_at=_time(review.begins_at),
        ends_at=_time(review.ends_at),
        place=Text.of(review, "place"),
        chair=review.chair_name,
        chair_office=Text.of(review, "chair_office"),
        recorder=review.recorder_name,
        recorder_office=review.recorder_office,
        present=_people(people, Attendance.Presence.PRESENT),
        absent=_people(people, Attendance.Presence.ABSENT),
        guests=_people(people, Attendance.Presence.GUEST),
        sections=tuple(_sections(review, items, decisions)),
        is_sample=any(row.is_sample for row in (review, *people, *items)),
    )


def _iso(day):
    return day.isoformat() if day else None


def _time(moment):
    return f"{moment:%H:%M}" if moment else ""


def _people(people, presence):
    return tuple(
        PersonValue(
            name=person.name,
            office=person.office,
            body=person.body or (person.agency.name_th if person.agency else ""),
            reason=person.reason,
        )
        for person in people
        if person.presence == presence
    )


def _sections(review, items, decisions):
    for number, section, rows in in_sections(items, review.agenda_form):
        yield SectionValue(
            number=number,
            code=section.value,
            title=HEADINGS[section],
            items=tuple(_item(label, item, decisions) for label, item in rows),
        )


def _item(number, item, decisions):
    return ItemValue(
        number=number,
        cause=str(item.cause),
        city=item.city.slug if item.city else "",
        title=Text.of(item, "title"),
        background=Text.of(item, "background"),
        discussion=Text.of(item, "discussion"),
        resolution=Text.of(item, "resolution"),
        decisions=tuple(decisions[item.pk]),
    )


def _decisions(reviews, known_at):
    """Item pk to what was decided under it, in the order of deciding."""
    rows = Decision.objects.standing(known_at).filter(item__review__in=reviews)
    rows = list(rows.order_by("year", "number"))
    given = defaultdict(list)
    points = ActionPoint.objects.standing(known_at).filter(decision__in=rows)
    for point in points.select_related("agency", "city", "partner").order_by("pk"):
        given[point.decision_id].append(_given(point))
    found = defaultdict(list)
    for row in rows:
        found[row.item_id].append(_decision(row, given[row.pk]))
    return found


def _decision(decision, effects):
    return DecisionValue(
        number=str(decision),
        on=decision.effective_on.isoformat(),
        kind=str(decision.kind),
        text=Text.of(decision, "text"),
        effects=tuple(effects),
    )


def _given(point):
    """Who does what by when: as it was given, whatever became of it since."""
    owner = point.owner()
    return Text(
        f"มอบหมายให้{owner.name_th} ดำเนินการ: {point.text_th} "
        f"ภายในวันที่ {format_date(point.due_on, 'th')}",
        f"Action for {owner.name_en}: {point.text_en or point.text_th}, "
        f"by {format_date(point.due_on, 'en')}",
    )
