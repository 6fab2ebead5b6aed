"""The grid as a file: out and in again, checked whole before anything is written."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cities.models import City, Draft, Reading
from cities.readings_file import Judged, read, to_csv, to_xlsx
from creativecity.ledger import chain
from creativecity.spreadsheets import Sheet, write_csv, write_xlsx
from creativecity.thai_calendar import FIRST_DAY, today
from creativecity.thai_text import normalise
from tests.addresses import address
from tests.factories import (
    make_city,
    make_evidence,
    make_reading,
    make_user,
    make_verdict,
)
from tests.visible import visible_text

OFFICER = "officer.nan"
HEADER = ["ตัวชี้วัด", "ระดับ", "เหตุผลที่ไม่ใช้", "ระดับ ณ วันที่", "หมายเหตุ", "หลักฐาน (หมายเลข)"]
CODES = ["R1.1", "R1.2", "R1.3"]


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(sign_in):
    return sign_in(OFFICER)


@pytest.fixture
def filled(nan, cast):
    """A city with a level, a high level with evidence, and one that does not apply."""
    make_reading(nan, "R1.1", level=2, by=cast[OFFICER], note="=1+1 บันทึก\nสองบรรทัด")
    piece = make_evidence(nan)
    make_reading(nan, "R1.2", level=4, by=cast[OFFICER], evidence=[piece])
    reading = make_reading(
        nan,
        "R1.3",
        level=None,
        not_applicable_reason="ไม่มีย่าน",
        by=cast[OFFICER],
    )
    make_verdict(reading, by=cast["cea"])
    return nan


def export(client, kind):
    return client.get(address("staff:cities:export_readings", kind=kind))


def page():
    return address("staff:cities:import_readings")


def hand_in(client, content, name="readings.csv"):
    return client.post(page(), {"file": SimpleUploadedFile(name, content)}, follow=True)


def csv_of(*rows):
    return write_csv(HEADER, rows)


def row(code, level="", *, reason="", day="", note="", evidence=""):
    return [code, level, reason, day, note, evidence]


# Out


def test_the_workbook_holds_each_indicator_as_it_stands(officer, filled):
    response = export(officer, "xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    rows = {cells[1]: cells for cells in sheet.iter_rows(min_row=3, values_only=True)}
    assert response["Content-Disposition"].endswith('filename="readiness-nan.xlsx"')
    assert len(rows) == 37
    assert rows["R1.1"][3] == "2"
    assert rows["R1.1"][5] == "1/10/2569"
    assert rows["R1.3"][3:5] == ("na", "ไม่มีย่าน")
    assert not rows["R2.1"][3]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


def test_there_is_no_third_kind_of_file(officer, nan):
    assert export(officer, "pdf").status_code == 404


def test_whoever_sees_the_city_may_take_the_file(sign_in, nan):
    for role, status in {
        "cea": 200,
        "auditor": 200,
        "expert": 404,
        "officer.sukhothai": 404,
    }.items():
        assert export(sign_in(role), "csv").status_code == status


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_file_that_comes_back_untouched_changes_nothing(
    kind, language, officer, filled
):
    before = chain.latest()

    with translation.override(language):
        content = export(officer, kind).content
        response = hand_in(officer, content, f"back.{kind}")

    judged = response.context["judged"]
    assert (judged.new(), judged.wrong()) == ([], [])
    assert len(judged.unchanged()) == 37
    assert chain.latest() == before


LEVELS = st.integers(0, 4)
TEXTS = st.text(max_size=60).map(normalise)
DAYS = st.dates(FIRST_DAY, date(2026, 11, 1))


@pytest.mark.slow
@example(2, "\ufffe ไม่ใช่อักขระ", "", date(2026, 11, 1), ("th", "en"))
@given(
    level=st.none() | LEVELS,
    note=TEXTS,
    reason=TEXTS.filter(bool),
    on=DAYS,
    languages=st.tuples(*[st.sampled_from(["th", "en"])] * 2),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_reading_comes_back_as_it_went_out(
    nan, level, note, reason, on, languages
):
    with transaction.atomic():
        reason = reason if level is None else ""
        make_reading(nan, level=level, note=note, not_applicable_reason=reason, on=on)
        progress = nan.progress()
        for kind, write in {"csv": to_csv, "xlsx": to_xlsx}.items():
            with translation.override(languages[0]):
                content = write(nan, progress)
            with translation.override(languages[1]):
                judged = Judged(nan, progress, read(content, f"a.{kind}")["rows"])
                assert (judged.new(), judged.wrong()) == ([], [])
        transaction.set_rollback(True)


# In: the check


def test_the_check_names_the_reading_that_counts_on_the_rows_day(officer, nan, cast):
    make_reading(nan, "R1.1", level=2, by=cast[OFFICER], on=date(2025, 1, 1))
    content = csv_of(
        row("R1.1", "1", day="1/6/2568"),
        row("R1.1", "0", day="1/6/2567"),
    )

    later, earlier = hand_in(officer, content).context["judged"].new()

    assert later.stood.level == 2
    assert earlier.stood is None


def test_evidence_retired_since_the_check_says_so(officer, nan, cast):
    piece = make_evidence(nan)
    hand_in(officer, csv_of(row("R1.1", "3", evidence=str(piece.pk))))
    piece.retire(by=cast[OFFICER], reason="ผิดฉบับ")

    officer.post(page(), {"action": "record"})

    [line] = officer.get(page()).context["judged"].wrong()
    assert line.faults[0].column == "หลักฐาน (หมายเลข)"
    assert Reading.objects.count() == 0


def test_a_check_shows_the_change_and_writes_nothing(officer, filled):
    before = chain.latest()

    response = hand_in(officer, csv_of(row("R1.1", "1", note="ลดลง")))

    [line] = response.context["judged"].new()
    assert (line.code, line.stood.level, line.form.instance.level) == ("R1.1", 2, 1)
    assert "ลดลง" in visible_text(response)
    assert chain.latest() == before


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        (row("R9.9", "1"), "ตัวชี้วัด", "R9.9"),
        (row("", "1"), "ตัวชี้วัด", ""),
        (row("R2.1", "5"), "ระดับ", "5"),
        (row("R2.1", "สูง"), "ระดับ", "สูง"),
        (row("R2.1", "2.5"), "ระดับ", "2.5"),
        (row("R2.1", note="ไม่มีระดับ"), "ระดับ", ""),
        (row("R2.1", "na"), "เหตุผลที่ไม่ใช้", ""),
        (row("R2.1", "1", day="31/2/2569"), "ระดับ ณ วันที่", "31/2/2569"),
        (row("R2.1", "1", day="1/1/69"), "ระดับ ณ วันที่", "1/1/69"),
        (row("R2.1", "1", day="1/1/2643"), "ระดับ ณ วันที่", "1/1/2643"),
        (row("R2.1", "3"), "หลักฐาน (หมายเลข)", ""),
        (row("R2.1", "3", evidence="999999"), "หลักฐาน (หมายเลข)", "999999"),
        (row("R2.1", "1", note="ก" * 4001), "หมายเหตุ", "ก" * 4001),
    ],
)
def test_each_mistake_is_named_by_row_column_value_and_reason(
    cells, column, value, officer, filled
):
    response = hand_in(officer, csv_of(row("R1.1", "1"), cells))

    judged = response.context["judged"]
    [line] = judged.wrong()
    fault = line.faults[0]
    assert line.number == 3
    assert (fault.column, fault.value) == (column, value)
    assert fault.reason
    assert len(judged.new()) == 1


def test_a_row_of_another_city_is_a_mistake(officer, nan):
    content = write_csv(["City", *HEADER], [["sukhothai", *row("R1.1", "1")]])

    [line] = hand_in(officer, content).context["judged"].wrong()

    assert line.faults[0].column == "เมือง"


def test_evidence_of_another_city_is_a_mistake(officer, nan):
    foreign = make_evidence(City.objects.get(slug="sukhothai"))

    response = hand_in(officer, csv_of(row("R1.1", "3", evidence=str(foreign.pk))))

    assert len(response.context["judged"].wrong()) == 1


def test_the_same_indicator_and_day_twice_is_a_mistake(officer, nan):
    response = hand_in(officer, csv_of(row("R1.1", "1"), row("R1.1", "2")))

    judged = response.context["judged"]
    assert [line.number for line in judged.wrong()] == [3]
    assert len(judged.new()) == 1


def test_a_row_in_which_nothing_is_said_is_left(officer, nan):
    response = hand_in(officer, csv_of(row("R1.1"), row("R1.2", "1")))

    assert len(response.context["judged"].unchanged()) == 1


def test_a_column_that_the_file_lacks_stays_as_on_record(officer, filled):
    content = write_csv(["indicator", "level"], [["r1.1", "๑"]])

    [line] = hand_in(officer, content).context["judged"].new()

    assert line.form.instance.level == 1
    assert line.form.instance.note == Reading.objects.get(indicator__code="R1.1").note


@pytest.mark.parametrize(("level", "new"), [("2", []), ("1", [1])])
def test_a_file_without_days_speaks_of_today(level, new, officer, nan, cast):
    make_reading(nan, "R1.1", level=2, by=cast[OFFICER], on=date(2025, 10, 1))
    content = write_csv(["indicator", "level"], [["R1.1", level]])

    lines = hand_in(officer, content).context["judged"].new()

    said = [line.form.instance for line in lines]
    assert [reading.level for reading in said] == new
    assert {reading.effective_on for reading in said} <= {today()}


def test_a_column_that_is_not_known_is_said_not_to_be_read(officer, nan):
    content = write_csv(["indicator", "level", "ความเห็น"], [["R1.1", "1", "ดี"]])

    response = hand_in(officer, content)

    assert "ความเห็น" in visible_text(response)
    assert response.context["draft"].values["unread"] == ["ความเห็น"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_thai_offices_encodings_digits_and_years_are_understood(encoding, officer, nan):
    text = "ตัวชี้วัด,ระดับ,ระดับ ณ วันที่,หมายเหตุ\nR1.1,๒,๑๓ ก.ย. ๒๕๖๘,มีคำสั่งแล้ว\n"

    [line] = hand_in(officer, text.encode(encoding)).context["judged"].new()

    reading = line.form.instance
    assert (reading.level, reading.effective_on) == (2, date(2025, 9, 13))
    assert reading.note == "มีคำสั่งแล้ว"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("readings.csv", b""),
        ("readings.csv", write_csv(HEADER, [])),
        ("readings.csv", b"a,b\n1,2\n"),
        ("readings.pdf", b"%PDF-1.7"),
        ("readings.xlsx", b"PK\x03\x04 nonsense"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    name, content, officer, cast, nan
):
    response = hand_in(officer, content, name)

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert "ข้อผิดพลาด:" in response.content.decode()
    assert Draft.objects.count() == 0


def test_no_file_at_all_is_refused_at_its_field(officer, nan):
    response = officer.post(page(), {"action": "check"})

    assert response.context["form"].errors["file"] == ["กรุณาเลือกไฟล์"]


def test_a_day_without_a_level_is_a_mistake(officer, nan):
    content = csv_of(row("R2.1", day="1/10/2568"))

    [line] = hand_in(officer, content).context["judged"].wrong()

    assert line.faults[0].column == "ระดับ"


def test_without_a_rubric_there_is_nothing_to_hand_in(db, client):
    officer = make_user("officer", role="officer")
    city = make_city()
    city.officers.add(officer)
    client.force_login(officer)

    for name in ("import_readings", "export_readings"):
        path = address(f"staff:cities:{name}", slug=city.slug)
        assert client.get(path).status_code == 404


# In: the recording


def test_a_clean_file_is_recorded_whole(officer, filled, cast):
    hand_in(
        officer,
        csv_of(
            row("R1.1", "1", day="1/10/2568"),
            row("R1.1", "0", day="1/10/2567"),
            row("R2.1", "2", note="ใหม่"),
        ),
    )

    response = officer.post(page(), {"action": "record"})

    new = Reading.objects.filter(recorded_by=cast[OFFICER]).order_by("-sequence")[:3]
    assert response["Location"] == address("staff:cities:readiness")
    assert {(r.indicator.code, r.level) for r in new} == {
        ("R1.1", 1),
        ("R1.1", 0),
        ("R2.1", 2),
    }
    assert Draft.objects.count() == 0


def test_the_same_file_twice_records_nothing_twice(officer, nan):
    content = csv_of(row("R1.1", "1"), row("R1.2", "2", day="1/10/2568"))
    hand_in(officer, content)
    officer.post(page(), {"action": "record"})
    before = chain.latest()

    judged = hand_in(officer, content).context["judged"]

    assert (judged.new(), judged.wrong()) == ([], [])
    assert chain.latest() == before


def test_a_row_that_comes_to_what_is_on_record_changes_nothing(officer, nan, cast):
    make_reading(nan, "R1.1", level=2, by=cast[OFFICER], on=date(2025, 10, 1))

    content = csv_of(row("R1.1", "2", reason="ไม่จำเป็น", day="1/10/2568"))

    assert hand_in(officer, content).context["judged"].new() == []


def test_evidence_named_twice_changes_nothing(officer, nan, cast):
    piece = make_evidence(nan)
    make_reading(nan, "R1.1", level=3, by=cast[OFFICER], evidence=[piece])

    content = csv_of(
        row("R1.1", "3", day="1/10/2569", evidence=f"{piece.pk}, {piece.pk}")
    )

    assert hand_in(officer, content).context["judged"].new() == []


def test_a_file_with_a_mistake_is_not_recorded_whole(officer, nan):
    hand_in(officer, csv_of(row("R1.1", "1"), row("R1.2", "7")))

    officer.post(page(), {"action": "record"})
    assert Reading.objects.count() == 0

    officer.post(page(), {"action": "record-good"})
    assert Reading.objects.get().indicator.code == "R1.1"


def test_a_file_checked_before_somebody_was_faster_is_not_recorded(officer, nan, cast):
    hand_in(officer, csv_of(row("R1.1", "1"), row("R1.2", "1")))
    make_reading(nan, "R1.1", level=2, by=cast["cea"], on=date(2026, 11, 1))

    response = officer.post(page(), {"action": "record"}, follow=True)

    assert Reading.objects.count() == 1
    assert "ผู้อื่น" in visible_text(response)


def test_a_history_sent_twice_at_once_is_recorded_once(officer, nan, cast):
    make_reading(nan, "R1.1", level=2, by=cast[OFFICER])
    progress = nan.progress()
    newest = {"R1.1": progress.cell("R1.1").spoken.sequence}
    read = {"number": 2, "indicator": "R1.1", "choice": "1", "effective_on": "1/1/2567"}
    # Both were judged before either was recorded.
    both = [Judged(nan, progress, [read]).claims(newest) for _time in range(2)]

    recorded = [nan.record_all(claims, by=cast[OFFICER]) for claims in both]

    assert recorded[0] == recorded[1]
    assert Reading.objects.count() == 2


def test_a_checked_file_can_be_forgotten(officer, nan, cast):
    hand_in(officer, csv_of(row("R1.1", "1")))

    response = officer.post(page(), {"action": "discard"}, follow=True)

    assert response.context["judged"] is None
    again = officer.post(page(), {"action": "record"}, follow=True)
    assert "ส่งไฟล์" in visible_text(again)
    assert Reading.objects.count() == 0


@pytest.mark.slow
def test_a_thousand_rows_are_checked_in_few_queries(
    officer, nan, django_assert_max_num_queries
):
    days = [date(2010 + n // 12, n % 12 + 1, 1) for n in range(180)]
    rows = [
        row(code, str(n % 3), day=day.isoformat())
        for code in ("R1.1", "R1.2", "R1.3", "R1.4", "R2.1", "R2.2")
        for n, day in enumerate(days)
    ]

    with django_assert_max_num_queries(60):
        response = hand_in(officer, csv_of(*rows))

    assert len(response.context["judged"].new()) == 1080


def test_a_workbook_is_read_as_a_csv_is(officer, nan):
    content = write_xlsx([Sheet("ผล", HEADER, [row("R1.1", "1", note="จากสมุดงาน")])])

    [line] = hand_in(officer, content, "ผล.xlsx").context["judged"].new()

    assert line.form.instance.note == "จากสมุดงาน"
