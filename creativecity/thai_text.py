"""Thai text as it is stored, searched, sorted and broken into lines.

The rules come from the Unicode chapter on Thai (a sara am has one spelling), from
CLDR's collation for `th`, and from measuring where Chromium breaks Thai lines.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.html import escape
from django.utils.safestring import SafeString

from .collation import collator

COLLATION = "th-x-icu"

# Loan words, and a few Thai ones, that Chromium's dictionary was seen to cut in two.
# fmt: off
GLOSSARY = (
    "ยูเนสโก", "ยูเนสโก้", "ยูซีซีเอ็น", "ซีอีเอ", "ทีซีดีซี", "ทีเส็บ", "เอ็มโอยู",
    "เมืองสร้างสรรค์",
    "เอสเอ็มอี", "โอทอป", "แกสโตรโนมี", "คราฟต์", "โฟล์กอาร์ต", "มีเดียอาร์ต", "มิวสิก",
    "อินดี้", "คอนเทนต์", "เซรามิก", "สังคโลก", "สตรีตฟู้ด", "สตรีตอาร์ต", "เวิร์กช็อป",
    "เวิร์กชอป", "สตาร์ตอัป", "สตาร์ทอัพ", "โคเวิร์กกิงสเปซ", "สตูดิโอ", "แกลเลอรี",
    "โฮมสเตย์", "แลนด์มาร์ก", "พาวิลเลียน", "โชว์เคส", "เอ็กซ์โป", "ซิตี", "ครีเอเตอร์",
    "อินฟลูเอนเซอร์", "ซอฟต์พาวเวอร์", "ไลฟ์สไตล์", "แบรนดิง", "เทรนด์", "อีโคซิสเต็ม",
    "คอมมูนิตี", "โปรเจกต์", "แพ็กเกจ", "แดชบอร์ด", "อินโฟกราฟิก", "พอดแคสต์",
    "บูรณาการ", "ธรรมาภิบาล", "เตรียม", "กระจาย", "กรอบ", "ความร่วมมือ", "สิ่งแวดล้อม",
    "เจ้าหน้าที่", "หนึ่ง", "หลักฐาน", "หน่วยงาน", "ปฏิบัติการ", "ท้องถิ่น", "ท่องเที่ยว",
    "พื้นบ้าน", "คนพิการ", "น้ำหนัก", "เครือข่าย", "ส่วนร่วม", "เป้าหมาย", "เปรียบเทียบ",
    "ตัวชี้วัด", "สอบทาน", "ทุติยภูมิ", "คัดเลือก", "ค่าต่ำสุด", "ค่าสูงสุด", "เพิ่มขึ้น",
    "ข้างต้น", "ครบกำหนด", "ยกระดับ", "บอกเล่า", "ครั้งคราว", "วันนี้", "ผู้ดูแล",
    "ยั่งยืน", "ข้อตกลง", "ขั้นตอน", "หลักเกณฑ์", "เห็นชอบ", "ผู้รับผิดชอบ", "ผู้ลงนาม",
    "ลงนาม", "สร้างสรรค์", "มติ", "นานาชาติ", "ระหว่างประเทศ", "ต่างประเทศ", "แห่งชาติ",
    "สวิตเซอร์แลนด์", "ลายลักษณ์อักษร", "ปฐมภูมิ", "เบื้องต้น", "ต่ำสุด", "สูงสุด",
    "ลดลง", "เกิดขึ้น", "เพิ่มเติม", "สิ้นสุด", "แล้วเสร็จ", "ครบถ้วน", "ถูกต้อง",
    "ทั่วถึง", "เทียบเท่า", "ดังกล่าว", "รวมทั้ง", "ว่าด้วย", "ตลอดจน", "เว้นแต่",
    "หมายถึง", "เผยแพร่", "ร้องเรียน", "แบ่งปัน", "มอบหมาย", "ส่งเสริม", "ส่งกลับ",
    "เข้าถึง", "ตรวจสอบ", "ดำเนินการ", "ดำเนินงาน", "รับสมัคร", "ใบสมัคร", "ข้อเสนอ",
    "ข้อบกพร่อง", "องค์ความรู้", "องค์การ", "งบประมาณ", "รายได้", "เรื่องราว",
    "ช่องทาง", "ขีดจำกัด", "คลาดเคลื่อน", "ภาครัฐ", "พาดหัว", "เดินเท้า", "ผลงาน",
    "วันที่", "ผู้อำนวยการ", "ผู้เชี่ยวชาญ", "ผู้ประกอบการ", "นักวิชาการ",
    "ออกแบบ", "ข้อเสนอแนะ", "ผู้ใด", "ภายหลัง", "ผู้ตรวจสอบ", "เปิดเผย", "รหัสผ่าน",
    "ตัวตน", "เลขที่",
)
# fmt: on

# Format characters (Unicode category Cf: zero width, bidi, soft hyphen, tags) and the
# control characters that are no blanks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKS = re.compile("[\u0e47-\u0e4c]")
_THAI = re.compile("[\u0e00-\u0e7f]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def _any_of(words: tuple[str, ...]) -> str:
    """A pattern of the words, the longest first, under their first letters.

    So that at most letters of a text a few are tried, and not each of the words.
    """
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in found.items())


# A word ends where no vowel or tone mark still belongs to its last letter.
_WHOLE_WORDS = re.compile(
    f"({_any_of(GLOSSARY)})(?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
)

# "75 %", "43–73 %", "2569-1": a number keeps its sign, and both its ends.
_FIGURES = r"(?<![\w/.-])(?:\d{1,4}[–-]\d{1,4}(?: %|(?![\w-]))|\d{1,4} %)"

# A year keeps its era, a section its number, a word the sign that says it twice.
_YEAR = r"พ\.ศ\. \d{4}|มาตรา \d+(?: \(\d+\))?|[ก-ฮ][\u0e30-\u0e4e]* ๆ"

# "PDPA-1/2569": what a request about personal data is called.
_REFERENCE = r"\bPDPA-\d+/\d{4}"


#: Tags, and what is left alone with what stands in it.
_TAGS = re.compile(
    r"(<(?:title\b.*?</title|select\b.*?</select|option\b.*?</option|textarea\b.*?</textarea"
    r'|svg\b.*?</svg|span class="nb">.*?</span|[^>]*)>)',
    re.DOTALL,
)
_KEPT_IN_PAGE = {
    "th": re.compile(rf"{_FIGURES}|{_REFERENCE}|{_YEAR}|{_WHOLE_WORDS.pattern}"),
    "en": re.compile(rf"{_FIGURES}|{_REFERENCE}"),
}
#: So many texts are kept with their words kept whole: pages say the same again.
KEPT_TEXTS = 4096
#: Added to the weight of what stands behind Thai; above all weights of the table.
_BEHIND = 0x20000


def normalise(text: str) -> str:
    """The one spelling in which `text` is stored; doing it twice changes nothing.

    ◌ํ + า becomes ◌ำ (also around a tone mark), เ + เ becomes แ, invisible characters
    go, the rest is NFC. Runs of blanks become one space, line breaks stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _SPLIT_SARA_AM.sub("\\1\u0e33", text).replace("เเ", "แ")
    return _BLANKS.sub(" ", text).replace(" \n", "\n").strip()


