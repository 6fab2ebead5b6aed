"""A yearly report and minutes in which everything is said, made up and marked so."""

from dataclasses import replace

from programmes.reports.minutes_values import (
    ItemValue,
    MinutesValue,
    PersonValue,
    SectionValue,
)
from programmes.reports.values import (
    ActionPointValue,
    AgreementValue,
    AmendmentValue,
    AnnualReport,
    AttendanceValue,
    ChangeValue,
    CityValue,
    CommitmentValue,
    Day,
    DecisionValue,
    DimensionValue,
    DistrictValue,
    EventValue,
    KeyValue,
    MilestoneValue,
    MoveValue,
    OutcomeValue,
    ParticipationValue,
    PartyValue,
    PromiseValue,
    Range,
    ReviewValue,
    SourceValue,
    StageValue,
    Text,
)

#: Words that PDF makers are known to spoil when their text is copied.
HARD_WORDS = (
    "กำหนด",
    "สำนักงาน",
    "น้ำผึ้ง",
    "ยั่งยืน",
    "ขั้นตอน",
    "ปี่พาทย์",
    "กิ๊กกั๊ก",
    "ผู้อำนวยการ",
    "เพื่อ",
    "นี้",
    "ที่",
    "ป่าไม้",
    "ฟื้นฟู",
    "ปู่ย่า",
)
CITIES = (
    ("sukhothai", "สุโขทัย", "Sukhothai"),
    ("nan", "น่าน", "Nan"),
    ("suphan-buri", "สุพรรณบุรี", "Suphan Buri"),
    ("phetchaburi", "เพชรบุรี", "Phetchaburi"),
    ("chiang-rai", "เชียงราย", "Chiang Rai"),
)
DIMENSIONS = 9
DASTA, CEA = Text("อพท.", "DASTA"), Text("สศส.", "CEA")


def make_values(cities=CITIES, **changes):
    """An AnnualReport of these (slug, Thai, English) cities."""
    values = AnnualReport(
        agreement="mou-2563",
        name=Text("บันทึกข้อตกลงเมืองสร้างสรรค์", "Agreement on creative cities"),
        year=4,
        first_day="2023-06-25",
        last_day="2024-06-24",
        as_of="2024-06-24",
        known_at=12345,
        state="ending",
        is_sample=True,
        terms=_terms(),
        review=_review(),
        rubric="2569-1",
        rubric_status=Text("ข้อเสนอ ยังไม่ได้รับรอง", "A proposal, not adopted"),
        cities=tuple(_city(place, *city) for place, city in enumerate(cities)),
        commitments=_commitments(),
        decisions=_decisions(),
        action_points=_action_points(),
        sources=(
            SourceValue(
                "CEA1",
                "ข่าวลงนามบันทึกข้อตกลง",
                "CEA",
                "2020-06-25",
                "https://www.cea.or.th/th/news",
            ),
            SourceValue("ART", "บทความ", "", "2020?", ""),
            SourceValue("TMPR", "=ข่าวประชาสัมพันธ์", "TMPR", "", "https://example.org/"),
        ),
    )
    return replace(values, **changes)


def _terms():
    return AgreementValue(
        signed_on="2020-06-25",
        term_years=4,
        ends=Day("2024-06-30", "month"),
        place=Text("สำนักงานใหญ่ สศส.", "CEA head office"),
        frame=Text("แนวทางของยูเนสโก", "UNESCO's approach"),
        parties=(
            PartyValue(
                "dasta",
                Text("องค์การบริหารการพัฒนาพื้นที่พิเศษ", "DASTA in full"),
                DASTA,
                Text("นายสมมติ หนึ่ง", "Mr First"),
                Text("ผู้อำนวยการ อพท.", "Director-General"),
            ),
            PartyValue(
                "cea",
                Text("สำนักงานส่งเสริมเศรษฐกิจสร้างสรรค์", "CEA in full"),
                CEA,
                Text("นายสมมติ สอง", "Mr Second"),
                Text("ผู้อำนวยการ สศส.", "Executive Director"),
            ),
        ),
        amendments=(
            AmendmentValue(
                1,
                "extension",
                Text("ขยายเวลาอีกสองปี", "Two more years"),
                "2024-05-20",
                "2/2567",
                Day("2026-06-30", "month"),
            ),
            AmendmentValue(
                2, "clause", Text("แก้ข้อ 3", "Clause 3"), "2024-06-01", "", None
            ),
        ),
    )


