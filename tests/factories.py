"""Plain makers of things, every argument defaulted, nothing surprising."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cities.evidence_files import examine, look_through_here
from cities.models import (
    Agency,
    Assignment,
    Call,
    Candidacy,
    City,
    Completion,
    DistrictState,
    Event,
    Evidence,
    Expert,
    Fact,
    Feedback,
    Forecast,
    Gap,
    Indicator,
    Measure,
    Milestone,
    Moderation,
    Opinion,
    Outcome,
    Reading,
    ReforecastRequest,
    Source,
    Stage,
    Suggestion,
    Verification,
)
from cities.models.evidence import why_evidence_is_missing
from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs
from creativecity.thai_calendar import FiscalYear
from programmes.accounts.inviting import offer
from programmes.actions import RuleOnRequest, apply_decision
from programmes.amending import amend, change_target
from programmes.minutes import minutes_hash, minutes_values
from programmes.models import (
    AccountInvitation,
    ActionPoint,
    ActionStep,
    AgendaItem,
    Amendment,
    AnnualReview,
    Article,
    ArticleImage,
    Attendance,
    CommitmentReport,
    CommitmentVerdict,
    Decision,
    Engagement,
    Import,
    Letter,
    MinutesAgreement,
    Paper,
    Partner,
    PartnerReport,
    PrivacyRequest,
    Programme,
    Signature,
    TargetChange,
)
from programmes.review_acts import agree_minutes, hold, invite
from programmes.sealing import freeze_report, sign_report

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
    cast["partner"] = make_user("partner", role="partner")
    make_partner(staff=cast["partner"], cities=City.objects.filter(slug="nan"))
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


def make_assignment(
    expert, city, *, starts_on=date(2024, 1, 1), ends_on=None, **fields
):
    days = {"starts_on": starts_on, "ends_on": ends_on}
    row = Assignment(expert=expert, city=city, **days, **fields)
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


def make_move(milestone, due, *, by=None, reason="scope", said=DAY, **fields):
    """A re-dating that needs no decision, said on the day `said`."""
    row = Forecast(due_on=due, reason=reason, effective_on=said, **fields)
    return milestone.reforecast(row, by=by)


def make_request(milestone, due, *, by=None, reason="scope", said=DAY, **fields):
    """A later date asked for a key milestone."""
    row = ReforecastRequest(due_on=due, reason=reason, effective_on=said, **fields)
    return milestone.request_reforecast(row, by=by)


def make_completion(milestone, done=DAY, *, by=None, evidence=None, **fields):
    """Done on a day, shown by a link in the city's library if no piece is given."""
    pieces = evidence or [make_evidence(milestone.city, by=by)]
    row = Completion(effective_on=done, **fields)
    return milestone.complete(row, by=by, evidence=pieces)


def decide_request(request, *, by, number=1, is_approved=True, note="", decided=DAY):
    """The two agencies' decision on a request of a later date, by circulation."""
    decision = Decision(
        programme=Programme.objects.newest(),
        number=number,
        year=2569,
        kind="circulation",
        text_th="มติเกี่ยวกับกำหนด",
        text_en="On a date",
        effective_on=decided,
    )
    ruling = RuleOnRequest(request, is_approved, note)
    return apply_decision(decision, acts=[ruling], by=by)


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


def new_programme(slug="mou-2570", **fields):
    """An agreement not yet written."""
    defaults = {
        "name_th": "บันทึกข้อตกลงฉบับใหม่",
        "name_en": "A new agreement",
        "signed_on": date(2026, 1, 1),
        "term_years": 4,
        "tracked_since": date(2026, 1, 1),
    }
    return Programme(slug=slug, **{**defaults, **fields})


def make_programme(slug="mou-2570", **fields):
    return verbs.create(new_programme(slug, **fields), by=None)


def make_paper(programme=None, **fields):
    """A paper by its address; with `file` and what was found of it, one by its file."""
    defaults = {
        "title_th": "หนังสือลงนาม",
        "title_en": "A signed letter",
        "link": "" if "file" in fields else "https://example.org/paper",
    }
    programme = programme or Programme.objects.newest()
    return Paper(programme=programme, **{**defaults, **fields}).add(by=None)


def make_partner(slug="nan-municipality", *, staff=None, cities=(), **fields):
    defaults = {
        "kind": Partner.Kind.MUNICIPALITY,
        "name_th": "เทศบาลเมืองน่าน",
        "name_en": "Nan Town Municipality",
    }
    partner = Partner(slug=slug, **{**defaults, **fields})
    verbs.create(partner, by=None, personal=Partner.personal)
    partner.cities.set(cities)
    if staff:
        partner.staff.add(staff)
    return partner


