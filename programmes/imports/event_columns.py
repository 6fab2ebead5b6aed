"""The columns of a file of events."""

from django.utils.translation import gettext_lazy

from cities.models import Event
from creativecity.thai_calendar import Precision

from .adapter import Column

COLUMNS = (
    Column(
        "code",
        "รหัส",
        "Code",
        ("code",),
        note=gettext_lazy("Leave it empty for a new event; it gets a code of its own."),
        width=10,
    ),
    Column("city", "เมือง", "City", ("city",), is_required=True, width=14),
    Column("kind", "ประเภท", "Kind", ("kind",), choices=Event.Kind, width=14),
    Column(
        "name_th",
        "ชื่อภาษาไทย",
        "Name in Thai",
        ("name_th", "ชื่อ", "ชื่อกิจกรรม"),
        is_required=True,
        width=40,
    ),
    Column("name_en", "ชื่อภาษาอังกฤษ", "Name in English", ("name_en",), width=40),
    Column(
        "starts_on",
        "วันแรก",
        "First day",
        ("starts_on", "วันที่", "date"),
        is_required=True,
        note=gettext_lazy("Such as 13/9/2569 or 13/9/2026."),
        width=12,
    ),
    Column(
        "precision",
        "ความละเอียดของวันที่",
        "How exactly the day is known",
        ("precision",),
        choices=[
            pair for pair in Precision.choices if pair[0] != Precision.UNKNOWN.value
        ],
        note=gettext_lazy("Empty: known to the day."),
    ),
    Column("ends_on", "วันสุดท้าย", "Last day", ("ends_on",), width=12),
    Column("place_th", "สถานที่ภาษาไทย", "Place, in Thai", ("place_th", "สถานที่")),
    Column("place_en", "สถานที่ภาษาอังกฤษ", "Place, in English", ("place_en",)),
    Column("link", "ลิงก์", "Link to more", ("link", "url")),
    Column("rung", "ระดับการมีส่วนร่วม", "Rung", ("rung",), choices=Event.Rung),
    Column(
        "took_part_th",
        "ผู้เข้าร่วม (ภาษาไทย)",
        "Who took part, in Thai",
        ("ผู้มีส่วนร่วมภาษาไทย",),
    ),
    Column(
        "took_part_en",
        "ผู้เข้าร่วม (ภาษาอังกฤษ)",
        "Who took part, in English",
        ("ผู้มีส่วนร่วมภาษาอังกฤษ",),
    ),
    Column(
        "reach",
        "จำนวนผู้เข้าถึง",
        "How many people it reached",
        ("reach", "ผู้เข้าถึง"),
        note=gettext_lazy("Only if somebody counted; empty means not known."),
    ),
    Column(
        "spent_baht",
        "งบประมาณที่ใช้จ่าย (บาท)",
        "Money spent (baht)",
        ("spent_baht", "เงินที่ใช้ (บาท)"),
    ),
    Column("result", "ผลที่เกิดขึ้น", "What came of it", ("result",), width=40),
    Column(
        "next_step",
        "การดำเนินงานต่อไป",
        "Next step",
        ("next_step", "งานที่จะทำต่อไป"),
        width=40,
    ),
    Column(
        "source_codes",
        "แหล่งอ้างอิง",
        "Sources",
        ("source_codes", "รหัสแหล่งอ้างอิง"),
        note=gettext_lazy("Codes with commas, such as NHD, MGR25."),
    ),
    Column(
        "note",
        "หมายเหตุภายใน",
        "Internal note",
        ("note", "หมายเหตุ"),
        note=gettext_lazy("For staff alone. Without a source or link, where is proof?"),
        width=40,
    ),
)