def fold_digits(text: str) -> str:
    """`text` with Thai digits written as Arabic ones."""
    return text.translate(_THAI_DIGITS)


def has_thai(text: str) -> bool:
    """Whether any letter or sign of Thai stands in `text`."""
    return bool(_THAI.search(text))


def search_key(text: str) -> str:
    """What is compared when searching: normalised, Arabic digits, no capitals."""
    return fold_digits(normalise(text)).casefold()


def without_marks(text: str) -> str:
    """`text` without tone marks, ◌็ and ◌์: what is compared where they may lack."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=KEPT_TEXTS)
def keep_whole(text: str) -> SafeString:
    """HTML of the plain `text` whose glossary words do not break across lines.

    A span, and no word joiner: U+2060 would spoil copying and searching the page.
    """
    return SafeString(_WHOLE_WORDS.sub(r'<span class="nb">\1</span>', escape(text)))


def keep_whole_in_page(html: str, language: str = "th") -> SafeString:
    """As keep_whole, for the text between the tags of a part of a page.

    Figures are kept whole in both languages ("th", "en"), words in Thai alone.
    Left alone: text in which a tag cannot stand (titles, choices, what was typed), text
    that a drawing places itself, and words already kept.
    """
    parts = _TAGS.split(html)
    parts[::2] = [part and _kept_in_page(part, language) for part in parts[::2]]
    return SafeString("".join(parts))


@lru_cache(maxsize=KEPT_TEXTS)
def _kept_in_page(text: str, language: str) -> str:
    return _KEPT_IN_PAGE[language].sub(r'<span class="nb">\g<0></span>', text)


def register_collation(connection: BaseDatabaseWrapper) -> None:
    """Teach an open SQLite connection the collation that PostgreSQL has from ICU."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def _compare(left: str, right: str) -> int:
    """Below, at or above zero as `left` sorts before, with or after `right`."""
    left_key, right_key = sort_key(left), sort_key(right)
    return (left_key > right_key) - (left_key < right_key)


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[bytes, str]:
    """A key that sorts real words as PostgreSQL's `th-x-icu` does.

    CLDR's `th`: letters first, then tone marks, then capitals; blanks, punctuation,
    ฯ and ๆ do not count; Thai stands before Latin. Ties go by code point.
    """
    counted = "".join(filter(_counts, unicodedata.normalize("NFD", text)))
    weights = collator().collation_elements(counted)
    levels = (
        [_thai_first(primary) for primary, _, _ in weights if primary],
        [secondary for _, secondary, _ in weights if secondary],
        [tertiary for _, _, tertiary in weights if tertiary],
    )
    return b"".join(map(_packed, levels)), text


def _counts(character: str) -> bool:
    return character not in "ฯๆ" and unicodedata.category(character)[0] not in "PZ"


def _packed(level: list[float]) -> bytes:
    """Bytes that sort as the weights do: thousands of keys are kept, as lists they
    would take some megabytes. Weights lie half a unit apart at least; none is 0.
    """
    return b"".join(round(2 * each).to_bytes(3) for each in (*level, 0))


def _thai_first(primary: float) -> float:
    """Signs and digits, then Thai, then every other script."""
    latin, first_thai, last_thai = _script_edges()
    is_other = primary >= latin and not first_thai <= primary <= last_thai
    return primary + _BEHIND if is_other else primary


@lru_cache
def _script_edges() -> tuple[float, float, float]:
    """The weights of the first Latin, the first Thai and the last Thai letter."""
    weights = collator().collation_elements("aก\N{THAI CHARACTER PHINTHU}")
    return tuple(primary for primary, _, _ in weights)