def make_import(*events, by=None, **fields):
    """A file of events that was taken in; one event of Nan unless some are named."""
    events = events or [make_event(City.objects.get(slug="nan"))]
    effect = {"verb": "added", "subject": "cities.event", "before": {}, "after": {}}
    effects = [
        {**effect, "row": row, "id": event.pk} for row, event in enumerate(events, 2)
    ]
    counts = {"added": len(events), "changed": 0, "unchanged": 0, "refused": 0}
    defaults = {
        "kind": Import.Kind.EVENTS,
        "file_name": "events.csv",
        "sha256": "0" * 64,
        "is_whole": True,
        "effects": effects,
        "by": by or get_user_model().objects.get(username="secretary"),
    }
    return Import.objects.take_in(**{**defaults, **counts, **fields})


def make_review(programme=None, year=4, **fields):
    programme = programme or Programme.objects.newest()
    row = AnnualReview(programme=programme, year=year, **fields)
    return verbs.create(row, by=None)


def make_item(review=None, **fields):
    defaults = {
        "section": AgendaItem.Section.CONSIDER,
        "title_th": "เรื่องพิจารณา",
        "title_en": "A matter to consider",
    }
    row = AgendaItem(review=review or make_review(), **{**defaults, **fields})
    return verbs.create(row, by=None, is_public=False)


def make_decision(number=1, year=2569, *, item=None, programme=None, **fields):
    """A decision by circulation; of a meeting where an item of its agenda is given."""
    defaults = {
        "text_th": "เห็นชอบตามที่เสนอ",
        "text_en": "Agreed as proposed",
        "effective_on": DAY,
        "kind": Decision.Kind.MEETING if item else Decision.Kind.CIRCULATION,
        "programme": programme or Programme.objects.newest(),
    }
    row = Decision(number=number, year=year, item=item, **{**defaults, **fields})
    return verbs.add(row, by=None)


def make_action_point(decision=None, *, due_on=DAY, **fields):
    """Given to DASTA unless an owner is named."""
    if not {"agency", "city", "partner"} & set(fields):
        fields["agency"] = Agency.objects.get(code="dasta")
    defaults = {"text_th": "จัดทำรายงานสรุป", "text_en": "Write a summary"}
    decision = decision or make_decision()
    row = ActionPoint(
        decision=decision,
        due_on=due_on,
        effective_on=decision.effective_on,
        **{**defaults, **fields},
    )
    return verbs.add(row, by=None)


def make_commitment_report(commitment, *, agency, by=None, on=DAY, **fields):
    defaults = {
        "progress": CommitmentReport.Progress.UNDER_WAY,
        "text_th": "จัดประชุมแล้ว 2 ครั้ง",
        "text_en": "Two meetings were held",
    }
    row = CommitmentReport(
        commitment=commitment, agency=agency, effective_on=on, **{**defaults, **fields}
    )
    return verbs.add(row, by=by)


def make_commitment_verdict(report, *, agency, by=None, on=DAY, **fields):
    defaults = {"verdict": CommitmentVerdict.Verdict.CONFIRMED}
    row = CommitmentVerdict(
        report=report, agency=agency, effective_on=on, **{**defaults, **fields}
    )
    return verbs.add(row, by=by)


def make_suggestion(city, reference="NAN-1/2569", **fields):
    defaults = {
        "channel": Suggestion.Channel.LETTER,
        "text": "ขอให้มีป้ายสองภาษาในย่านเมืองเก่า",
        "effective_on": DAY,
    }
    row = Suggestion(city=city, reference=reference, **{**defaults, **fields})
    return verbs.add(row, by=None)


def make_moderation(suggestion, verdict="shown", *, by=None, on=DAY, **fields):
    """Shown in its own words, or withheld for a reason."""
    defaults = {
        "shown": {"shown_text": suggestion.text},
        "withheld": {"reason": "ระบุชื่อบุคคล"},
    }
    values = {**defaults[verdict], **fields, "effective_on": on}
    return Moderation(suggestion=suggestion, verdict=verdict, **values).say(by=by)


def make_engagement(partner, *, on=DAY, by=None, **fields):
    """A meeting of both agencies with a partner."""
    defaults = {"kind": Engagement.Kind.MEETING, "text_th": "หารือแผนงาน"}
    row = Engagement(partner=partner, effective_on=on, **{**defaults, **fields})
    return row.add(by=by)


