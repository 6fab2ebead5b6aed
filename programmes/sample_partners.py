"""Made-up partners for trying out: who works along with each city, what was spoken."""

from datetime import timedelta
from random import Random

from cities.models import Agency, City
from creativecity.ledger import verbs

from .models import Engagement, Partner, PartnerReport

NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่หน่วยงานจริง"
BODIES = (
    ("municipality", "เทศบาลตัวอย่าง", "Sample municipality"),
    ("university", "มหาวิทยาลัยตัวอย่าง", "Sample university"),
    ("community", "เครือข่ายชุมชนตัวอย่าง", "Sample community network"),
)
PARTS = {
    "municipality": (
        "ดูแลพื้นที่และงบประมาณของย่านสร้างสรรค์",
        "Keeps the district, and pays for it",
    ),
    "university": ("ศึกษาข้อมูลและอบรมผู้ประกอบการ", "Gathers data and trains businesses"),
    "community": ("จัดกิจกรรมร่วมกับคนในพื้นที่", "Holds events with residents"),
}
TALKS = {
    "meeting": "ตัวอย่าง: ประชุมหารือแผนงานของปีถัดไป",
    "visit": "ตัวอย่าง: ลงพื้นที่ดูย่านสร้างสรรค์",
    "letter": "ตัวอย่าง: ส่งหนังสือขอข้อมูลประกอบรายงาน",
}
REPORT_TH = "ตัวอย่าง: เทศบาลปรับปรุงลานกิจกรรมของย่านสร้างสรรค์แล้วเสร็จ"
REPORT_EN = "Sample: the municipality finished the square of the district"
#: Where the account "partner" works: the municipality of this city.
SLUG = "nan"


def sample_partners(users, on):
    """Three bodies a city, what was spoken with them in three years, one report."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for city in City.objects.order_by("position"):
        dice = Random(f"partners {city.slug}")  # noqa: S311 (a sample, not a secret)
        for kind, name_th, name_en in BODIES:
            partner = _partner(city, kind, name_th, name_en, users["secretary"], on)
            _talks(partner, city, agencies, users, dice, on)
    _report(Partner.objects.get(slug=f"sample-municipality-{SLUG}"), users, on)


def _partner(city, kind, name_th, name_en, secretary, on):
    part_th, part_en = PARTS[kind]
    partner = Partner(
        kind=kind,
        name_th=f"{name_th} {city.name_th}",
        name_en=f"{name_en} {city.name_en}",
        role_th=f"{part_th} (ตัวอย่าง)",
        role_en=f"{part_en} (sample)",
        joined_on=on - timedelta(days=1200),
        basis="derived",
        note=NOTE,
        is_sample=True,
    )
    return partner.add(by=secretary, cities=[city])


def _talks(partner, city, agencies, users, dice, on):
    for year in range(3):
        code = dice.choice([*agencies, None])
        kind = dice.choice([*TALKS])
        row = Engagement(
            partner=partner,
            city=city,
            agency=agencies.get(code),
            kind=kind,
            text_th=TALKS[kind],
            effective_on=on - timedelta(days=365 * year + dice.randrange(20, 200)),
            is_sample=True,
        )
        row.add(by=users[code or "secretary"])


def _report(partner, users, on):
    """The account "partner" reports for the body, and has done so once."""
    user = users["partner"]
    verbs.relate(partner, "staff", [user], by=users["secretary"])
    row = PartnerReport(
        partner=partner,
        city=partner.cities.get(),
        text_th=REPORT_TH,
        text_en=REPORT_EN,
        effective_on=on - timedelta(days=40),
        is_sample=True,
    )
    row.add(by=user)