def _review():
    return ReviewValue(
        number="1/2567",
        held_on="2024-07-15",
        begins_at="09:30",
        ends_at="12:05",
        place=Text("ห้องประชุม 1", "Meeting room 1"),
        chair="นางสมมติ ประธาน",
        chair_office=Text("ผู้อำนวยการ สศส.", "Executive Director, CEA"),
        attendance=(
            AttendanceValue("dasta", DASTA, 7, 1, 2),
            AttendanceValue("cea", CEA, 6, 0, 3),
            AttendanceValue("", None, 0, 0, 11),
        ),
        minutes_agreed=(
            KeyValue("dasta", DASTA, "2024-08-01", Text("", "")),
            KeyValue("cea", CEA, "2024-08-02", Text("", "")),
        ),
    )


def _range(place, read):
    return Range(
        lowest=30 + place,
        highest=71 + place,
        mean=62 - place,
        read=read,
        applicable=37,
        reported=place,
    )


def _city(place, slug, thai, english):
    is_member = place != 1
    return CityValue(
        slug=slug,
        name=Text(thai, english),
        member_since=Day(f"20{19 + place % 5}-10-31", "day") if is_member else None,
        field="crafts-folk-art" if is_member else "",
        next_report_year=2027 if is_member else None,
        readiness_before=_range(place, 12) if place else None,
        readiness=Range(0, 100, None, 0, 37, 0)
        if place == 2
        else _range(place + 5, 24),
        dimensions=tuple(
            DimensionValue(
                f"D{n}", Text(f"มิติที่ {n} ป่าไม้", f"Dimension {n}"), _range(n, 3)
            )
            for n in range(1, DIMENSIONS + 1)
        ),
        promises=_promises(place),
        stages=_stages(place),
        events=_events(place),
        milestones=_milestones(place),
        outcomes=_outcomes(place),
        districts=_districts(place),
        participation=ParticipationValue(
            rungs=(("inform", 4), ("collaborate", 1 + place)),
            reach=1250 * place or None,
            suggestions=3 * place,
            adopted=place,
            declined=place,
            waiting=place,
            website=place // 2,
            groups=(("makers", 1 + place), ("youth", 2)) if place else (),
        ),
    )


def _promises(place):
    due = Day("2021-09-30", "fiscal-year")
    words = Text("เสนอเมืองภายในปีงบประมาณ 2564", "Submit by fiscal year 2021")
    late = ("met-late", 638 + place, "done-after-window", True)
    met = ("met", None, "done-in-window", False)
    was = ChangeValue("2021-02-03", Day("2020-12-31", "day"), "7/2564")
    changes = (was,) if place == 0 else ()
    state, days, reason, is_inferred = met if place == 3 else late
    return (
        PromiseValue(
            code=f"M{place}",
            words=words,
            due=due,
            changes=changes,
            state=state,
            days=days,
            reason=reason,
            is_inferred=is_inferred,
            sources=("ART", "CEA1"),
        ),
    )


def _stages(place):
    return (
        StageValue(
            f"S{place}",
            2021,
            "not-nominated",
            Text("ไม่ได้รับการเสนอในระดับประเทศ", "Not nominated"),
            Day("2021-06-30", "month"),
            "source",
            ("CEA1",),
            is_in_window=False,
        ),
        StageValue(
            f"T{place}",
            2023,
            "designated",
            Text("ยูเนสโกประกาศเป็นเมืองสร้างสรรค์", "Designated by UNESCO"),
            Day("2023-10-31", "day"),
            "source",
            (),
            is_in_window=place != 4,
        ),
    )


