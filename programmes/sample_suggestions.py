"""Made-up suggestions of the public: one in each state, most of them to be read."""

from datetime import timedelta

from cities.models import City, Moderation, Suggestion, SuggestionStep

from .actions import AnswerSuggestion, GiveActionPoint, apply_decision
from .models import ActionPoint, Decision, Programme

MARK_TH, MARK_EN = " (ตัวอย่าง)", " (sample)"
WITHHELD = "ตัวอย่าง: ระบุชื่อและหมายเลขโทรศัพท์ของบุคคล"
#: City, language, days ago, own words, the same in the other language ("": withheld;
#: None: nobody has read it yet), and what became of it.
SUGGESTIONS = (
    (
        "nan",
        "th",
        150,
        "ขอให้มีป้ายสองภาษาในย่านหัวเวียงใต้ เพื่อให้ผู้มาเยือนอ่านเรื่องราวของช่างฝีมือได้",
        "Signs in two languages in Hua Wiang Tai, to read about its craftspeople",
        "adopted",
    ),
    (
        "sukhothai",
        "en",
        120,
        "Could the pottery kilns have one open day a year for schools?",
        "ขอให้เตาสังคโลกเปิดให้นักเรียนเข้าชมปีละหนึ่งวัน",
        "considered",
    ),
    (
        "phetchaburi",
        "th",
        95,
        "ขอให้ปิดถนนหน้าตลาดทุกวันอาทิตย์เพื่อจัดถนนคนเดินอาหารพื้นถิ่น",
        "Close the street by the market on Sundays for a walking street of food",
        "declined",
    ),
    (
        "chiang-rai",
        "th",
        60,
        "อยากให้มีพื้นที่ทดลองงานออกแบบสำหรับเยาวชนในเมือง",
        "Young people in town would like a place to try out design",
        "received",
    ),
    ("suphan-buri", "th", 21, "ขอร้องเรียนเพื่อนบ้านบ้านเลขที่ 00 ส่งเสียงดัง", "", ""),
    ("nan", "th", 4, "ขอให้ตลาดงานฝีมือเปิดในวันธรรมดาด้วย", None, ""),
)
LOOKED_INTO = ("อพท. หารือกับกลุ่มผู้ผลิตเครื่องสังคโลก", "DASTA speaks with the potters")
DECLINED = (
    "ถนนสายนี้เป็นทางเข้าโรงพยาบาล จึงปิดการจราจรไม่ได้ เมืองจะเสนอพื้นที่อื่น",
    "The street leads to the hospital and cannot be closed; the city looks for another",
)
DECIDED = (
    "รับข้อเสนอแนะเรื่องป้ายสองภาษาในย่านหัวเวียงใต้",
    "The suggestion of signs in two languages in Hua Wiang Tai is adopted",
)
GIVEN = (
    "จัดทำป้ายสองภาษาในย่านหัวเวียงใต้",
    "Put up signs in two languages in Hua Wiang Tai",
)


def sample_suggestions(users, on):
    """Suggestions told as of the day `on`, each sent by the website."""
    for slug, language, days, text, other, state in SUGGESTIONS:
        day = on - timedelta(days=days)
        mark = MARK_EN if language == "en" else MARK_TH
        row = Suggestion(
            city=City.objects.get(slug=slug),
            language=language,
            text=text + mark,
            is_sample=True,
        ).send(on=day)
        if other is not None:
            other = other and other + (MARK_TH if language == "en" else MARK_EN)
            _moderate(row, other, day, users[f"officer.{slug}"])
        if state in STATES:
            STATES[state](row, day + timedelta(days=30), users["secretary"])


def _moderate(row, other, day, officer):
    verdict = Moderation(
        suggestion=row,
        verdict="shown" if other else "withheld",
        shown_text=row.text if other else "",
        other_text=other,
        reason="" if other else WITHHELD,
        effective_on=day + timedelta(days=2),
        is_sample=True,
    )
    verdict.say(by=officer, on=verdict.effective_on)


def _step(words, day):
    th, en = words
    return SuggestionStep(
        reason_th=th + MARK_TH, reason_en=en + MARK_EN, effective_on=day, is_sample=True
    )


def _consider(row, day, secretary):
    row.consider(_step(LOOKED_INTO, day), by=secretary, on=day)


def _decline(row, day, secretary):
    row.decline(_step(DECLINED, day), by=secretary, on=day)


def _adopt(row, day, secretary):
    """By a decision by circulation that gives the city something to do."""
    programme, year = Programme.objects.newest(), day.year + 543
    decision = Decision(
        programme=programme,
        number=Decision.objects.next_number(programme, year),
        year=year,
        kind=Decision.Kind.CIRCULATION,
        text_th=DECIDED[0] + MARK_TH,
        text_en=DECIDED[1] + MARK_EN,
        effective_on=day,
        is_sample=True,
    )
    point = ActionPoint(
        city=row.city,
        text_th=GIVEN[0] + MARK_TH,
        text_en=GIVEN[1] + MARK_EN,
        due_on=day + timedelta(days=180),
    )
    acts = [
        AnswerSuggestion(row, SuggestionStep.Kind.ADOPTED),
        GiveActionPoint(point),
    ]
    apply_decision(decision, acts=acts, by=secretary, on=day)


STATES = {"considered": _consider, "declined": _decline, "adopted": _adopt}
