"""Bids, memberships and milestones of many cities at once."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from cities.models import (
    Candidacy,
    Completion,
    Forecast,
    Membership,
    Milestone,
    Stage,
)

from .bulk import MARK_EN, MARK_TH, moment
from .many_readings import LAST
from .many_things import field_of

STEPS = 6
STEP_NAMES = (
    ("แต่งตั้งคณะทำงาน", "Appoint a working group"),
    ("สำรวจทุนสร้างสรรค์", "Survey creative assets"),
    ("รับฟังความคิดเห็น", "Hold hearings"),
    ("ร่างใบสมัคร", "Draft the dossier"),
    ("ตรวจร่างใบสมัคร", "Review the draft"),
    ("ส่งใบสมัคร", "Submit"),
)


def bring_bids(bulk, people, places):
    """Cities that stand in no bid yet get one; two in five of them became members.
    Every bid gets its steps, the real ones too: five cities are to have of each what
    five hundred have.
    """
    call = Candidacy.objects.filter(stages__kind="designated").latest("pk").call
    known = {bid.city_id: bid for bid in Candidacy.objects.order_by("call__year")}
    new = [place for place in places if place.city.pk not in known]
    bids = bulk.create(
        (
            (
                Candidacy(
                    city_id=place.city.pk, call_id=call.pk, field=field_of(place)
                ),
                p,
            )
            for place, p in ((place, place.about) for place in new)
        ),
        by=people.officer,
        at=moment(call.announced_on),
    )
    pairs = list(zip(new, bids, strict=True))
    stages = [_stage(place, bid, call) for place, bid in pairs]
    bulk.add(stages, verb="reach", by=people.officer, at=moment(call.announced_on))
    members = [(Membership(candidacy_id=b.pk), p.about) for p, b in pairs if _is_in(p)]
    bulk.create(members, by=people.officer, at=moment(call.announced_on))
    old = [(place, known[pk]) for place in places if (pk := place.city.pk) in known]
    _milestones(bulk, people, [*old, *pairs])


def _is_in(place):
    return place.number % 5 < 2


def _stage(place, bid, call):
    words = ("ไม่ได้รับการประกาศ", "Not designated")
    if _is_in(place):
        words = ("ประกาศเป็นเมืองสร้างสรรค์", "Designated")
    stage = Stage(
        candidacy_id=bid.pk,
        kind="designated" if _is_in(place) else "not-designated",
        effective_on=call.announced_on,
        precision="day",
        text_th=words[0] + MARK_TH,
        text_en=words[1] + MARK_EN,
        basis="source",
        is_sample=True,
    )
    return stage, place.about


def _milestones(bulk, people, pairs):
    """Steps over three years, some moved once; those that fell due are mostly done."""
    steps = bulk.create(
        (
            (_milestone(place, bid, number), place.about)
            for place, bid in pairs
            for number in range(STEPS)
        ),
        by=people.officer,
        at=moment(LAST - timedelta(days=1100)),
    )
    dated = [
        (step, place, _due(place, step.position))
        for (place, _bid), step in zip(
            (pair for pair in pairs for _number in range(STEPS)), steps, strict=True
        )
    ]
    for number in range(2):
        forecasts = (
            (_forecast(step, place, due, number), place.about)
            for step, place, due in dated
            if number == 0 or _moved(place, step)
        )
        said_at = moment(LAST - timedelta(days=1000 - 500 * number))
        bulk.add(forecasts, verb="reforecast", by=people.officer, at=said_at)
    done = (
        (_completion(step, due), place.about)
        for step, place, due in dated
        if due < LAST and (place.number + step.position) % 12
    )
    bulk.add(done, verb="complete", by=people.officer, at=moment(LAST))


def _milestone(place, bid, number):
    name_th, name_en = STEP_NAMES[number]
    return Milestone(
        city_id=place.city.pk,
        candidacy_id=bid.pk,
        code=f"step-{number}",
        position=number,
        name_th=name_th + MARK_TH,
        name_en=name_en + MARK_EN,
        is_key=number == STEPS - 1,
        uid=uuid5(NAMESPACE_URL, f"{place.about}/step-{number}"),
        is_sample=True,
    )


def _due(place, number):
    return LAST + timedelta(days=240 * (number - 3) + 11 * place.number % 200)


def _moved(place, step):
    return (place.number + step.position) % 3 == 0


def _forecast(step, place, due, number):
    """The first date; where it was moved, that lay two months before the one now."""
    earlier = 60 if number == 0 and _moved(place, step) else 0
    return Forecast(
        milestone_id=step.pk,
        number=number,
        effective_on=min(LAST - timedelta(days=1000 - 500 * number), due),
        due_on=due - timedelta(days=earlier),
        reason="documents" if number else "",
        is_sample=True,
    )


def _completion(step, due):
    return Completion(
        milestone_id=step.pk,
        effective_on=due - timedelta(days=step.pk % 20),
        is_sample=True,
    )
