"""What people agree to in writing before they are shown: each wording, numbered.

A wording never changes once somebody agreed to it: a better one gets a number of its
own. A picture keeps the number, the day, and the day on which it was taken back (PDPA,
section 19: in writing, told apart from all else, as easy to take back as to give).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual


@dataclass(frozen=True)
class Wording:
    """`since` is the first day on which it was handed out."""

    number: str
    since: date
    text_th: str
    text_en: str

    text = Bilingual()


WORDINGS = (
    Wording(
        "picture-1",
        date(2026, 11, 26),
        "ข้าพเจ้ายินยอมให้หน่วยงานผู้ลงนามเผยแพร่ภาพที่ระบุตัวข้าพเจ้าได้ พร้อมคำบรรยายภาพ "
        "ในเว็บไซต์นี้ เพื่อเผยแพร่งานเมืองสร้างสรรค์ ข้าพเจ้าให้ความยินยอมโดยสมัครใจ "
        "และถอนความยินยอมได้ทุกเมื่อโดยแจ้งหน่วยงาน ไม่ต้องให้เหตุผล "
        "เมื่อถอนแล้ว หน่วยงานจะนำภาพออกและลบไฟล์ทันที ส่วนสำเนาที่ผู้อื่นบันทึกไว้ก่อนหน้านั้น"
        "อยู่นอกเหนือการควบคุมของหน่วยงาน",
        "I agree that the signing agencies publish pictures in which I can be "
        "recognised, with their captions, on this website, to tell of the work of the "
        "creative cities. I agree of my own free will. I may take my consent back at "
        "any time by telling the agencies, without giving a reason; the picture is "
        "then taken off and its files are erased at once. Copies that others made "
        "before that are beyond the agencies' reach.",
    ),
)
#: Agreed to in other words, which are kept with the consent itself.
OTHER = "other"


def current() -> Wording:
    """The wording to hand out now."""
    return WORDINGS[-1]


def choices() -> list[tuple[str, str]]:
    """For a form: the number of each wording and its name, the newest first."""
    numbered = [(each.number, each.number) for each in reversed(WORDINGS)]
    return [*numbered, (OTHER, _("other words, kept with the written consent"))]


def called(number: str) -> str:
    """What a wording is called; of a picture older than the numbers, that none is."""
    return dict(choices()).get(number) or _("wording not recorded")
