"""What people type into the search, and the pages that they must find among the first
ten: written from the public facts, and from the few rows that `make_golden` adds.

Each is (language of the page, what is typed, paths without their language).
"""

from datetime import date

from cities.models import City
from tests.factories import make_decision, make_district_state, make_event, make_file

NAN, SUKHOTHAI = "/cities/nan/", "/cities/sukhothai/"
SUPHAN_BURI, PHETCHABURI = "/cities/suphan-buri/", "/cities/phetchaburi/"
CHIANG_RAI = "/cities/chiang-rai/"
HUA_WIANG = "/cities/nan/districts/hua-wiang-tai/"
NAI_WIENG = "/cities/chiang-rai/districts/nai-wieng/"
OLD_TOWN = "/cities/sukhothai/districts/sukhothai-old-town/"
PHET_DISTRICT = "/cities/phetchaburi/districts/phetchaburi-creative-district/"
AGREEMENT = "/agreements/mou-2563/"
DECISION_3 = f"{AGREEMENT}decisions/?decision=3-2569#decision-3-2569"
DECISION_12 = f"{AGREEMENT}decisions/?decision=12-2569#decision-12-2569"
NAN_2019, NAN_2021, NAN_2023, NAN_2025 = (
    f"{NAN}candidacies/{year}/" for year in (2019, 2021, 2023, 2025)
)
CALL_2025, CALL_2027 = "/about/network/2025/", "/about/network/2027/"
CULTURE = "/partners/?city=sukhothai#ministry-of-culture"
SUPHAN_TOWN = "/partners/?city=suphan-buri#suphan-buri-town-municipality"
NATCOM = "/partners/#national-commission"
METHOD, SOURCES = "/about/method/", "/about/sources/"
STUDY_VISIT, WORKSHOP = "/participate/events/M22/", "/participate/events/M14/"
CO_CREATE, FORUM = "/participate/events/M28/", "/participate/events/EV1/"

