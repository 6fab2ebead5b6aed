"""The columns of a file of news and knowledge."""

from django.utils.translation import gettext_lazy

from cities.models import CreativeField

from ..models import Article
from ..models.article import ENGLISH, THAI
from .adapter import Column

TEXTS = (*THAI, *ENGLISH)
#: What its form on the page asks for.
WRITTEN = ("kind", "field", *TEXTS, "source_codes")

COLUMNS = (
    Column(
        "slug",
        "ที่อยู่เว็บ",
        "Address",
        ("รหัส", "ที่อยู่"),
        note=gettext_lazy("Empty for a new article; it gets one of its own."),
    ),
    Column("kind", "ประเภท", "Kind", ("ชนิด",), choices=Article.Kind, width=14),
    Column(
        "cities",
        "เกี่ยวกับเมือง",
        "About the cities",
        ("เมือง", "จังหวัด", "city"),
        note=gettext_lazy("Several with commas; empty, if it is about none."),
    ),
    Column(
        "field",
        "สาขาสร้างสรรค์",
        "Creative field",
        ("สาขา",),
        choices=CreativeField,
    ),
    Column(
        "title_th",
        "ชื่อภาษาไทย",
        "Title in Thai",
        ("ชื่อ", "ชื่อเรื่อง", "หัวข้อ", "หัวเรื่อง", "title"),
        is_required=True,
        width=36,
    ),
    Column(
        "summary_th",
        "สาระสำคัญในหนึ่งประโยค (ภาษาไทย)",
        "In one sentence, in Thai",
        ("สาระสำคัญ", "สรุป", "คำโปรย", "summary"),
        width=36,
    ),
    Column(
        "body_th",
        "ข้อความภาษาไทย",
        "Text in Thai",
        ("ข้อความ", "เนื้อหา", "เนื้อหาภาษาไทย", "text", "body"),
        note=gettext_lazy("Markdown: # for a heading, - for a list, an empty line."),
        width=60,
    ),
    Column(
        "title_en",
        "ชื่อภาษาอังกฤษ",
        "Title in English",
        note=gettext_lazy("Title, sentence and text in English, or none of them."),
        width=36,
    ),
    Column(
        "summary_en",
        "สาระสำคัญในหนึ่งประโยค (ภาษาอังกฤษ)",
        "In one sentence, in English",
        width=36,
    ),
    Column(
        "body_en",
        "ข้อความภาษาอังกฤษ",
        "Text in English",
        ("เนื้อหาภาษาอังกฤษ",),
        width=60,
    ),
    Column(
        "source_codes",
        "แหล่งอ้างอิง",
        "Sources",
        ("รหัสแหล่งอ้างอิง", "ที่มา"),
        note=gettext_lazy("Their codes, such as F17, FAQ18."),
    ),
    Column(
        "published_on",
        "เผยแพร่ตั้งแต่",
        "Shown from",
        ("วันที่เผยแพร่", "วันเผยแพร่", "published"),
        note=gettext_lazy(
            "Today or a day ahead. Left empty, a new article stays a draft."
        ),
        width=14,
    ),
)
