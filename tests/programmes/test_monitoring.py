"""After designation: the reports on a city's page, and the draft as values and file."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn

from cities.models import (
    Agency,
    City,
    Completion,
    Event,
    Forecast,
    Milestone,
    ReforecastRequest,
    Retirement,
    Stage,
)
from cities.rubric_file import publish
from creativecity.documents import FACE
from creativecity.ledger import verbs
from creativecity.thai_calendar import PartialDate
from programmes.monitoring import monitoring, period, report_lines, report_years
from programmes.reports.monitoring import monitoring_draft
from programmes.reports.monitoring_docx import draw
from programmes.reports.values import Day
from programmes.reports.words import figure_words
from programmes.templatetags.monitoring_tags import countdown
from tests.factories import (
    make_candidacy,
    make_city,
    make_evidence,
    make_file,
    make_measure,
    make_milestone,
    make_outcome,
    make_user,
    make_verified,
    new_source,
)

DESIGNATED = date(2019, 10, 30)
LATELY = date(2026, 11, 23)
ADDED = date(2025, 5, 5)
YEAR_END = PartialDate(date(2027, 12, 31), "year")


def designate(city, on=DESIGNATED, *, by=None):
    stage = Stage(
        kind="designated",
        effective_on=on,
        precision="day",
        text_th="ได้รับการประกาศ",
        text_en="Designated",
        basis="source",
    )
    return make_candidacy(city, on.year).reach(stage, by=by)


def reports_of(city, on):
    designation = Stage.objects.memberships(on).get(city.pk)
    return monitoring(designation, report_lines(city, on=on), on=on)


def in_short(report):
    return report.year, report.standing.state.value, report.due.last_day


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def member(city):
    designate(city)
    return city


@pytest.fixture
def secretary(db):
    return make_user("a.secretary", role="secretary")


# The reports of a membership

# city, day -> years past with how they stand, the next one with the days left
DUTIES = [
    ("sukhothai", date(2019, 10, 30), [], (2023, 1523)),
    ("sukhothai", date(2023, 12, 31), [], (2023, 0)),
    ("sukhothai", date(2024, 1, 1), [(2023, "no-record")], (2027, 1460)),
    ("sukhothai", LATELY, [(2023, "no-record")], (2027, 403)),
    ("phetchaburi", LATELY, [(2025, "no-record")], (2029, 1134)),
    ("suphan-buri", LATELY, [], (2027, 403)),
    ("chiang-rai", LATELY, [], (2027, 403)),
    ("nan", LATELY, [], (2029, 1134)),
]


@pytest.mark.parametrize(("slug", "on", "past", "ahead"), DUTIES)
def test_reports_of_the_facts(slug, on, past, ahead, facts):
    found = reports_of(City.objects.get(slug=slug), on)

    following = found.next()
    assert [(r.year, r.standing.state.value) for r in found.past()] == past
    assert (following.year, following.days_left()) == ahead


@pytest.mark.parametrize(("slug", "on", "past", "ahead"), DUTIES)
def test_without_milestones_the_rule_alone_says_the_same(slug, on, past, ahead, facts):
    designation = Stage.objects.memberships(on)[City.objects.get(slug=slug).pk]

    found = monitoring(designation, [], on=on)

    following = found.next()
    assert [(r.year, r.standing.state.value) for r in found.past()] == past
    assert (following.year, following.days_left()) == ahead
    assert {(r.done(), r.moved_from(), r.asked()) for r in found.reports} == {
        (None, None, None)
    }


def test_city_that_is_no_member_owes_no_report(city):
    assert monitoring(None, [], on=LATELY) is None


@pytest.mark.parametrize("code", ["mmr-check", "mmr-2027"])
def test_step_of_a_bid_is_no_report_whatever_its_code(code, member, client):
    make_milestone(member, code=code, due=date(2027, 1, 1), agreed=date(2026, 1, 1))

    response = client.get(member.get_absolute_url())

    assert response.context["monitoring"].next().due == YEAR_END


def test_report_that_was_done_early_makes_way_for_the_next(member):
    report = member.milestones.get(code="mmr-2027")
    done = Completion(effective_on=date(2026, 11, 1))
    report.complete(done, by=None, evidence=[make_evidence(member)])

    found = reports_of(member, LATELY)

    assert list(map(in_short, found.past())) == [
        (2023, "no-record", date(2023, 12, 31)),
        (2027, "met-early", date(2027, 12, 31)),
    ]
    assert found.of(2027).done() == PartialDate(date(2026, 11, 1))
    assert in_short(found.next()) == (2031, "upcoming", date(2031, 12, 31))


def test_all_planned_reports_done_leave_the_one_after_them(member):
    for report in member.milestones.filter(position__gt=2023):
        report.retire(Retirement(reason="ออกจากเครือข่าย", effective_on=LATELY), by=None)

    found = reports_of(member, LATELY)

    assert [r.standing.state.value for r in found.past()][1:] == ["retired", "retired"]
    assert in_short(found.next()) == (2035, "upcoming", date(2035, 12, 31))


def test_report_dated_to_a_day_counts_down_to_that_day(member):
    report = member.milestones.get(code="mmr-2027")
    earlier = Forecast(due_on=date(2027, 6, 30), reason="scope", effective_on=LATELY)
    report.reforecast(earlier, by=None)

    following = reports_of(member, LATELY).next()

    with translation.override("en"):
        said = countdown(following)
    assert following.moved_from() == YEAR_END
    assert said == "Due 30 June 2027: 219 days left."


def test_later_date_that_was_asked_for_is_told(member, secretary):
    report = member.milestones.get(code="mmr-2027")
    asked = ReforecastRequest(
        due_on=date(2028, 3, 31), reason="documents", effective_on=LATELY
    )
    report.request_reforecast(asked, by=secretary)

    following = reports_of(member, LATELY).next()

    assert following.standing.state == "waiting-for-decision"
    assert following.asked() == PartialDate(date(2028, 3, 31))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 23), "403 days left"),
        (date(2027, 12, 30), "1 day left"),
        (date(2027, 12, 31), "0 days left"),
    ],
)
def test_countdown_is_to_the_end_of_the_year_and_says_so(on, words, member):
    with translation.override("en"):
        said = countdown(reports_of(member, on).next())

    assert said == (
        f"Due within 2027: {words} to the end of the year (the day within the year is "
        "not known)."
    )


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2023, (DESIGNATED, date(2023, 12, 31))),
        (2027, (date(2024, 1, 1), date(2027, 12, 31))),
    ],
)
def test_report_tells_of_the_years_since_designation_or_the_last_one(
    year, days, member
):
    designation = Stage.objects.memberships(LATELY)[member.pk]

    assert period(designation, year) == days
    assert report_years(designation, on=LATELY) == (2023, 2027, 2031)


def test_city_page_counts_down_and_says_where_nothing_was_found(client, facts):
    page = client.get("/en/cities/sukhothai/?as_of=2026-11-23").content.decode()

    assert "Due within 2027: 403 days left to the end of the year" in page
    assert "Report due in 2023" in page
    assert 'data-state="no-record">no record found' in page


def test_city_page_tells_of_a_report_that_was_done_moved_and_asked_for(client, cast):
    sukhothai = City.objects.get(slug="sukhothai")
    first, second = sukhothai.milestones.filter(position__in=(2023, 2027))
    done = Completion(effective_on=date(2023, 11, 2))
    first.complete(done, by=None, evidence=[make_evidence(sukhothai)])
    earlier = Forecast(due_on=date(2027, 6, 30), reason="scope", effective_on=LATELY)
    second.reforecast(earlier, by=None)
    asked = ReforecastRequest(
        due_on=date(2027, 9, 30), reason="documents", effective_on=LATELY
    )
    second.request_reforecast(asked, by=cast["secretary"])

    page = client.get("/en/cities/sukhothai/?as_of=2026-11-23").content.decode()

    said = " ".join(page.replace("</time>", "").split())
    assert "done <time" in said
    assert "The date first agreed was" in said
    assert "A later date was asked for, and a decision is awaited" in said


@pytest.mark.parametrize(
    ("role", "is_offered"),
    [
        (None, False),
        ("nobody", False),
        ("expert", False),
        ("officer.sukhothai", False),
        ("officer.nan", True),
        ("auditor", True),
    ],
)
def test_draft_is_offered_to_who_may_see_it(role, is_offered, client, sign_in):
    reader = sign_in(role) if role else client

    page = reader.get("/en/cities/nan/").content.decode()

    assert ("/en/staff/cities/nan/monitoring/2029/" in page) == is_offered


# The draft


@pytest.fixture
def rich(member, secretary):
    """A member with readings, figures, events, evidence and milestones over years."""
    publish(on=date(2024, 6, 1))
    verbs.create(new_source("MMR", title="Guidelines"), by=None)
    agency = make_agency_officer()
    make_verified(member, "R1.1", level=2, on=date(2024, 9, 1), by=agency)
    make_verified(member, "R1.2", level=4, on=date(2025, 9, 1), by=agency)
    jobs = make_measure("jobs", name_en="Creative jobs", unit_en="jobs", unit_th="คน")
    for year, value in ((2567, "1200000"), (2568, "1500000")):
        make_outcome(member, year=year, value=value)
    make_outcome(member, year=2566, value="1")  # of the report before
    make_outcome(member, measure=jobs, kind="target", year=2570, value="40")
    make_event(member, "E1", date(2025, 2, 14))
    make_event(member, "E2", date(2023, 12, 31))  # of the report before
    piece = make_evidence(member, title_th="แผนที่ทำเล", title_en="Map", added_on=ADDED)
    piece.publish(by=agency)
    make_evidence(member, title_th="ยังไม่เผยแพร่", added_on=ADDED)
    make_steps(member, secretary)
    return member


def make_agency_officer():
    names = {"name_th": "สำนักงาน", "name_en": "An agency"}
    agency = Agency(code="one", short_th="ส", short_en="A", **names)
    verbs.create(agency, by=None)
    officer = make_user("an.agency", role="agency")
    agency.staff.add(officer)
    return officer


def make_event(city, code, on):
    event = Event(
        city=city,
        code=code,
        kind="meeting",
        name_th="ประชุมทำความเข้าใจ",
        name_en="A meeting",
        starts_on=on,
        precision="day",
        note="บันทึกภายใน",
    )
    return verbs.create(event, by=None)


def make_steps(city, by):
    """One moved into these years, one long past, and one that is a plan."""
    moved = make_milestone(
        city, code="moved", due=date(2025, 1, 10), agreed=date(2024, 7, 1), by=by
    )
    later = Forecast(
        due_on=date(2025, 3, 1), reason="documents", effective_on=date(2025, 1, 2)
    )
    moved.reforecast(later, by=by)
    make_milestone(
        city, code="old", due=date(2022, 1, 1), agreed=date(2021, 1, 1), by=by
    )
    make_milestone(city, code="plan", name_th="แผนลับ", agreed=None, by=by)


def draft_of(city, year=2027, on=LATELY):
    designation = Stage.objects.memberships(on)[city.pk]
    lines = report_lines(city, on=on)
    report = monitoring(designation, lines, on=on).of(year)
    return monitoring_draft(city, designation, report, on=on)


# year -> whether it is over, indicators read, lowest readiness, figures, events
YEARS = {
    2024: (True, 1, 1, 1, 0),
    2025: (True, 2, 4, 1, 1),
    2026: (False, 2, 4, 0, 0),
    2027: (False, None, None, 0, 0),
}


@pytest.mark.slow
def test_draft_gathers_each_year(rich):
    draft = draft_of(rich)

    years = {
        value.year: (
            value.is_over,
            value.readiness and value.readiness.read,
            value.readiness and value.readiness.lowest,
            draft.figures_of(value.year),
            draft.events_of(value.year),
        )
        for value in draft.years
    }
    assert years == YEARS
    assert [value.as_of for value in draft.years] == [
        "2024-12-31",
        "2025-12-31",
        "2026-11-23",
        "",
    ]
    assert (draft.first_day, draft.last_day) == ("2024-01-01", "2027-12-31")
    assert draft.due == Day("2027-12-31", "year")


def test_draft_holds_what_is_published_and_nothing_else(rich):
    draft = draft_of(rich)

    figures = [(m.code, f.kind, f.value) for m in draft.measures for f in m.figures]
    assert figures == [
        ("income", "actual", "1200000"),
        ("income", "actual", "1500000"),
    ]
    assert [event.code for event in draft.events] == ["E1"]
    assert [piece.title.en for piece in draft.evidence] == ["Map"]
    assert [source.code for source in draft.sources] == ["MMR"]
    assert "บันทึกภายใน" not in str(draft)
    assert "ยังไม่เผยแพร่" not in str(draft)
    assert "แผนลับ" not in str(draft)
    assert "an.agency" not in str(draft)


@pytest.mark.slow
def test_draft_tells_which_milestones_were_kept_and_moved(rich):
    [step] = draft_of(rich).milestones

    [move] = step.moves
    assert (step.baseline.on, step.due.on, step.done) == (
        "2025-01-10",
        "2025-03-01",
        None,
    )
    assert (move.before.on, move.after.on, move.reason) == (
        "2025-01-10",
        "2025-03-01",
        "documents",
    )


def test_milestone_done_in_these_years_is_told_with_its_day(rich):
    old = Milestone.objects.get(code="old")
    done = Completion(effective_on=date(2024, 2, 2))
    old.complete(done, by=None, evidence=[make_evidence(rich)])

    steps = {step.done.on for step in draft_of(rich).milestones if step.done}

    assert steps == {"2024-02-02"}


@pytest.mark.slow
def test_first_report_tells_of_the_year_of_designation_too(rich):
    years = [value.year for value in draft_of(rich, year=2023).years]

    assert years == [2019, 2020, 2021, 2022, 2023]


def test_figure_finer_than_its_measure_counts_by_now_is_not_rounded(member):
    make_outcome(member, value="-1234.25", measure=make_measure(decimals=0), year=2568)

    draft = draft_of(member)

    [figure] = [figure for m in draft.measures for figure in m.figures]
    assert (figure.value, figure_words(figure.value)) == ("-1234.25", "\u22121,234.25")


@pytest.mark.slow
def test_figure_of_a_past_period_said_later_is_still_told(rich):
    draft = draft_of(rich, year=2023)

    assert [f.value for m in draft.measures for f in m.figures] == ["1"]


# The file


def opened(draft, language="en", home="https://portal.example"):
    return Document(BytesIO(draw(draft, language=language, home=home)))


def headings_of(document):
    styles = ("Title", "Heading 1", "Heading 2")
    found = (p for p in document.paragraphs if p.style.name in styles)
    return [(p.style.name, p.text) for p in found]


def text_of(document):
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def table_headed(document, first):
    return next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if table.rows[0].cells[0].text == first
    )


IMPACT = "Impact of being a Creative City at local, national and international level"


@pytest.mark.slow
def test_file_has_the_four_confirmed_contents_and_no_other_headings(rich):
    found = headings_of(opened(draft_of(rich)))

    assert found == [
        ("Title", "Draft of the Membership Monitoring Report 2027: Mae Hong Son"),
        (
            "Heading 1",
            "Commitment shown locally and internationally to the Mission Statement",
        ),
        ("Heading 2", "Meetings and activities on record"),
        ("Heading 2", "Milestones kept and moved"),
        ("Heading 1", "Data, knowledge and case studies to share"),
        ("Heading 2", "Published evidence of these years"),
        ("Heading 1", IMPACT),
        ("Heading 2", "Yearly figures"),
        ("Heading 2", "Readiness at the end of each year"),
        ("Heading 2", "Readiness by dimension"),
        ("Heading 1", "Action plan for the next four years, tied to SDG 11"),
        ("Heading 1", "Sources"),
    ]


@pytest.mark.slow
def test_file_says_on_its_first_page_what_it_is_and_what_is_to_be_written(rich):
    first, second = [p.text for p in opened(draft_of(rich)).paragraphs[1:3]]

    assert first == (
        "Draft. Gathered by the portal from its records as of 23 November 2026. It is "
        "not an official form of UNESCO: look up the current template before it is "
        "sent."
    )
    assert second.startswith("What stands in square brackets is still to be written.")


@pytest.mark.slow
def test_file_draws_the_years_the_figures_and_the_steps(rich):
    document = opened(draft_of(rich))

    assert table_headed(document, "Year") == [
        ["Year", "Range", "Mean of what was read", "Indicators read"],
        ["2024", "1–98 %", "50 %", "1 of 37, 36 unread"],
        ["2025", "4–98 %", "75 %", "2 of 37, 35 unread"],
        ["2026 (up to now)", "4–98 %", "75 %", "2 of 37, 35 unread"],
        ["2027 (still to come)", *["–"] * 3],
    ]
    assert table_headed(document, "Measure")[1:] == [
        [
            "Community income (baht)",
            f"fiscal year {year - 543} (B.E. {year})",
            "actual",
            value,
            "สำนักงานสถิติจังหวัด",
        ]
        for year, value in ((2567, "1,200,000"), (2568, "1,500,000"))
    ]
    [step] = table_headed(document, "Milestone")[1:]
    assert step[:4] == [
        "Letter of endorsement",
        "10 January 2025",
        "10 January 2025 to 1 March 2025: documents or data not ready",
        "no record found",
    ]
    assert len(table_headed(document, "Dimension")) == 10


def test_date_moved_by_a_decision_names_it(rich, secretary):
    key = make_milestone(
        rich, code="key", due=date(2026, 5, 1), is_key=True, by=secretary
    )
    asked = ReforecastRequest(
        due_on=date(2026, 8, 1), reason="budget", effective_on=date(2026, 10, 2)
    )
    key.request_reforecast(asked, by=make_user("an.officer", role="officer"))
    asked.approve(by=secretary, decision="mou-2563 1/2569", on=date(2026, 10, 3))

    step = table_headed(opened(draft_of(rich)), "Milestone")[-1]

    assert step[2] == (
        "1 May 2026 to 1 August 2026: budget or procurement (decision mou-2563 1/2569)"
    )


@pytest.mark.slow
def test_file_gives_whole_addresses_of_links_and_of_files(rich):
    agency = make_user("another.agency", role="agency")
    file = make_file(rich, agency, title_th="แผน", title_en="Plan", added_on=ADDED)

    rows = table_headed(opened(draft_of(rich)), "Title")

    assert rows[1:] == [
        ["Map", "https://example.org/minutes", "5 May 2025"],
        ["Plan", f"https://portal.example{file.address()}", "5 May 2025"],
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["th", "en"])
def test_file_is_set_in_a_thai_face_and_says_its_language(language, rich):
    document = opened(draft_of(rich), language)

    properties = document.styles["Normal"].element.rPr
    fonts, spoken = properties.find(qn("w:rFonts")), properties.find(qn("w:lang"))
    assert fonts.get(qn("w:cs")) == FACE
    assert spoken.get(qn("w:bidi")) == "th-TH"
    assert spoken.get(qn("w:val")) == {"th": "th-TH", "en": "en-GB"}[language]


@pytest.mark.slow
def test_thai_file_keeps_its_thai_whole(rich):
    text = text_of(opened(draft_of(rich), "th"))

    assert "ประชุมทำความเข้าใจ" in text
    assert "แผนที่ทำเล" in text
    assert "ปีงบประมาณ 2567" in text
    assert "แม่ฮ่องสอน" in text


def test_file_of_a_city_with_nothing_says_so_everywhere(member):
    document = opened(draft_of(member))

    text = text_of(document)
    assert len(document.tables) == 3  # about, readiness, plan
    assert [row[1] for row in table_headed(document, "Year")[1:]] == (
        ["no record found"] * 3 + ["–"]
    )
    assert text.count("\nno record found") >= 5
    assert "[To be written: " in text
    assert "SAMPLE DATA" not in text


def test_sample_data_is_said_first(member):
    make_milestone(member, is_sample=True)

    first = opened(draft_of(member)).paragraphs[1].text

    assert first.startswith("SAMPLE DATA.")


def test_file_of_the_facts_tells_them_with_their_sources(facts):
    nan = City.objects.get(slug="nan")
    document = opened(draft_of(nan, year=2029))

    about = dict(table_headed(document, "What")[1:])
    assert about["Creative field"] == "Crafts and Folk Art"
    assert about["Member since"] == "31 October 2025"
    assert about["Due"] == "2029"
    assert about["Population"].endswith("]")
    assert [row[0] for row in table_headed(document, "Code")].count("MMR") == 1


# Who may see it


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("officer.nan", "nan/monitoring/2029/", 200),
        ("officer.nan", "sukhothai/monitoring/2027/", 404),
        ("expert", "nan/monitoring/2029/report.docx", 404),
        ("nobody", "nan/monitoring/2029/", 403),
        ("cea", "sukhothai/monitoring/2023/report.docx?language=th", 200),
        ("auditor", "sukhothai/monitoring/2031/report.docx?language=fr", 200),
        ("secretary", "sukhothai/monitoring/2025/", 404),
    ],
)
def test_draft_is_open_to_its_city_and_to_those_who_oversee(
    role, path, status, sign_in
):
    assert sign_in(role).get(f"/en/staff/cities/{path}").status_code == status


def test_no_report_is_drafted_for_a_city_that_is_no_member(sign_in):
    make_city()

    response = sign_in("secretary").get(
        "/en/staff/cities/mae-hong-son/monitoring/2027/"
    )

    assert response.status_code == 404


def test_page_says_which_years_have_data_and_where_nothing_was_found(sign_in):
    client = sign_in("officer.nan")

    page = client.get("/en/staff/cities/nan/monitoring/2029/").content.decode()

    assert "Draft in English (Word file)" in page
    assert page.count("no record found") >= 1
    assert "still to come" in page


def test_file_comes_in_english_unless_thai_is_asked_for(sign_in):
    client = sign_in("secretary")
    path = "/th/staff/cities/nan/monitoring/2029/report.docx"

    english, thai = client.get(path), client.get(f"{path}?language=th")

    assert "nan-monitoring-2029-draft-en.docx" in english["Content-Disposition"]
    assert "nan-monitoring-2029-draft-th.docx" in thai["Content-Disposition"]
    assert Document(BytesIO(english.content)).core_properties.language == "en-GB"
    assert Document(BytesIO(thai.content)).core_properties.language == "th-TH"
