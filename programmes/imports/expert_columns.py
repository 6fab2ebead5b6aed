"""The columns of a file of experts and their assignments."""

from django.utils.translation import gettext_lazy

from .adapter import Column

#: What is said of the person, and what of one assignment.
PERSON = ("name_th", "name_en", "speciality_th", "speciality_en")
PERSON += ("agency", "consented_on")
SENT = ("city", "starts_on", "ends_on", "days", "indicators")
SENT += ("result_th", "result_en", "note")

COLUMNS = (
    Column(
        "expert",
        "เลขที่",
        "Number",
        ("expert", "รหัส", "เลขที่ผู้เชี่ยวชาญ"),
        note=gettext_lazy("Empty for a new expert; it stays as it was exported."),
        width=8,
    ),
    Column(
        "name_th",
        "ชื่อภาษาไทย",
        "Name in Thai",
        ("name_th", "ชื่อ", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ผู้เชี่ยวชาญ"),
        is_required=True,
        note=gettext_lazy("Who was sent twice has two rows that say the same."),
        width=28,
    ),
    Column("name_en", "ชื่อภาษาอังกฤษ", "Name in English", ("name_en",), width=28),
    Column(
        "speciality_th",
        "สาขาความเชี่ยวชาญ (ภาษาไทย)",
        "Field of work in Thai",
        ("speciality_th", "ความเชี่ยวชาญ", "สาขาความเชี่ยวชาญ", "สาขา"),
        width=28,
    ),
    Column(
        "speciality_en",
        "สาขาความเชี่ยวชาญ (ภาษาอังกฤษ)",
        "Field of work in English",
        ("speciality_en",),
        width=28,
    ),
    Column("agency", "หน่วยงานที่ส่ง", "Sent by", ("agency", "หน่วยงาน"), width=12),
    Column(
        "consented_on",
        "วันที่ยินยอมให้เปิดเผยชื่อ",
        "Consented to be named in public on",
        ("consented_on", "วันที่ยินยอม"),
        note=gettext_lazy("Empty: the public does not read the name."),
        width=14,
    ),
    Column(
        "city",
        "เมือง",
        "City",
        ("city", "จังหวัด"),
        note=gettext_lazy("Empty, if the row is about no assignment."),
        width=14,
    ),
    Column("starts_on", "วันแรก", "First day", ("starts_on", "วันที่เริ่ม"), width=14),
    Column("ends_on", "วันสุดท้าย", "Last day", ("ends_on", "วันที่สิ้นสุด"), width=14),
    Column("days", "จำนวนวันที่ปฏิบัติงาน", "Days given", ("days", "จำนวนวัน"), width=10),
    Column(
        "indicators",
        "สำหรับตัวชี้วัด",
        "For which indicators",
        ("indicators", "indicator_codes", "ตัวชี้วัด"),
        note=gettext_lazy("Codes with commas, such as R1.1, R2.3."),
    ),
    Column(
        "result_th",
        "ผลที่เกิดขึ้น (ภาษาไทย)",
        "What came of it, in Thai",
        ("result_th", "ผล", "ผลที่เกิดขึ้น"),
        note=gettext_lazy("Everybody can read this: no names, please."),
        width=36,
    ),
    Column(
        "result_en",
        "ผลที่เกิดขึ้น (ภาษาอังกฤษ)",
        "What came of it, in English",
        ("result_en",),
        width=36,
    ),
    Column(
        "note",
        "หมายเหตุภายใน",
        "Internal note",
        ("note", "หมายเหตุ"),
        note=gettext_lazy("For staff alone; it is not shown to the public."),
        width=36,
    ),
)
