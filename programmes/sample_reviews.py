"""A made-up review for trying out: year 3 from its agenda to a sealed report."""

from datetime import time, timedelta

from cities.models import Agency, City

from .actions import GiveActionPoint, apply_decision
from .minutes import minutes_hash, minutes_values
from .models import (
    ActionPoint,
    ActionStep,
    AgendaItem,
    Attendance,
    Decision,
    Programme,
    Signature,
)
from .review_acts import agree_minutes, hold, invite, open_review
from .sealing import freeze_report, sign_report

YEAR = 3
MEETING = {
    "meeting_number": "1/ตัวอย่าง",
    "begins_at": time(9, 30),
    "ends_at": time(11, 45),
    "place_th": "ห้องประชุมตัวอย่าง กรุงเทพมหานคร",
    "place_en": "A sample meeting room, Bangkok",
    "chair_name": "ประธานตัวอย่าง",
    "chair_office_th": "ผู้อำนวยการ อพท. (ตัวอย่าง)",
    "chair_office_en": "Director-General, DASTA (sample)",
    "recorder_name": "เลขานุการตัวอย่าง",
    "recorder_office": "ฝ่ายเลขานุการ",
}
NOTED_TH = "ที่ประชุมรับทราบ (ตัวอย่าง)"
NOTED_EN = "The meeting took note (sample)"
MATTER = {
    "section": AgendaItem.Section.CONSIDER,
    "title_th": "แผนงานของปีถัดไป (ตัวอย่าง)",
    "title_en": "Work of the next year (sample)",
}
DECIDED_TH = "ให้แต่ละเมืองรายงานตัวชี้วัดที่ยังไม่ได้ประเมิน (ตัวอย่าง)"
DECIDED_EN = "Each city reports the indicators not read yet (sample)"
GIVEN = (
    ("dasta", "จัดประชุมติดตามรายไตรมาส (ตัวอย่าง)", "Hold a meeting each quarter (sample)"),
    ("nan", "ส่งผลประเมินมิติที่ 1 (ตัวอย่าง)", "Report dimension 1 (sample)"),
)
DONE = "จัดประชุมแล้ว 2 ครั้ง (ตัวอย่าง)"


def sample_reviews(users, on):
    """Opened, invited, held, agreed, frozen, signed by both; one action point done."""
    secretary, day = users["secretary"], on - timedelta(days=40)
    programme = Programme.objects.newest()
    opened_on = day - timedelta(days=20)
    review = open_review(
        programme, YEAR, by=secretary, on=opened_on, is_sample=True, meets_on=day
    )
    for name, value in MEETING.items():
        setattr(review, name, value)
    review.change(by=secretary, fields=[*MEETING])
    invite(review, by=secretary, on=day - timedelta(days=14))
    _attend(review, secretary)
    _take_note(review, secretary)
    item = AgendaItem(review=review, is_sample=True, **MATTER).add(by=secretary)
    item.resolution_th, item.resolution_en = NOTED_TH, NOTED_EN
    item.change(by=secretary, fields=["resolution_th", "resolution_en"])
    hold(review, by=secretary, on=day)
    first = _decide(item, secretary, day)
    _agree(review, users, day + timedelta(days=7))
    _seal(review, users, day + timedelta(days=10))
    step = ActionStep(note=DONE, effective_on=on - timedelta(days=5), is_sample=True)
    first.done(step, by=users["dasta"], on=on)


def _attend(review, secretary):
    for agency in Agency.objects.filter(code__in=("dasta", "cea")):
        for number in (1, 2):
            Attendance(
                review=review,
                agency=agency,
                name=f"ผู้แทน {agency.short_th} {number} (ตัวอย่าง)",
                office="เจ้าหน้าที่",
                is_sample=True,
            ).add(by=secretary)


def _take_note(review, secretary):
    for item in review.items.listed():
        item.resolution_th, item.resolution_en = NOTED_TH, NOTED_EN
        item.change(by=secretary, fields=["resolution_th", "resolution_en"])


def _decide(item, secretary, day):
    """Decision "n/year" of the meeting; returns the first of its action points."""
    programme = item.review.programme
    year = day.year + 543
    decision = Decision(
        programme=programme,
        number=Decision.objects.next_number(programme, year),
        year=year,
        kind=Decision.Kind.MEETING,
        item=item,
        text_th=DECIDED_TH,
        text_en=DECIDED_EN,
        effective_on=day,
        is_sample=True,
    )
    points = [_point(*given, day) for given in GIVEN]
    acts = [GiveActionPoint(point) for point in points]
    apply_decision(decision, acts=acts, by=secretary, on=day)
    return points[0]


def _point(owner, text_th, text_en, day):
    agency = Agency.objects.filter(code=owner).first()
    return ActionPoint(
        agency=agency,
        city=None if agency else City.objects.get(slug=owner),
        text_th=text_th,
        text_en=text_en,
        due_on=day + timedelta(days=30 if agency else 20),
    )


def _agree(review, users, day):
    for code in ("dasta", "cea"):
        agree_minutes(
            review,
            agency=Agency.objects.get(code=code),
            seen=minutes_hash(minutes_values(review)),
            by=users[code],
            on=day,
        )


def _seal(review, users, day):
    frozen = freeze_report(review, by=users["secretary"], on=day)
    for code in ("dasta", "cea"):
        agency = Agency.objects.get(code=code)
        signature = Signature(
            report=frozen,
            agency=agency,
            name=f"ผู้ลงนาม {agency.short_th} (ตัวอย่าง)",
            office_th="ผู้อำนวยการ (ตัวอย่าง)",
            office_en="Director (sample)",
        )
        sign_report(signature, by=users[code], on=day)
