"""The columns of a file of outcomes."""

from django.utils.translation import gettext_lazy

from cities.models import Outcome

from .adapter import Column

COLUMNS = (
    Column(
        "city",
        "เมือง",
        "City",
        ("จังหวัด", "city_slug"),
        is_required=True,
        note=gettext_lazy("Its name in Thai or English, or its address, such as nan."),
    ),
    Column(
        "measure",
        "ตัววัดผลลัพธ์",
        "Measure",
        ("ตัววัด", "ตัวชี้วัด", "ผลลัพธ์", "indicator", "outcome"),
        is_required=True,
        note=gettext_lazy("Its code, or its name as the page of figures has it."),
        width=28,
    ),
    Column(
        "year",
        "ปี",
        "Year",
        ("ปีงบประมาณ", "ปี พ.ศ.", "fiscal year", "calendar year"),
        is_required=True,
        note=gettext_lazy("Of either calendar, as the measure is counted."),
        width=10,
    ),
    Column(
        "kind",
        "ประเภทของค่า",
        "Kind of figure",
        ("ประเภท", "ชนิด", "kind"),
        is_required=True,
        choices=Outcome.Kind,
        width=16,
    ),
    Column(
        "value",
        "ตัวเลข",
        "Figure",
        ("ค่า", "จำนวน", "value"),
        is_required=True,
        note=gettext_lazy("In figures, without its unit."),
    ),
    Column(
        "source_text",
        "แหล่งอ้างอิงเป็นข้อความ",
        "Source in words",
        ("แหล่งที่มา", "แหล่งข้อมูล", "ที่มา", "source"),
        note=gettext_lazy("These words, a code or a piece of evidence is needed."),
        width=36,
    ),
    Column(
        "source_codes",
        "รหัสแหล่งอ้างอิง",
        "Codes of sources",
        ("แหล่งอ้างอิง", "sources", "source code"),
    ),
    Column(
        "evidence",
        "หลักฐาน (หมายเลข)",
        "Evidence (number)",
        ("หลักฐาน", "evidence"),
        note=gettext_lazy("The number of a piece in the city's library."),
    ),
    Column(
        "effective_on",
        "แจ้งเมื่อวันที่",
        "Said on",
        ("วันที่", "ณ วันที่", "day", "date"),
        note=gettext_lazy("Empty is today."),
        width=16,
    ),
    Column("note", "หมายเหตุ", "Note", ("หมายเหตุสาธารณะ",), width=36),
)
