"""Plain makers of things, every argument defaulted, nothing surprising."""

from datetime import date
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from cities.models import (
    Agency,
    Assignment,
    Call,
    Candidacy,
    City,
    Completion,
    Evidence,
    Expert,
    Fact,
    Feedback,
    Forecast,
    Gap,
    Indicator,
    Measure,
    Milestone,
    Opinion,
    Outcome,
    Reading,
    ReforecastRequest,
    Source,
    Stage,
    Verification,
)
from cities.models.evidence import why_evidence_is_missing
from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs
from creativecity.thai_calendar import FiscalYear
from programmes.actions import apply_decision
from programmes.models import Decision, Programme

DAY = date(2026, 10, 1)


def make_user(username="somebody", *, role=None, **fields):
    user = get_user_model()(username=username, **fields)
    user.set_password("a long enough password")
    verbs.create(user, by=None, is_public=False, personal=PERSONAL)
    if role:
        user.groups.set([Group.objects.get(name=role)])
    return user


def make_city(slug="mae-hong-son", **fields):
    defaults = {
        "name_th": "แม่ฮ่องสอน",
        "name_en": "Mae Hong Son",
        "province": "TH-58",
        "latitude": "19.30203",
        "longitude": "97.96544",
    }
    return verbs.create(City(slug=slug, **{**defaults, **fields}), by=None)


def new_source(code="S1", **fields):
    """A source not yet written: the tests of the ledger's verbs write it."""
    defaults = {"title": "A page", "strength": Source.Strength.PRIMARY}
    return Source(code=code, **{**defaults, **fields})


def new_fact(topic="name", **fields):
    """A fact not yet written, as new_source."""
    defaults = {
        "subject": "cities.city/mae-hong-son",
        "value_th": "แม่ฮ่องสอน",
        "value_en": "Mae Hong Son",
        "basis": "derived",
    }
    return Fact(topic=topic, **{**defaults, **fields})


def make_cast():
    """One account for each role, tied to the cities and agencies that are loaded."""
    cast = {}
    for city in City.objects.all():
        officer = make_user(f"officer.{city.slug}", role="officer")
        city.officers.add(officer)
        cast[officer.username] = officer
    for agency in Agency.objects.all():
        officer = make_user(agency.code, role="agency")
        agency.staff.add(officer)
        cast[agency.code] = officer
    for name in ("expert", "secretary", "auditor"):
        cast[name] = make_user(name, role=name, is_staff=name != "expert")
    for city in City.objects.filter(slug="nan"):
        make_assignment(make_expert(cast["expert"]), city)
    cast["nobody"] = make_user("nobody")
    return cast


def make_expert(user=None, **fields):
    defaults = {
        "name_th": "มะลิ ใจดี",
        "name_en": "Mali Chaidee",
        "speciality_th": "หัตถกรรมและศิลปะพื้นบ้าน",
        "speciality_en": "Crafts and folk art",
    }
    expert = Expert(user=user, **{**defaults, **fields})
    return verbs.create(expert, by=None, is_public=False, personal=Expert.personal)


def make_assignment(expert, city, *, starts_on=date(2024, 1, 1), ends_on=None):
    row = Assignment(expert=expert, city=city, starts_on=starts_on, ends_on=ends_on)
    return verbs.create(row, by=None, is_public=False)


def make_opinion(
    reading, *, by, text="หลักฐานสอดคล้องกับระดับ", level=None, on=DAY, **fields
):
    """An opinion of the day `on`, by an expert who is assigned to the city then."""
    row = Opinion(text=text, level=level, effective_on=on, **fields)
    return reading.give_opinion(row, by=by, on=on)


def make_evidence(city, *, by=None, **fields):
    """A link in the city's library, unless `file` is given."""
    link = "" if fields.get("file") else "https://example.org/minutes"
    defaults = {"title_th": "รายงานการประชุม", "link": link}
    return city.add_evidence(Evidence(**{**defaults, **fields}), by=by)


def find_indicator(code, version=None):
    """An indicator by its code, of the newest version unless one is named."""
    found = Indicator.objects.filter(code=code).order_by("-sequence")
    if version:
        found = found.filter(dimension__rubric__version=version)
    return found.first()


def make_file(city, publisher=None, *, by=None, **fields):
    """A small PDF in the city's library, published if there is a publisher."""
    file = ContentFile(b"%PDF-1.7 not much", name="plan.pdf")
    about = {"name": "plan.pdf", "media_type": "application/pdf", "size": file.size}
    piece = make_evidence(city, by=by, file=file, **{**about, **fields})
    return piece.publish(by=publisher) if publisher else piece


def make_reading(
    city,
    code="R1.1",
    *,
    level=2,
    on=DAY,
    by=None,
    evidence=None,
    version=None,
    **fields,
):
    """A reading; one that needs evidence rests on a link if no piece is given."""
    if evidence is None and why_evidence_is_missing(level, [], on):
        evidence = [city.evidence.usable().first() or make_evidence(city, by=by)]
    reading = Reading(
        indicator=find_indicator(code, version),
        level=level,
        effective_on=on,
        **fields,
    )
    return city.record(reading, by=by, evidence=evidence)


