"""The yearly report: plain frozen values, the same whenever the same is asked."""

import json
from dataclasses import FrozenInstanceError, asdict
from datetime import date

import pytest
from django.core.management.base import CommandError
from django.http import HttpResponse
from django.utils import translation

from cities.models import Candidacy, City, Stage
from creativecity.ledger import chain, verbs
from programmes.models import Programme
from programmes.reports.annual import (
    NoSuchPointError,
    NoSuchYearError,
    annual_report,
)
from programmes.reports.values import Day, Range, Text
from tests.factories import make_reading, make_verdict, make_verified
from tests.visible import visible_text


@pytest.fixture
def programme(facts):
    return Programme.objects.get()


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def readings(nan, cast):
    """Nan, R1.1: level 1 before year 2 of the term, level 3 within it; R1.2 waits."""
    make_verified(nan, level=1, on=date(2021, 1, 10), by=cast["cea"])
    waiting = make_reading(nan, "R1.2", level=4, on=date(2021, 12, 1))
    inside = make_verified(nan, level=3, on=date(2021, 12, 1), by=cast["cea"])
    return {"waiting": waiting, "inside": inside}


def city(report, slug):
    return next(city for city in report.cities if city.slug == slug)


# What the report says


def test_head_of_the_report(programme):
    report = annual_report(programme, 4)

    assert report.agreement == "mou-2563"
    assert report.name.en == "Memorandum of Understanding on Creative City Development"
    assert (report.year, report.first_day) == (4, "2023-06-25")
    assert (report.last_day, report.as_of) == ("2024-06-24", "2024-06-24")
    assert (report.known_at, report.state) == (chain.latest(), "ending")
    assert (report.is_sample, report.review) == (False, None)
    assert report.rubric == "2569-1"
    assert report.rubric_status.en.startswith("This readiness rubric is a proposal")


# Year of the term -> city -> member since, the report due next, how the target stood.
YEARS = {
    1: {
        "sukhothai": ("2019-10-30", 2023, "met", None),
        "nan": (None, None, "upcoming", 98),
        "suphan-buri": (None, None, "upcoming", 98),
        "phetchaburi": (None, None, "upcoming", 920),
        "chiang-rai": (None, None, "upcoming", 920),
    },
    2: {
        "sukhothai": ("2019-10-30", 2023, "met", None),
        "nan": (None, None, "overdue", 267),
        "suphan-buri": (None, None, "overdue", 267),
        "phetchaburi": ("2021-11-08", 2025, "met-early", None),
        "chiang-rai": (None, None, "met-early", None),
    },
    3: {
        "sukhothai": ("2019-10-30", 2023, "met", None),
        "nan": (None, None, "overdue", 632),
        "suphan-buri": (None, None, "overdue", 632),
        "phetchaburi": ("2021-11-08", 2025, "met-early", None),
        "chiang-rai": (None, None, "met-early", None),
    },
    4: {
        "sukhothai": ("2019-10-30", 2027, "met", None),
        "nan": (None, None, "overdue", 998),
        "suphan-buri": ("2023-10-31", 2027, "met-late", 638),
        "phetchaburi": ("2021-11-08", 2025, "met-early", None),
        "chiang-rai": ("2023-10-31", 2027, "met-early", None),
    },
}
STAGES = {
    1: set(),
    2: {"M11", "M19", "M23", "M24", "M25", "M26"},
    3: set(),
    4: {"M12", "M20", "M21", "M29", "M30"},
}
EVENTS = {1: {"M17", "M18", "M22"}, 2: {"M10", "M27"}, 3: {"M28"}, 4: {"M08"}}


@pytest.mark.parametrize("year", YEARS)
def test_members_and_promises_at_the_end_of_each_year(year, programme):
    report = annual_report(programme, year)

    said = {}
    for value in report.cities:
        [promise] = value.promises
        since = value.member_since and value.member_since.on
        said[value.slug] = (since, value.next_report_year, promise.state, promise.days)
    assert said == YEARS[year]