# fmt: off
GOLDEN = [
    # A city's name, plain and inside unspaced text
    ("th", "น่าน", [NAN, NAN_2025]),
    ("th", "เพชรบุรี", [PHETCHABURI, PHET_DISTRICT]),
    ("th", "เชียงราย", [CHIANG_RAI, f"{CHIANG_RAI}candidacies/2023/"]),
    ("th", "จังหวัดน่าน", ["/partners/?city=nan#nan-province", NAN]),
    ("th", "สุพรรณ", [SUPHAN_BURI]),
    ("en", "Nan", [NAN, NAN_2025]),
    ("en", "chiang rai", [CHIANG_RAI, CO_CREATE]),
    ("en", "SUKHOTHAI", [SUKHOTHAI, OLD_TOWN]),
    # The name in the other language
    ("th", "Phetchaburi", [PHETCHABURI]),
    ("en", "สุโขทัย", [SUKHOTHAI]),
    ("th", "Nai Wieng", [NAI_WIENG]),
    # Districts, assets, fields, what a city is known for
    ("th", "หัวเวียงใต้", [HUA_WIANG]),
    ("th", "ย่านเมืองเก่า", [OLD_TOWN]),
    ("th", "สังคโลก", [SUKHOTHAI]),
    ("th", "ผ้าตีนจก", [SUKHOTHAI]),
    ("th", "ข้าวแช่", [PHETCHABURI]),
    ("th", "เพลงอีแซว", [SUPHAN_BURI]),
    ("th", "ดอยตุง", [CHIANG_RAI]),
    ("th", "กระซิบรัก", [NAN]),
    ("th", "วิทยาการอาหาร", [PHETCHABURI, f"{PHETCHABURI}candidacies/2021/"]),
    ("th", "หัตถกรรมและศิลปะพื้นบ้าน", [NAN, SUKHOTHAI]),
    ("en", "gastronomy", [PHETCHABURI]),
    ("en", "toddy palm", [PHETCHABURI]),
    ("en", "silver", [NAN, SUKHOTHAI]),
    # The same characters spelt otherwise
    ("th", "เเกงหัวตาล", [PHETCHABURI]),
    ("th", "น\u0e49\u0e4d\u0e32ตาลโตนด", [PHETCHABURI]),
    ("th", "ล\u0e4d\u0e32ตัด", [SUPHAN_BURI]),
    ("th", "การออก\u0e40\u0e40บบ", [CHIANG_RAI]),
    ("th", "  น่าน\u200b ", [NAN]),
    # Tone marks left out
    ("th", "นาน", [NAN]),
    ("th", "ขาวแช", [PHETCHABURI]),
    ("th", "ยานหัวเวียงใต", [HUA_WIANG]),
    ("th", "เครืองสังคโลก", [SUKHOTHAI]),
    ("th", "เครือขายเมืองสรางสรรค", ["/about/network/"]),
    # Unspaced questions of several words, and words in another order
    ("th", "น่านหัตถกรรม", [NAN, NAN_2025]),
    ("th", "เมืองดนตรีสุพรรณบุรี", [SUPHAN_BURI]),
    ("th", "เชียงรายการออกแบบ", [CHIANG_RAI]),
    ("th", "ย่านสร้างสรรค์น่าน", [HUA_WIANG]),
    ("th", "อาหารเพชรบุรี", [PHETCHABURI]),
    ("th", "เชียงใหม่ ดูงาน", [STUDY_VISIT]),
    ("en", "study visit chiang mai", [STUDY_VISIT]),
    # Years and digits
    ("th", "๒๕๖๘", [CALL_2025, NAN_2025]),
    ("th", "รอบรับสมัคร 2570", [CALL_2027]),
    ("th", "call 2027", [CALL_2027]),
    ("th", "รอบรับสมัคร2568", [CALL_2025]),
    ("th", "น่าน 2564", [NAN_2021]),
    ("th", "น่าน 2019", [NAN_2019]),
    ("en", "Nan 2566", [NAN_2023]),
    ("en", "call of 2025", [CALL_2025]),
    ("th", "474,539", [NAN]),
    # Decisions, reviews, the agreement, duties
    ("th", "มติ 3/2569", [DECISION_3]),
    ("th", "๑๒/๒๕๖๙", [DECISION_12]),
    ("en", "decision 3/2026", [DECISION_3]),
    ("th", "การประชุมทบทวนปีที่ 4", ["/reviews/mou-2563/4/"]),
    ("en", "yearly review", [f"/reviews/mou-2563/{year}/" for year in (1, 2, 3, 4)]),
    ("th", "บันทึกข้อตกลง", [AGREEMENT]),
    ("en", "MoU", [AGREEMENT]),
    ("th", "ประชุมทุกปี", [f"{AGREEMENT}#J7"]),
    ("en", "experts academics", [f"{AGREEMENT}#C1"]),
    # Partners, events, evidence, milestones, explanations
    ("th", "กระทรวงวัฒนธรรม", [CULTURE]),
    ("th", "เทศบาลเมืองสุพรรณบุรี", [SUPHAN_TOWN]),
    ("en", "national commission", [NATCOM]),
    ("en", "workshop", [WORKSHOP]),
    ("th", "เวทีประชาคมช่างทอ", [FORUM]),
    ("th", "แผนแม่บทย่าน", [f"{NAN}#evidence"]),
    ("th", "รายงานติดตามการเป็นสมาชิก น่าน", [f"{NAN}#step-"]),
    ("th", "ที่มาของตัวเลข", [METHOD]),
    ("en", "readiness is a range", [f"{METHOD}#readiness"]),
    ("th", "สิ่งที่ไม่พบข้อมูล", [f"{SOURCES}#not-found"]),
    ("en", "monitoring report every four years", ["/about/network/#rules"]),
]
# fmt: on


def make_golden(cast):
    """Rows beside the facts: two decisions, an event, a piece of evidence, a state."""
    nan = City.objects.get(slug="nan")
    make_decision(3, text_th="เห็นชอบให้ขยายระยะเวลา", text_en="A later date is agreed")
    make_decision(12)
    make_event(nan, on=date(2026, 3, 1), name_th="เวทีประชาคมช่างทอผ้าเมืองน่าน")
    make_file(nan, cast["cea"], title_th="แผนแม่บทย่านเมืองเก่า")
    make_district_state(nan.districts.get(), by=cast["officer.nan"])
