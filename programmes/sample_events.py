"""Made-up meetings and activities: held on each rung of participation, and ahead."""

from datetime import timedelta

from cities.models import City, Event
from cities.models.took_part import count_groups

NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่กิจกรรมจริง"
PEOPLE = ("ช่างฝีมือและเครือข่ายชุมชน", "Craftspeople and community networks")
#: Kind, name, rung, people reached (None: nobody counted), days ago, baht spent (None:
#: nobody typed it).
EVENTS = (
    (
        "announcement",
        "ประชาสัมพันธ์แผนเมืองสร้างสรรค์",
        "The plan made known",
        "inform",
        2400,
        610,
        45_000,
    ),
    ("meeting", "เวทีรับฟังความคิดเห็น", "A hearing", "consult", 180, 480, 38_500),
    (
        "meeting",
        "ประชุมคณะทำงานย่านสร้างสรรค์",
        "A working group met",
        "involve",
        None,
        330,
        None,
    ),
    (
        "activity",
        "เทศกาลงานฝีมือ",
        "A festival of crafts",
        "collaborate",
        5600,
        190,
        1_250_000,
    ),
    (
        "activity",
        "ชุมชนบริหารจัดการตลาดเอง",
        "A market run by its people",
        "empower",
        340,
        40,
        96_000,
    ),
)
#: What staff typed of those that have a figure, for the report of the fiscal period.
RESULT = "ตัวอย่าง: ได้ข้อเสนอจากผู้เข้าร่วมครบทุกกลุ่ม และสรุปผลส่งคณะทำงานแล้ว"
NEXT_STEP = "ตัวอย่าง: นำข้อเสนอเข้าที่ประชุมคณะทำงานครั้งถัดไป"
#: Kind, name, days ahead.
AHEAD = (
    ("activity", "เวิร์กช็อปงานฝีมือ เปิดบ้านช่าง", "An open house of crafts", 18),
    ("meeting", "เวทีรับฟังความคิดเห็นต่อแผนปีหน้า", "A hearing on next year's plan", 40),
    ("activity", "ตลาดสร้างสรรค์สุดสัปดาห์", "A creative weekend market", 75),
)
#: The groups that came to each step of a city; None: nobody counted.
GROUPS = (
    {"residents": 45, "makers": 18, "officials": 6},
    {"residents": None, "youth": 30, "elders": 12},
)


def sample_events(users, on):
    """Three events of each city that were held and one ahead, as of the day `on`.

    Of the latest of each city nobody has said yet who came.
    """
    for number, city in enumerate(City.objects.order_by("position")):
        officer = users[f"officer.{city.slug}"]
        for step in range(3):
            values = EVENTS[(number + 2 * step) % len(EVENTS)]
            event = _event(city, values, on).add(by=officer, on=on)
            if step < len(GROUPS):
                count_groups(event, GROUPS[step], by=officer, on=on)
        _ahead(city, AHEAD[number % len(AHEAD)], on).add(by=officer, on=on)


def _ahead(city, values, on):
    kind, name_th, name_en, days = values
    event = _event(city, (kind, name_th, name_en, "", None, -days, None), on)
    event.took_part_th = event.took_part_en = ""
    event.place_th, event.place_en = "หอประชุมย่าน (ตัวอย่าง)", "District hall (sample)"
    return event


def _event(city, values, on):
    kind, name_th, name_en, rung, reach, days, spent = values
    return Event(
        city=city,
        kind=kind,
        name_th=f"{name_th} (ตัวอย่าง)",
        name_en=f"{name_en} (sample)",
        starts_on=on - timedelta(days=days),
        precision="day",
        rung=rung,
        took_part_th=PEOPLE[0],
        took_part_en=PEOPLE[1],
        reach=reach,
        spent_baht=spent,
        result="" if spent is None else RESULT,
        next_step="" if spent is None else NEXT_STEP,
        note=NOTE,
        is_sample=True,
    )