def _events(place):
    if place == 4:
        return ()
    return (
        EventValue(
            f"E{place}",
            Text(f"เวทีปู่ย่า {' '.join(HARD_WORDS)}", "A forum"),
            Day("2024-02-14", "day"),
            ("TMPR",),
            "collaborate",
            Text("ชุมชนและเทศบาล", "Communities and the municipality"),
            1250 + place,
        ),
    )


def _milestones(place):
    moved = MoveValue(
        "2023-08-01",
        Day("2023-12-15", "day"),
        "documents",
        "รอหนังสือรับรองจากจังหวัด",
        "1/2567",
    )
    return (
        MilestoneValue(
            "submission",
            Text("ยื่นใบสมัคร", "Submission"),
            2023,
            is_key=True,
            baseline=Day("2023-06-30", "day"),
            moves=(moved, replace(moved, to=Day("2024-01-31", "month"), decision="")),
            due=Day("2024-01-31", "month"),
            actual=Day("2024-02-03", "day"),
            is_inferred=True,
            slip=218 + place,
            state="met-late",
            days=3,
            reason="done-after-window",
        ),
        MilestoneValue(
            "report",
            Text("รายงานผลทุกสี่ปี", "Monitoring report"),
            None,
            is_key=False,
            baseline=Day("2027-12-31", "year"),
            moves=(),
            due=Day("2027-12-31", "year"),
            actual=None,
            is_inferred=False,
            slip=None,
            state="upcoming",
            days=1285,
            reason="window-open",
        ),
    )


def _outcomes(place):
    return (
        OutcomeValue(
            "community-income",
            Text("รายได้ชุมชน", "Community income"),
            Text("ล้านบาท", "million baht"),
            2023,
            "fiscal-year",
            "1000.5",
            "2500",
            f"{1750 + place}.25",
            49 + place,
            "รายงานประจำปีของเมือง",
        ),
        OutcomeValue(
            "jobs",
            Text("การจ้างงาน", "Jobs"),
            Text("คน", "people"),
            2023,
            "year",
            None,
            None,
            "-12",
            None,
            "",
        ),
    )


def _districts(place):
    if place == 4:
        return ()
    return (
        DistrictValue(
            "old-town",
            Text("ย่านเมืองเก่า", "Old town"),
            "active",
            Day("2022-05-31", "month"),
            Text("ผู้ประกอบการเปิดร้านแล้ว", "Shops have opened"),
            ("TMPR",),
        ),
        DistrictValue("north", Text("ย่านเหนือ", "North"), "", None, None, ()),
    )


def _commitments():
    reported = KeyValue(
        "dasta", DASTA, "2024-03-01", Text("ประสานงานแล้ว", "Coordinated")
    )
    answered = KeyValue("cea", CEA, "2024-04-02", Text("ขาดหลักฐาน", "Proof is missing"))
    text = Text("ประสานงานกับภาคีเครือข่าย", "Coordinate with partners")
    duty = CommitmentValue(
        code="J1",
        kind="duty",
        agency="both",
        agency_name=None,
        text=text,
        sources=("ART",),
        standing="disputed",
        progress="under-way",
        reported=reported,
        answered=answered,
        days=83,
        cities=(Text("น่าน", "Nan"), Text("สุโขทัย", "Sukhothai")),
        events=(Text("เวทีปู่ย่า", "A forum"),),
    )
    silent = replace(
        duty, standing="none", progress="", reported=None, answered=None, days=None
    )
    alone = replace(silent, agency="cea", agency_name=CEA, cities=(), events=())
    return (
        replace(silent, code="P1", kind="purpose", standing="", cities=(), events=()),
        duty,
        replace(alone, code="C1"),
        replace(
            alone,
            code="C2",
            standing="reported",
            progress="fulfilled",
            reported=replace(reported, agency="cea", agency_name=CEA),
            days=115,
        ),
    )


