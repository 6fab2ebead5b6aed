"""What a file of readings is made of, in both languages."""

from django.utils.translation import get_language

from creativecity.spreadsheets.guard import carried
from creativecity.thai_dates import format_numeric
from creativecity.thai_text import normalise

from ..forms.reading import NOT_APPLICABLE

# Name of a column in our own terms; its headings in Thai and English.
COLUMNS = {
    "city": ("เมือง", "City"),
    "indicator": ("ตัวชี้วัด", "Indicator"),
    "name": ("ชื่อตัวชี้วัด", "Name of the indicator"),
    "choice": ("ระดับ", "Level"),
    "not_applicable_reason": ("เหตุผลที่ไม่ใช้", "Why it does not apply"),
    "effective_on": ("ระดับ ณ วันที่", "Level on the day"),
    "note": ("หมายเหตุ", "Note"),
    "evidence": ("หลักฐาน (หมายเลข)", "Evidence (numbers)"),
    "is_sample": ("ข้อมูลตัวอย่าง", "Sample data"),
}
# What else people call them.
OTHER_NAMES = {
    "choice": ("choice", "level"),
    "effective_on": ("effective_on", "วันที่", "day", "date"),
    "not_applicable_reason": ("not_applicable_reason", "เหตุผล", "reason"),
    "evidence": ("evidence", "หลักฐาน"),
}
REQUIRED = ("indicator", "choice")
#: What a row may say; what a file has no column for stays as it is on record.
SAID = ("choice", "not_applicable_reason", "effective_on", "note", "evidence")
NOT_APPLICABLE_WORDS = {
    NOT_APPLICABLE,
    "n/a",
    "not applicable",
    "ไม่ใช้",
    "ไม่ใช้กับเมืองนี้",
}
LEVELS = ["0", "1", "2", "3", "4", NOT_APPLICABLE]
WIDTHS = (12, 10, 44, 8, 30, 16, 44, 18, 14)


def heading(column):
    """What a column is called in the reader's language."""
    return COLUMNS[column][get_language() == "en"]


def on_record(reading, evidence):
    """A reading as a file says it; nothing where there is none."""
    if reading is None:
        return dict.fromkeys(SAID, "")
    return {
        "choice": NOT_APPLICABLE if reading.level is None else str(reading.level),
        "not_applicable_reason": _as_read_back(reading.not_applicable_reason),
        "effective_on": format_numeric(reading.effective_on, get_language()),
        "note": _as_read_back(reading.note),
        "evidence": ", ".join(str(piece.pk) for piece in evidence),
    }


def _as_read_back(text):
    """What of a text a file can carry, spelt as the form spells what it reads."""
    return normalise(carried(text))
