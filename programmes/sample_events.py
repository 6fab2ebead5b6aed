"""Made-up meetings and activities, one on each rung of participation."""

from datetime import timedelta

from cities.models import City, Event

NOTE = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่กิจกรรมจริง"
PEOPLE = ("ช่างฝีมือและเครือข่ายชุมชน", "Craftspeople and community networks")
#: Kind, name, rung, people reached (None: nobody counted), days ago.
EVENTS = (
    (
        "announcement",
        "ประชาสัมพันธ์แผนเมืองสร้างสรรค์",
        "The plan made known",
        "inform",
        2400,
        610,
    ),
    ("meeting", "เวทีรับฟังความคิดเห็น", "A hearing", "consult", 180, 480),
    (
        "meeting",
        "ประชุมคณะทำงานย่านสร้างสรรค์",
        "A working group met",
        "involve",
        None,
        330,
    ),
    ("activity", "เทศกาลงานฝีมือ", "A festival of crafts", "collaborate", 5600, 190),
    (
        "activity",
        "ชุมชนบริหารจัดการตลาดเอง",
        "A market run by its people",
        "empower",
        340,
        60,
    ),
)


def sample_events(users, on):
    """Three events of each city, told as of the day `on`."""
    for number, city in enumerate(City.objects.order_by("position")):
        for step in range(3):
            values = EVENTS[(number + 2 * step) % len(EVENTS)]
            _event(city, values, on).add(by=users[f"officer.{city.slug}"], on=on)


def _event(city, values, on):
    kind, name_th, name_en, rung, reach, days = values
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
        note=NOTE,
        is_sample=True,
    )
