"""One English word for two things has a Thai word for each."""

import pytest
from django.utils import translation
from django.utils.translation import pgettext_lazy

from cities.models import (
    Area,
    Assignment,
    Call,
    Event,
    Evidence,
    Expert,
    Opinion,
    RequiredDocument,
    Stage,
    Verification,
)
from programmes.audit.words import verb_words
from programmes.forms.article_filter import STATES
from programmes.models import ActionPoint, Letter, LetterLine, Signatory

pytestmark = pytest.mark.look


@pytest.mark.parametrize(
    ("model", "field", "thai"),
    [
        (Verification, "effective_on", "วันที่สอบทาน"),
        (Opinion, "effective_on", "วันที่ให้ความเห็น"),
        (ActionPoint, "effective_on", "วันที่มอบหมาย"),
        (Evidence, "retired_on", "วันที่เลิกใช้"),
        (Assignment, "retired_on", "วันที่ยกเลิกรายการ"),
        (Expert, "retired_reason", "เหตุผลที่ยกเลิกรายการ"),
        (Event, "retired_on", "วันที่ยกเลิกรายการ"),
        (Stage, "kind", "ขั้นของการสมัคร"),
        (LetterLine, "stage", "ระยะของการแจ้งเตือน"),
        (Area, "office_th", "สำนักงาน (ภาษาไทย)"),
        (Signatory, "position_th", "ตำแหน่ง (ภาษาไทย)"),
        (Call, "field_codes", "สาขาสร้างสรรค์ที่เปิดรับ"),
    ],
)
def test_a_field_is_called_by_what_it_is_of(model, field, thai):
    with translation.override("th"):
        assert str(model._meta.get_field(field).verbose_name) == thai


def test_a_letter_is_an_email_but_on_paper_in_a_call():
    with translation.override("th"):
        assert str(Letter._meta.verbose_name) == "อีเมล"
        assert str(RequiredDocument.Kind.LETTER.label) == "หนังสือ"


def test_an_article_is_published_where_a_source_came_out():
    with translation.override("th"):
        assert str(dict(STATES)["published"]) == "เผยแพร่แล้ว"


def test_what_is_received_is_not_always_a_request():
    with translation.override("th"):
        assert str(verb_words("receive")) == "รับเรื่อง"


@pytest.mark.parametrize(
    ("when", "thai"),
    [
        (pgettext_lazy("event", "When"), "วันที่จัด"),
        (pgettext_lazy("audit", "When"), "วันและเวลา"),
        (pgettext_lazy("step", "When"), "ระยะเวลาก่อนหรือหลังกำหนด"),
    ],
)
def test_when_says_of_what(when, thai):
    with translation.override("th"):
        assert str(when) == thai