def _decisions():
    return (
        DecisionValue(
            "1/2567",
            "2024-07-15",
            "meeting",
            Text("เห็นชอบให้เลื่อนกำหนด", "The later date is approved"),
            (Text("ปรับกำหนดการยื่นใบสมัคร", "Submission re-dated"),),
        ),
        DecisionValue(
            "2/2567", "2024-05-20", "circulation", Text("ให้ขยายเวลา", "Extend it"), ()
        ),
    )


def _action_points():
    point = ActionPointValue(
        decision="1/2567",
        text=Text("จัดทำแผนงบประมาณ", "Draw up a budget"),
        owner=Text("น่าน", "Nan"),
        due="2024-12-31",
        state="upcoming",
        days=190,
        carried=0,
        result="",
        is_earlier=False,
    )
    return (
        point,
        replace(point, state="overdue", days=21, carried=2, owner=CEA, is_earlier=True),
        replace(point, state="done", days=None, result="ส่งแล้ว", is_earlier=True),
    )


# Minutes


def make_minutes_values(**changes):
    """Minutes of a meeting that was held, in the six-item form."""
    values = MinutesValue(
        agreement="mou-2563",
        name=Text("บันทึกข้อตกลงเมืองสร้างสรรค์", "Agreement on creative cities"),
        year=4,
        agenda_form="six",
        number="1/2567",
        meets_on="2024-07-15",
        held_on="2024-07-15",
        begins_at="09:30",
        ends_at="12:05",
        place=Text("ห้องประชุม 1", "Meeting room 1"),
        chair="นางสมมติ ประธาน",
        chair_office=Text("ผู้อำนวยการ สศส.", "Executive Director, CEA"),
        recorder="นายสมมติ จด",
        recorder_office="เจ้าหน้าที่โครงการ",
        present=(
            PersonValue("นางสมมติ ประธาน", "ผู้อำนวยการ สศส.", "สศส.", ""),
            PersonValue("นายสมมติ รอง", "รองผู้อำนวยการ", "อพท.", ""),
        ),
        absent=(PersonValue("นายสมมติ ไม่มา", "ผู้จัดการ", "อพท.", "ติดราชการ"),),
        guests=(PersonValue("นางสมมติ แขก", "", "เทศบาลเมืองน่าน", ""),),
        sections=_sections(),
        is_sample=True,
    )
    return replace(values, **changes)


def _sections():
    item = ItemValue(
        number="3.1",
        cause="milestone",
        city="nan",
        title=Text("ขั้นตอนที่เลยกำหนดของเมืองน่าน", "Nan's overdue milestone"),
        background=Text("กำหนดเดิม 30 มิถุนายน 2566", "First due on 30 June 2023"),
        discussion=Text("ที่ประชุมอภิปรายอย่างกว้างขวาง", "It was discussed at length"),
        resolution=Text("", ""),
        decisions=_decisions()[:1],
    )
    noted = replace(
        item,
        number="1.1",
        title=Text("ประธานแจ้งที่ประชุม", "The chair's report"),
        background=Text("", ""),
        resolution=Text("ที่ประชุมรับทราบ", "The meeting took note"),
        decisions=(),
    )
    silent = replace(
        noted, number="6.1", resolution=Text("", ""), discussion=Text("", "")
    )
    titles = (
        ("chair", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", (noted,)),
        ("minutes", "เรื่องรับรองรายงานการประชุม", ()),
        ("arising", "เรื่องสืบเนื่อง", (item,)),
        ("inform", "เรื่องที่เสนอให้ที่ประชุมทราบ", ()),
        ("consider", "เรื่องที่เสนอให้ที่ประชุมพิจารณา", ()),
        ("other", "เรื่องอื่น ๆ", (silent,)),
    )
    return tuple(
        SectionValue(number, code, Text(title, f"Section {code}"), items)
        for number, (code, title, items) in enumerate(titles, start=1)
    )