@pytest.mark.parametrize("year", STAGES)
def test_stages_and_events_of_each_year(year, programme):
    report = annual_report(programme, year)

    stages = {s.code for c in report.cities for s in c.stages_of_the_year()}
    events = {event.code for c in report.cities for event in c.events}
    assert (stages, events) == (STAGES[year], EVENTS[year])


def test_stages_of_earlier_years_stand_apart(programme):
    sukhothai = city(annual_report(programme, 1), "sukhothai")

    assert [stage.code for stage in sukhothai.stages_before()] == ["M07", "M06"]
    assert sukhothai.stages_of_the_year() == []


def test_member_is_named_with_its_field_and_day(programme):
    chiang_rai = city(annual_report(programme, 4), "chiang-rai")

    assert chiang_rai.member_since == Day("2023-10-31", "day")
    assert (chiang_rai.field, chiang_rai.name) == (
        "design",
        Text("เชียงราย", "Chiang Rai"),
    )


def test_promise_comes_with_its_reason_its_words_and_its_sources(programme):
    [promise] = city(annual_report(programme, 4), "suphan-buri").promises

    assert promise.code == "M03"
    assert promise.due == Day("2021-09-30", "fiscal-year")
    assert (promise.reason, promise.is_inferred) == ("done-after-window", True)
    assert promise.sources == ("ART", "DASE373")


def test_readiness_before_the_year_and_at_its_end(programme, readings):
    value = city(annual_report(programme, 2), "nan")

    before = Range(lowest=0, highest=97, mean=25, read=1, applicable=37, reported=0)
    after = Range(lowest=2, highest=99, mean=75, read=1, applicable=37, reported=1)
    assert (value.readiness_before, value.readiness) == (before, after)
    assert len(value.dimensions) == 9
    [first, *others] = value.dimensions
    assert (first.code, first.readiness.read, first.readiness.reported) == ("R1", 1, 1)
    assert {other.readiness.read for other in others} == {0}


def test_commitments_name_the_agency_or_both(programme):
    commitments = annual_report(programme, 1).commitments

    agencies = {c.code: (c.agency, c.agency_name) for c in commitments}
    assert agencies["P1"] == ("both", None)
    assert agencies["C2"] == ("cea", Text("สศส.", "CEA"))
    assert len(commitments) == 12


def test_sources_are_those_that_the_report_cites(programme):
    report = annual_report(programme, 1)

    cited = {
        code
        for row in (
            *report.commitments,
            *(promise for value in report.cities for promise in value.promises),
            *(stage for value in report.cities for stage in value.stages),
            *(event for value in report.cities for event in value.events),
            *(row for value in report.cities for row in value.districts),
        )
        for code in row.sources
    }
    assert {source.code for source in report.sources} == cited


def test_report_without_a_rubric_known_shows_no_readiness(programme):
    report = annual_report(programme, 4, known_at=0)

    assert (report.rubric, report.rubric_status) == ("", None)
    assert {(c.readiness_before, c.readiness, c.dimensions) for c in report.cities} == {
        (None, None, ())
    }


def test_a_year_that_still_runs_is_reported_as_of_today(facts):
    running = Programme(
        slug="mou-long",
        name_th="บันทึกข้อตกลงระยะยาว",
        name_en="A long agreement",
        signed_on=date(2020, 6, 25),
        term_years=20,
        tracked_since=date(2020, 6, 25),
    )
    verbs.create(running, by=None)

    report = annual_report(running, 20)

    assert report.as_of < report.last_day == "2040-06-24"
    assert (report.cities, report.commitments, report.sources) == ((), (), ())


# What it is made of

PLAIN = {dict, tuple, str, int, bool, type(None)}


def leaves(value):
    yield type(value)
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)


@pytest.mark.parametrize("year", [1, 2, 3, 4])
def test_values_are_plain_through_and_through(year, programme, readings):
    values = asdict(annual_report(programme, year))

    assert set(leaves(values)) == PLAIN
    assert json.loads(json.dumps(values))["year"] == year


