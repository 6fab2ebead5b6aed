"""The minutes of a meeting as frozen plain values, and the hash that is agreed to.

Who or what is only referred to (the agreement, an agency, a city, a partner) may be
renamed later; the minutes keep the names that stood when they were agreed to, so that
no word given on them is void by a name that nobody in the meeting could know.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import partial

from creativecity.ledger.digest import canonical, sha256
from creativecity.ledger.past import Past
from creativecity.thai_dates import format_date

from .agenda_order import HEADINGS, in_sections
from .models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Decision,
    MinutesAgreement,
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
    rows = _Rows.of(list(reviews), known_at)
    words = _words_given(rows.reviews, known_at)
    points = [point for given in words.values() for point, _standing in given]
    past = Past(rows.named() if points else (), min(points, default=0))
    return {
        review.pk: _as_agreed(partial(_minutes, review, rows, past), words[review.pk])
        for review in rows.reviews
    }


@dataclass(frozen=True)
class _Rows:
    """What minutes are made of, by what it belongs to."""

    reviews: list
    people: dict
    items: dict
    decisions: dict
    points: dict

    @classmethod
    def of(cls, reviews, known_at):
        people = Attendance.objects.listed().filter(review__in=reviews)
        items = AgendaItem.objects.listed().filter(review__in=reviews)
        decided = Decision.objects.standing(known_at).filter(item__review__in=reviews)
        decided = list(decided.order_by("year", "number"))
        given = ActionPoint.objects.standing(known_at).filter(decision__in=decided)
        given = given.select_related("agency", "city", "partner").order_by("pk")
        return cls(
            reviews,
            _grouped(people, "review_id"),
            _grouped(items, "review_id"),
            _grouped(decided, "item_id"),
            _grouped(given, "decision_id"),
        )

    def named(self):
        """What the minutes name without its name being theirs."""
        people = [row for rows in self.people.values() for row in rows]
        points = [row for rows in self.points.values() for row in rows]
        return {
            *(review.programme for review in self.reviews),
            *(person.agency for person in people if person.agency),
            *(point.owner() for point in points),
        }


def _grouped(rows, name):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _words_given(reviews, known_at):
    """Review pk to each (point, hash) of a word on its minutes, the newest first.

    Of a word that was taken back only its point counts: its hash is None.
    """
    rows = MinutesAgreement.objects.filter(review__in=reviews).order_by("-sequence")
    if known_at is not None:
        rows = rows.filter(sequence__lte=known_at)
    standing = MinutesAgreement.objects.standing(known_at).filter(review__in=reviews)
    standing = set(standing.values_list("pk", flat=True))
    found = defaultdict(list)
    for row in rows:
        sha256 = row.sha256 if row.pk in standing else None
        found[row.review_id].append((row.sequence, sha256))
    return found


def _as_agreed(worded, given):
    """The minutes in the names of the newest point whose wording a word stands for.

    `worded` makes them of a point; as they are now where no word fits. Words given
    before a city was called one in the Thai of what it was given to do stay true.
    """
    hashes = {sha256 for _point, sha256 in given}
    for point, _sha256 in given:
        for tell in (_given, _given_as_before):
            value = worded(point, tell)
            if minutes_hash(value) in hashes:
                return value
    return worded(None, _given)


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


def _minutes(review, rows, past, point, tell):
    name = partial(_name, past, point)
    people = rows.people[review.pk]
    items = rows.items[review.pk]
    return MinutesValue(
        agreement=review.programme.slug,
        name=name(review.programme),
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
        present=_people(people, name, Attendance.Presence.PRESENT),
        absent=_people(people, name, Attendance.Presence.ABSENT),
        guests=_people(people, name, Attendance.Presence.GUEST),
        sections=tuple(_sections(review, items, rows, partial(tell, name))),
        is_sample=any(row.is_sample for row in (review, *people, *items)),
    )


def _name(past, point, thing):
    """Its name in both languages, as it stood at a point; None is now."""
    if point is None:
        return Text.of(thing, "name")
    return Text(*(past.value(thing, f"name_{code}", point) for code in ("th", "en")))


def _iso(day):
    return day.isoformat() if day else None


def _time(moment):
    return f"{moment:%H:%M}" if moment else ""


def _people(people, name, presence):
    return tuple(
        PersonValue(
            name=person.name,
            office=person.office,
            body=person.body or (name(person.agency).th if person.agency else ""),
            reason=person.reason,
        )
        for person in people
        if person.presence == presence
    )


def _sections(review, items, rows, given):
    for number, section, listed in in_sections(items, review.agenda_form):
        yield SectionValue(
            number=number,
            code=section.value,
            title=HEADINGS[section],
            items=tuple(_item(label, item, rows, given) for label, item in listed),
        )


def _item(number, item, rows, given):
    decided = rows.decisions[item.pk]
    return ItemValue(
        number=number,
        cause=str(item.cause),
        city=item.city.slug if item.city else "",
        title=Text.of(item, "title"),
        background=Text.of(item, "background"),
        discussion=Text.of(item, "discussion"),
        resolution=Text.of(item, "resolution"),
        decisions=tuple(_decision(row, rows.points[row.pk], given) for row in decided),
    )


def _decision(decision, points, given):
    return DecisionValue(
        number=str(decision),
        on=decision.effective_on.isoformat(),
        kind=str(decision.kind),
        text=Text.of(decision, "text"),
        effects=tuple(map(given, points)),
    )


def _given(name, point):
    """Who does what by when: as it was given, whatever became of it since."""
    owner = name(point.owner())
    owner_th = f"เมือง{owner.th}" if point.city else f"{owner.th} "
    return _given_to(owner_th, owner, point)


def _given_as_before(name, point):
    owner = name(point.owner())
    return _given_to(f"{owner.th} ", owner, point)


def _given_to(owner_th, owner, point):
    return Text(
        f"มอบหมายให้{owner_th}ดำเนินการ: {point.text_th} "
        f"ภายในวันที่ {format_date(point.due_on, 'th')}",
        f"Action for {owner.en}: {point.text_en or point.text_th}, "
        f"by {format_date(point.due_on, 'en')}",
    )
