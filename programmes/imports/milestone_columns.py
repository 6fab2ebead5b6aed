"""The columns of a file of milestones: the plan, a new date, and how it ended."""

from django.utils.translation import gettext_lazy

from cities.forms.milestone import PERIODS
from cities.models.forecast import MoveReason
from creativecity.thai_calendar import Precision

from .adapter import Column

_PERIODS = [(each.value, each.label) for each in PERIODS]
_ENDED = [*_PERIODS, (Precision.ON_OR_BEFORE.value, Precision.ON_OR_BEFORE.label)]

#: The columns of each act, and the fields of its form on the page.
PLAN = ("name_th", "name_en", "planned_on", "planned_precision", "is_key")
MOVE = {
    "due_on": "due_on",
    "due_precision": "precision",
    "reason": "reason",
    "note": "note",
    "said_on": "effective_on",
}
DONE = {
    "done_on": "effective_on",
    "done_precision": "precision",
    "evidence": "evidence",
    "done_note": "note",
}

COLUMNS = (
    Column("city", "เมือง", "City", ("จังหวัด",), is_required=True, width=14),
    Column(
        "plan",
        "แผน",
        "Plan",
        ("การสมัคร", "รอบรับสมัคร", "call", "candidacy"),
        is_required=True,
        note=gettext_lazy("The year of the call, or: membership."),
        width=14,
    ),
    Column(
        "code",
        "รหัส",
        "Code",
        ("รหัสขั้นตอน",),
        note=gettext_lazy("Empty for a new step; it gets a code of its own."),
        width=16,
    ),
    Column(
        "name_th",
        "สิ่งที่ต้องดำเนินการ (ภาษาไทย)",
        "What is to be done, in Thai",
        ("ขั้นตอน", "ขั้นตอนสำคัญ", "ชื่อขั้นตอน", "ชื่อ", "milestone"),
        is_required=True,
        width=36,
    ),
    Column(
        "name_en",
        "สิ่งที่ต้องดำเนินการ (ภาษาอังกฤษ)",
        "What is to be done, in English",
        ("ชื่อภาษาอังกฤษ",),
        width=36,
    ),
    Column(
        "planned_on",
        "วันที่ตามแผน",
        "Planned on",
        ("แผนวันที่", "planned"),
        note=gettext_lazy("Changed only until its first date is agreed."),
        width=14,
    ),
    Column(
        "planned_precision",
        "ความละเอียดของวันที่ตามแผน",
        "How exactly the plan is known",
        choices=_PERIODS,
        note=gettext_lazy("Empty: known to the day."),
        width=16,
    ),
    Column(
        "is_key",
        "เป็นขั้นตอนสำคัญยิ่ง",
        "A key step",
        ("สำคัญยิ่ง", "key"),
        is_yes_or_no=True,
        width=12,
    ),
    Column(
        "due_on",
        "กำหนดปัจจุบัน",
        "Date that stands",
        ("กำหนดใหม่", "กำหนด", "new date", "due"),
        note=gettext_lazy(
            "Another date moves it, with the reason beside; a later one of a key step "
            "is asked for and waits for a decision."
        ),
        width=14,
    ),
    Column(
        "due_precision",
        "ความละเอียดของกำหนด",
        "How exactly the date is known",
        choices=_PERIODS,
        note=gettext_lazy("Empty: known to the day."),
        width=16,
    ),
    Column(
        "reason",
        "เหตุผลที่ปรับกำหนด",
        "Why the date moves",
        ("เหตุผล",),
        choices=MoveReason,
        width=28,
    ),
    Column(
        "note",
        "หมายเหตุการปรับกำหนด",
        "Note on the new date",
        ("หมายเหตุ",),
        note=gettext_lazy("The public reads it beside the date."),
        width=36,
    ),
    Column(
        "said_on",
        "แจ้งเมื่อวันที่",
        "Said on",
        note=gettext_lazy("Empty is today."),
        width=14,
    ),
    Column("done_on", "วันที่แล้วเสร็จ", "Done on", ("แล้วเสร็จ", "done"), width=14),
    Column(
        "done_precision",
        "ความละเอียดของวันที่แล้วเสร็จ",
        "How exactly the day it was done is known",
        choices=_ENDED,
        note=gettext_lazy("Empty: known to the day."),
        width=16,
    ),
    Column(
        "evidence",
        "หลักฐาน (หมายเลข)",
        "Evidence (numbers)",
        ("หลักฐาน",),
        note=gettext_lazy("Numbers of pieces in the city's library, with commas."),
    ),
    Column(
        "done_note",
        "หมายเหตุการแล้วเสร็จ",
        "Note on how it was done",
        note=gettext_lazy("The public reads it beside the day."),
        width=36,
    ),
)