def make_partner_report(partner, *, on=DAY, by=None, **fields):
    defaults = {"text_th": "จัดกิจกรรมแล้ว", "text_en": "An activity was held"}
    row = PartnerReport(partner=partner, effective_on=on, **{**defaults, **fields})
    return row.add(by=by)


def make_agreed_review(year=4, **fields):
    """A review that was held, its minutes agreed to by both: ready to freeze."""
    defaults = {
        "meeting_number": "1/2567",
        "meets_on": date(2024, 6, 20),
        "begins_at": time(9, 30),
        "ends_at": time(12, 0),
        "place_th": "กรุงเทพมหานคร",
        "place_en": "Bangkok",
        "chair_name": "สมชาย ใจดี",
        "chair_office_th": "ผู้อำนวยการ อพท.",
        "chair_office_en": "Director-General, DASTA",
        "recorder_name": "สมหญิง จดไว",
        "held_on": date(2024, 6, 20),
    }
    review = make_review(year=year, **{**defaults, **fields})
    for signatory in review.programme.signatories.all():
        row = Attendance(review=review, name="ผู้แทน", agency=signatory.agency)
        verbs.create(row, by=None, is_public=False, personal=Attendance.personal)
    agree_minutes_of(review)
    return review


def agree_minutes_of(review):
    sha256 = minutes_hash(minutes_values(review))
    for signatory in review.programme.signatories.all():
        row = MinutesAgreement(review=review, agency=signatory.agency, sha256=sha256)
        verbs.add(row, by=None)


def make_sealed_report(review=None, **by):
    """`by` names who signs: dasta=user, cea=user."""
    review = review or make_agreed_review()
    frozen = freeze_report(review, by=None)
    for code in ("dasta", "cea"):
        sealed = sign_report(new_signature(frozen, code), by=by[code], on=DAY)
    return sealed


def new_signature(frozen, code):
    """A signature not yet given: the tests of signing give it."""
    return Signature(
        report=frozen,
        agency=Agency.objects.get(code=code),
        name="ผู้ลงนาม",
        office_th="ผู้อำนวยการ",
        office_en="Director",
    )


def make_district_state(district, state="proposed", on=DAY, *, by=None, **fields):
    """How far a district is since a day."""
    row = DistrictState(state=state, **{"text_th": "มีแผนงานแล้ว", **fields})
    row.effective_on = on
    return district.say(row, by=by)


def make_event(city, *, on=DAY, by=None, **fields):
    """A meeting on a day, of which staff keep a note."""
    defaults = {
        "kind": Event.Kind.MEETING,
        "name_th": "การประชุมคณะทำงาน",
        "name_en": "Meeting of the working group",
        "precision": "day",
        "note": "รายงานการประชุม",
    }
    return Event(city=city, starts_on=on, **{**defaults, **fields}).add(by=by)


def make_paper_file(programme=None, **fields):
    """A paper that is a small PDF."""
    file = ContentFile(b"%PDF-1.7 signed", name="signed.pdf")
    about = {"name": "signed.pdf", "media_type": "application/pdf", "size": file.size}
    return make_paper(programme, file=file, **{**about, **fields})


def make_amendment(
    number=1, kind="extension", *, by=None, programme=None, goal="submitted", **fields
):
    """An amendment of the day DAY; an extension until the end of June 2027."""
    defaults = {"text_th": "ขยายระยะเวลา", "text_en": "The term is extended"}
    if kind == "extension":
        defaults |= {"due_on": date(2027, 6, 30), "precision": "month"}
    row = Amendment(
        programme=programme or Programme.objects.newest(),
        number=number,
        kind=kind,
        **{"effective_on": DAY, **defaults, **fields},
    )
    return amend(row, by=by, goal=goal)


def make_target_change(target, due_on, *, decision=None, by=None, **fields):
    """What a decision of the day DAY made of a target."""
    defaults = {
        "precision": "day",
        "words_th": target.words_th,
        "words_en": target.words_en,
        "effective_on": DAY,
    }
    row = TargetChange(
        target=target,
        decision=decision or make_decision(),
        due_on=due_on,
        **{**defaults, **fields},
    )
    return change_target(row, by=by)


