"""The columns of a file of partners."""

from django.utils.translation import gettext_lazy

from cities.models.source import PUBLISHED_BASES

from ..models import Partner
from .adapter import Column

COLUMNS = (
    Column(
        "slug",
        "รหัส",
        "Code",
        ("slug", "code"),
        note=gettext_lazy("Leave it empty for a new partner; it gets one of its own."),
    ),
    Column("kind", "ประเภท", "Kind", ("kind",), choices=Partner.Kind, width=24),
    Column(
        "name_th",
        "ชื่อภาษาไทย",
        "Name in Thai",
        ("name_th", "ชื่อ", "ชื่อหน่วยงาน"),
        is_required=True,
        width=40,
    ),
    Column("name_en", "ชื่อภาษาอังกฤษ", "Name in English", ("name_en",), width=40),
    Column("role_th", "บทบาทภาษาไทย", "Its part, in Thai", ("role_th",), width=40),
    Column("role_en", "บทบาทภาษาอังกฤษ", "Its part, in English", ("role_en",), width=40),
    Column("website", "เว็บไซต์", "Website", ("website",)),
    Column(
        "cities",
        "เมือง",
        "Cities",
        ("cities", "city"),
        note=gettext_lazy("Names with commas; empty if it works for all of them."),
    ),
    Column(
        "areas",
        "พื้นที่พิเศษ",
        "Designated areas",
        ("areas", "area"),
        note=gettext_lazy("Names or codes with commas."),
    ),
    Column(
        "joined_on",
        "ร่วมดำเนินงานตั้งแต่",
        "Works along since",
        ("joined_on", "ร่วมงานตั้งแต่วันที่"),
    ),
    Column(
        "left_on",
        "สิ้นสุดการร่วมดำเนินงานเมื่อ",
        "Left on",
        ("left_on", "สิ้นสุดการร่วมงานวันที่"),
    ),
    Column("basis", "ที่มาของข้อมูล", "Basis", ("basis",), choices=PUBLISHED_BASES),
    Column("source_codes", "แหล่งอ้างอิง", "Sources", ("source_codes",)),
    Column("contact_name", "ผู้ประสานงาน", "Contact", ("contact_name",)),
    Column("contact_phone", "โทรศัพท์", "Phone", ("contact_phone", "เบอร์โทรศัพท์")),
    Column("contact_email", "อีเมล", "E-mail", ("contact_email", "e-mail", "email")),
    Column("note", "หมายเหตุภายใน", "Internal note", ("note", "หมายเหตุ"), width=40),
)