def make_verdict(reading, *, by, verdict="verified", reason="", on=None):
    row = Verification(
        verdict=verdict, reason=reason, effective_on=on or reading.effective_on
    )
    return reading.verify(row, by=by)


def make_verified(city, code="R1.1", *, level=2, on=DAY, by, **fields):
    """A reading that an agency's officer verified on the same day."""
    reading = make_reading(city, code, level=level, on=on, **fields)
    make_verdict(reading, by=by)
    return reading


def make_candidacy(city, year=2031, **fields):
    """A bid in a call of the future, which is made if it is not there."""
    call = Call.objects.filter(year=year).first()
    if call is None:
        deadline = {"deadline_on": date(year, 3, 3), "deadline_precision": "day"}
        call = verbs.create(Call(year=year, **deadline), by=None)
    found = Candidacy.objects.filter(city=city, call=call).first()
    row = Candidacy(city=city, call=call, **{"field": "design", **fields})
    return found or verbs.create(row, by=None)


def make_stage(candidacy, kind="put-forward", on=DAY, *, by=None, **fields):
    """A stage that a bid reached on a day."""
    defaults = {
        "precision": "day",
        "text_th": "ได้รับการเสนอชื่อ",
        "text_en": "Put forward",
        "basis": "derived",
    }
    row = Stage(kind=kind, effective_on=on, **{**defaults, **fields})
    return candidacy.reach(row, by=by)


def make_feedback(candidacy, *, by=None, **fields):
    """What the National Commission said of a bid, to staff unless `is_public`."""
    defaults = {
        "said_by": "คณะกรรมการแห่งชาติ",
        "text_th": "ขาดแผนงบประมาณ",
        "text_en": "A budget is missing",
        "effective_on": DAY,
    }
    return Feedback(candidacy=candidacy, **{**defaults, **fields}).add(by=by)


def make_gap(candidacy, *, by=None, **fields):
    """What a bid lacked; staff alone read it unless `is_public`."""
    defaults = {
        "text_th": "ยังไม่มีแผนงบประมาณ",
        "text_en": "No budget yet",
        "found_on": DAY,
    }
    return Gap(candidacy=candidacy, **{**defaults, **fields}).add(by=by)


def make_milestone(
    city,
    candidacy=None,
    *,
    code="natcom-letter",
    due=DAY,
    agreed=DAY,
    by=None,
    **fields,
):
    """A milestone whose baseline `due` was agreed on the day `agreed`; None: a plan."""
    defaults = {"name_th": "หนังสือรับรอง", "name_en": "Letter of endorsement"}
    milestone = Milestone(
        city=city,
        candidacy=None if "membership" in fields else candidacy or make_candidacy(city),
        code=code,
        planned_on=due,
        planned_precision="day" if due else "",
        **{**defaults, **fields},
    )
    verbs.create(milestone, by=by, is_public=False)
    if agreed:
        milestone.set_baseline(by=by, on=agreed)
    return milestone


def make_move(milestone, due, *, by=None, reason="other", said=DAY, **fields):
    """A re-dating that needs no decision, said on the day `said`."""
    row = Forecast(due_on=due, reason=reason, effective_on=said, **fields)
    return milestone.reforecast(row, by=by)


def make_request(milestone, due, *, by=None, reason="other", said=DAY, **fields):
    """A later date asked for a key milestone."""
    row = ReforecastRequest(due_on=due, reason=reason, effective_on=said, **fields)
    return milestone.request_reforecast(row, by=by)


def make_completion(milestone, done=DAY, *, by=None, evidence=None, **fields):
    """Done on a day, shown by a link in the city's library if no piece is given."""
    pieces = evidence or [make_evidence(milestone.city, by=by)]
    row = Completion(effective_on=done, **fields)
    return milestone.complete(row, by=by, evidence=pieces)


def make_decision(request, *, by, number=1, is_approved=True, note="", decided=DAY):
    """The two agencies' decision on a request of a later date, by circulation."""
    decision = Decision(
        programme=Programme.objects.first(),
        number=number,
        year=2569,
        kind="circulation",
        text_th="มติเกี่ยวกับกำหนด",
        text_en="On a date",
        effective_on=decided,
    )
    return apply_decision(
        decision, request=request, is_approved=is_approved, note=note, by=by
    )


def make_measure(code="income", **fields):
    defaults = {
        "name_th": "รายได้ชุมชน",
        "name_en": "Community income",
        "unit_th": "บาท",
        "unit_en": "baht",
    }
    found = Measure.objects.filter(code=code).first()
    return found or verbs.create(Measure(code=code, **{**defaults, **fields}), by=None)


def make_outcome(city, *, kind="actual", year=2569, value="1000000", by=None, **fields):
    """A figure of a fiscal year (B.E.)."""
    row = Outcome(
        city=city,
        measure=fields.pop("measure", None) or make_measure(),
        kind=kind,
        period_on=FiscalYear(year).ends_on,
        precision="fiscal-year",
        value=Decimal(value),
        **{"source_text": "สำนักงานสถิติจังหวัด", "effective_on": DAY, **fields},
    )
    return row.record(by=by)