def make_meeting(review=None, *, until="held", by=None, on=DAY):
    """The meeting of a review, on the day `on`, with one of each party present.

    `until` is how far it got: ready to invite, invited, held, or agreed by both.
    """
    fields = {
        "meets_on": on,
        "begins_at": time(9, 30),
        "ends_at": time(12),
        "place_th": "ห้องประชุม 1",
        "place_en": "Meeting room 1",
        "chair_name": "ประธาน ใจดี",
        "chair_office_th": "ผู้อำนวยการ",
        "chair_office_en": "Director",
        "recorder_name": "เลขา ใจเย็น",
    }
    review = review or make_review(opened_on=on)
    for name, value in fields.items():
        setattr(review, name, value)
    review.change(by=by, fields=list(fields))
    for agency in Agency.objects.all():
        row = Attendance(review=review, name=f"ผู้แทน {agency}", agency=agency)
        row.add(by=by)
    make_item(review, resolution_th="ที่ประชุมรับทราบ", resolution_en="Noted")
    steps = ("ready", "invited", "held", "agreed")
    for step in steps[1 : steps.index(until) + 1]:
        _go_on(review, step, by, on)
    return review


def _go_on(review, step, by, on):
    if step == "invited":
        invite(review, by=by, on=on)
    elif step == "held":
        hold(review, by=by, on=on)
    else:
        for agency in Agency.objects.all():
            make_minutes_agreement(review, agency, on=on)


def make_minutes_agreement(review, agency, *, on=DAY):
    """An agency's word on the minutes as they stand, by one of its staff."""
    seen, by = minutes_hash(minutes_values(review)), agency.staff.first()
    return agree_minutes(review, agency=agency, seen=seen, by=by, on=on)


def make_progress(point, *, by=None, note="จัดทำร่างแล้ว", on=DAY, **fields):
    """What somebody said of how far an action point has come."""
    row = ActionStep(note=note, effective_on=on, **fields)
    return point.progress(row, by=by)


def make_step(point, kind, *, by=None, note="ตามที่ตกลง", on=DAY, **fields):
    """A step of an action point by the name of its verb: move, done, cancel."""
    row = ActionStep(note=note, effective_on=on, **fields)
    return getattr(point, kind)(row, by=by)


def make_article(slug="", *, cities=(), by=None, published=None, **fields):
    """A draft, unless `published` says from which day on the public reads it."""
    defaults = {
        "kind": "news",
        "title_th": "เมืองจัดเวิร์กช็อป",
        "summary_th": "ชวนช่างฝีมือมาออกแบบร่วมกัน",
        "body_th": "# สิ่งที่ได้ทำ\n\nจัดแล้ว",
    }
    row = Article(slug=slug, **{**defaults, **fields})
    row.add(by=by, cities=cities)
    if published:
        row.publish(by=by, on=min(published, DAY), from_day=published)
    return row


def make_article_image(article, *, by=None, width=48, **fields):
    """A plain picture, two thirds as high as wide, of which nothing is known."""
    defaults = {
        "alt_th": "ช่างทอผ้า",
        "alt_en": "A weaver",
        "credit_th": "ภาพ: เทศบาล",
        "consent": "not-needed",
    }
    row = ArticleImage(article=article, **{**defaults, **fields})
    row.hold(examine(make_picture(width), look_through_here))
    return row.add(by=by)


def make_picture(width=48, kind="PNG", name="weaver.png", colour=(28, 107, 84)):
    content = BytesIO()
    Image.new("RGB", (width, width * 2 // 3), colour).save(content, kind)
    return SimpleUploadedFile(name, content.getvalue())


def make_letter(user, *, kind="reminder", on=DAY, **fields):
    """A letter that the user was sent on the day."""
    drawn = {"language": "th", "subject": "มี 1 เรื่อง", "text": "เรียน", "html": "<p>"}
    drawn["made_at"] = timezone.now()
    letter = Letter.objects.write(user, kind, on, said=[], **{**drawn, **fields})
    Letter.objects.claim(letter)
    return letter


def make_privacy_request(secret="secret", *, kind="access", on=DAY, by=None, **fields):
    """A request received on the day `on`; `secret` opens the page that shows it."""
    defaults = {"name": "มานี มีนา", "contact": "manee@example.org", "text": "ข้อมูลของฉัน"}
    row = PrivacyRequest(kind=kind, **{**defaults, **fields})
    return row.receive(secret, by=by, on=on)


def make_account_invitation(email="", *, role="auditor", by=None, **fields):
    """(invitation, the token of its address) for an address of its own."""
    number = AccountInvitation.objects.count() + 1
    defaults = {"email": email or f"invited{number}@example.org", "name": "มานี มีนา"}
    row = AccountInvitation(role=role, **{**defaults, **fields})
    return row, offer(row, by=by)
