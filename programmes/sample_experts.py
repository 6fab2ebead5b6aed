"""Made-up experts, sent to each city for gaps of its own, told as made up."""

from datetime import timedelta
from decimal import Decimal

from cities.models import Agency, Assignment, City, Expert

#: Name, field of work, whether they consented to be named.
EXPERTS = (
    (
        ("ผู้เชี่ยวชาญตัวอย่าง 2", "Sample expert 2"),
        ("การพัฒนาย่านสร้างสรรค์ (ข้อมูลตัวอย่าง)", "Creative districts (sample data)"),
        True,
    ),
    (
        ("ผู้เชี่ยวชาญตัวอย่าง 3", "Sample expert 3"),
        ("การออกแบบผลิตภัณฑ์ (ข้อมูลตัวอย่าง)", "Product design (sample data)"),
        False,
    ),
)
RESULT_TH = "ตัวอย่าง: จัดทำแผนย่านสร้างสรรค์ร่วมกับเครือข่ายแล้วเสร็จ และเก็บข้อมูลพื้นฐานครบถ้วน"
RESULT_EN = (
    "Sample: the district's plan was written with its network, and base data gathered"
)
AIMS = 3


def sample_experts(users, on):
    """One assignment of each city that is over, and one that runs on."""
    over, running = [_expert(*values, users["cea"], on) for values in EXPERTS]
    for number, city in enumerate(City.objects.order_by("position")):
        codes = [cell.indicator.code for cell in _weakest(city, on)]
        first = on - timedelta(days=520 - 30 * number)
        ended = Assignment(
            expert=over,
            city=city,
            starts_on=first,
            ends_on=first + timedelta(days=180),
            indicator_codes=codes[:AIMS],
            days=Decimal(6 + number),
            result_th=RESULT_TH,
            result_en=RESULT_EN,
            is_sample=True,
        )
        ended.add(by=users["cea"])
        begun = Assignment(
            expert=running,
            city=city,
            starts_on=on - timedelta(days=40),
            indicator_codes=codes[AIMS : 2 * AIMS],
            is_sample=True,
        )
        begun.add(by=users["cea"])


def _expert(name, speciality, is_named, by, on):
    expert = Expert(
        agency=Agency.objects.get(code="cea"),
        name_th=name[0],
        name_en=name[1],
        speciality_th=speciality[0],
        speciality_en=speciality[1],
        consented_on=on - timedelta(days=600) if is_named else None,
        is_sample=True,
    )
    return expert.add(by=by)


def _weakest(city, on):
    """The cells with a verified level below the one aimed at, then those unread."""
    cells = city.progress(on).cells
    return sorted(cells, key=lambda cell: (cell.counted() is None, _level(cell)))


def _level(cell):
    counted = cell.counted()
    return -1 if counted is None or counted.level is None else counted.level