def test_values_are_the_same_in_both_languages(programme, readings):
    with translation.override("th"):
        thai = annual_report(programme, 2)
    with translation.override("en"):
        english = annual_report(programme, 2)

    assert thai == english


def test_report_cannot_be_changed(programme):
    report = annual_report(programme, 1)

    with pytest.raises(FrozenInstanceError):
        report.year = 2
    with pytest.raises(FrozenInstanceError):
        report.cities[0].slug = "elsewhere"


@translation.override("en")
def test_text_without_english_falls_back_to_thai():
    assert str(Text("อภิสิทธิ์", "")) == "อภิสิทธิ์"
    assert str(Text("น่าน", "Nan")) == "Nan"


# What is added later changes no report as known before


def late_reading(nan, cast, readings):
    make_verified(nan, level=4, on=date(2022, 3, 1), by=cast["dasta"])


def late_verdict(nan, cast, readings):
    make_verdict(readings["waiting"], by=cast["dasta"])


def late_withdrawal(nan, cast, readings):
    readings["inside"].withdraw(by=cast["officer.nan"], reason="ผิดปี")


def late_return(nan, cast, readings):
    make_verdict(
        readings["waiting"], by=cast["dasta"], verdict="returned", reason="หลักฐานไม่ครบ"
    )


def late_stage(nan, cast, readings):
    stage = Stage(
        kind=Stage.Kind.PUT_FORWARD,
        effective_on=date(2021, 6, 30),
        precision="day",
        text_th="เสนอเมือง",
        text_en="Put forward",
        basis="derived",
    )
    candidacy = Candidacy.objects.get(city=nan, call__year=2021)
    candidacy.reach(stage, by=cast["secretary"])


def late_withdrawal_of_a_stage(nan, cast, readings):
    stage = Stage.objects.get(code="M11")
    verbs.withdraw(stage, by=cast["secretary"], reason="ไม่มีแหล่งอ้างอิง")


def late_sample(nan, cast, readings):
    make_reading(nan, "R1.3", level=1, on=date(2022, 1, 1), is_sample=True)


@pytest.mark.parametrize(
    "add_late",
    [
        late_reading,
        late_verdict,
        late_return,
        late_withdrawal,
        late_stage,
        late_withdrawal_of_a_stage,
        late_sample,
    ],
)
def test_late_row_changes_the_report_as_known_now_and_no_other(
    add_late, programme, nan, cast, readings
):
    point = chain.latest()
    sealed = annual_report(programme, 2)

    add_late(nan, cast, readings)

    assert annual_report(programme, 2, known_at=point) == sealed
    assert asdict(annual_report(programme, 2)) | {"known_at": point} != asdict(sealed)


@pytest.mark.parametrize("year", [0, 5, -1, 2563])
def test_year_outside_the_term_has_no_report(year, programme):
    with pytest.raises(NoSuchYearError, match="1 to 4"):
        annual_report(programme, year)


def test_point_that_the_ledger_has_not_reached_has_no_report(programme):
    newest = chain.latest()

    with pytest.raises(NoSuchPointError, match=f"0 to {newest}"):
        annual_report(programme, 1, known_at=newest + 1)
    with pytest.raises(NoSuchPointError):
        annual_report(programme, 1, known_at=-1)


# The command


@pytest.mark.slow
def test_command_prints_the_values_as_json(programme, readings, run):
    printed = run("annual_report", 2, format="json")

    assert json.loads(printed) == json.loads(
        json.dumps(asdict(annual_report(programme, 2)))
    )


def test_command_writes_a_file(programme, run, tmp_path):
    path = tmp_path / "report.json"

    printed = run("annual_report", 2, format="json", output=path)

    assert printed == ""
    assert json.loads(path.read_text(encoding="utf-8"))["year"] == 2


