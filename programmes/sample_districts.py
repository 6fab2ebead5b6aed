"""Made-up states of the districts that the facts name; no district is made up."""

from datetime import timedelta

from cities.models import District, DistrictState

TEXT_TH = "ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่สถานะจริงของย่าน"
TEXT_EN = "Made up to try the portal out: not the real state of the district"
#: City to the states that its district went through, each so many days ago.
STATES = {
    "sukhothai": (("preparing", 1500), ("active", 1100), ("established", 240)),
    "nan": (("proposed", 1300), ("preparing", 800), ("active", 200)),
    "phetchaburi": (("proposed", 420),),
    "chiang-rai": (("preparing", 700), ("active", 330)),
}


def sample_districts(users, on):
    """States told as of the day `on`, each shown by a piece of the city's library."""
    districts = District.objects.filter(city__slug__in=STATES).select_related("city")
    for district in districts.order_by("city__position", "slug"):
        pieces = list(district.city.evidence.usable().order_by("pk"))
        for state, days in STATES[district.city.slug]:
            day = on - timedelta(days=days)
            row = DistrictState(
                state=state,
                text_th=TEXT_TH,
                text_en=TEXT_EN,
                effective_on=day,
                evidence=next((each for each in pieces if each.proves(day)), None),
                is_sample=True,
            )
            district.say(row, by=users[f"officer.{district.city.slug}"], on=on)