def test_command_asks_as_known_at_a_point(programme, nan, cast, run):
    point = chain.latest()
    before = run("annual_report", 2, format="json")
    make_verified(nan, level=4, on=date(2022, 3, 1), by=cast["dasta"])

    then = run("annual_report", 2, format="json", known_at=point)
    now = run("annual_report", 2, format="json")

    assert then == before
    assert json.loads(now)["known_at"] == chain.latest() > point


def test_command_reports_on_a_named_agreement(programme, run):
    printed = run("annual_report", 4, agreement="mou-2563", format="json")

    assert json.loads(printed)["agreement"] == "mou-2563"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"year": 5}, "The term has the years 1 to 4."),
        ({"year": 1, "agreement": "x"}, "No such agreement. On record: mou-2563."),
        ({"year": 1, "known_at": 10**9}, "The ledger has the points 0 to "),
    ],
)
def test_command_refuses_what_cannot_be_reported(options, says, facts, run):
    year = options.pop("year")

    with pytest.raises(CommandError) as refusal:
        run("annual_report", year, format="json", **options)

    assert str(refusal.value).startswith(says)


def test_command_says_that_no_agreement_is_on_record(db, run):
    with pytest.raises(CommandError, match="On record: none"):
        run("annual_report", 1)


# The page that it writes


def shown(value, key):
    """The numbers of a Range as JSON has them, in the words of the page."""
    lowest, highest = value[key]["lowest"], value[key]["highest"]
    share = f"{lowest} %" if lowest == highest else f"{lowest}–{highest} %"
    read, applicable = value[key]["read"], value[key]["applicable"]
    return share, f"from {read} of {applicable} indicators"


def phrases(value):
    """What the section of a city must say, from the values of its JSON."""
    before = ", ".join(shown(value, "readiness_before"))
    after = ", ".join(shown(value, "readiness"))
    yield f"Readiness before the year {before}"
    yield f"Readiness at its end {after}"
    if value["readiness"]["read"]:
        yield f"({value['readiness']['mean']} % of what was read)"
        for dimension in value["dimensions"]:
            waiting = dimension["readiness"]["reported"]
            share, cover = shown(dimension, "readiness")
            mean = dimension["readiness"]["mean"]
            mean = "no record found" if mean is None else f"{mean} %"
            yield f"{dimension['name']['en']} {share} {mean} {cover} {waiting}"
    if value["next_report_year"]:
        yield f"due in {value['next_report_year']}"
    for promise in value["promises"]:
        yield promise["words"]["en"]
        if promise["days"]:
            yield f"{promise['days']:,} day"
    for row in (*value["stages"], *value["events"]):
        yield (row.get("text") or row["name"])["en"]


def sections(html, values):
    """City to the words below its heading; what comes before the first under ''."""
    slugs = {value["name"]["en"]: value["slug"] for value in values["cities"]}
    first, *others = html.split("<h3>")
    parts = [other.partition("</h3>") for other in others]
    texts = {slugs[name]: text for name, _end, text in parts if name in slugs}
    texts[""] = first
    return {slug: visible_text(HttpResponse(text)) for slug, text in texts.items()}


@pytest.mark.parametrize("year", [1, 2, 3, 4])
def test_page_and_json_agree_on_every_number(year, programme, readings, run):
    values = json.loads(run("annual_report", year, format="json"))

    said = sections(run("annual_report", year, format="html", language="en"), values)

    missing = [
        (value["slug"], phrase)
        for value in values["cities"]
        for phrase in phrases(value)
        if phrase not in said[value["slug"]]
    ]
    assert missing == []
    assert f"point {values['known_at']:,} of the ledger" in said[""]
    assert set(said) == {"", *(value["slug"] for value in values["cities"])}


def test_page_is_thai_by_default_and_marks_sample_data(programme, nan, run):
    plain = run("annual_report", 2)
    make_reading(nan, "R1.3", level=1, on=date(2022, 1, 1), is_sample=True)
    marked = run("annual_report", 2)

    assert '<html lang="th">' in plain
    assert [text.count('data-kind="sample"') for text in (plain, marked)] == [1, 2]
