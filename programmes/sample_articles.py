"""Made-up news and knowledge for trying out: marked, and saying so themselves."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from cities.evidence_files import examine
from cities.models import City

from .models import Article, ArticleImage

GLAZE, PAPER = (28, 107, 84), (227, 240, 233)
CREDIT = ("ภาพตัวอย่างที่ระบบวาดขึ้น", "A sample, drawn by the portal")
ALT = (
    "ภาพตัวอย่าง: เส้นโค้งสีขาวบนพื้นสีเขียวศิลาดล ไม่ใช่ภาพถ่ายสถานที่จริง",
    "A sample: white curves on celadon green, not a photograph of any place",
)
OPENING_TH = "บทความนี้เป็นข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ เรื่องราวไม่ได้เกิดขึ้นจริง"
OPENING_EN = (
    "This article is sample data for trying out the portal; nothing in it is real."
)
WORKSHOP_TH = """{opening}

## สิ่งที่ได้ทำ

เมืองจัดเวิร์กช็อปด้านการออกแบบร่วมกับเครือข่ายในพื้นที่ โดยมีผู้เข้าร่วมจาก 3 กลุ่ม

- ช่างฝีมือและผู้ประกอบการ
- นักเรียนและครู
- เจ้าหน้าที่เมือง

![ภาพประกอบตัวอย่าง](picture:1)

## สิ่งที่ได้เรียนรู้

> เริ่มจากสิ่งที่ชุมชนทำอยู่แล้ว แล้วจึงชวนให้ทำต่อ

| ขั้นตอน | ใช้เวลา |
|---|---|
| หารือกับชุมชน | 2 สัปดาห์ |
| ทดลองทำ | 1 เดือน |

อ่านวิธีคำนวณได้ที่[หน้าที่มาของตัวเลข](/th/about/method/)
"""
WORKSHOP_EN = """{opening}

## What was done

The city held a workshop on design with its networks. Three groups took part:

- craftspeople and traders
- pupils and teachers
- officers of the city

![A sample illustration](picture:1)

## What was learned

> Begin with what the community does already, then ask it to go on.

| Step | It took |
|---|---|
| Talks with the community | 2 weeks |
| A trial | 1 month |

How the numbers are made is told on [the page on method](/en/about/method/).
"""
SHORT_TH = "{opening}\n\nเมืองเตรียมกิจกรรมร่วมกับเครือข่าย และจะแจ้งกำหนดการให้ทราบต่อไป"
SHORT_EN = "{opening}\n\nThe city prepares an activity with its networks; dates follow."

FIELDS = {
    "chiang-rai": "design",
    "nan": "crafts-folk-art",
    "suphan-buri": "music",
    "phetchaburi": "gastronomy",
    "sukhothai": "crafts-folk-art",
}
#: City, kind, titles, days before today that it was published on, what it shows.
ARTICLES = (
    (
        "chiang-rai",
        "knowledge",
        "ตัวอย่าง: เวิร์กช็อปออกแบบกับชุมชน ทำอย่างไรให้ต่อเนื่อง",
        "Sample: how a design workshop with a community goes on",
        20,
        {"picture"},
    ),
    (
        "nan",
        "news",
        "ตัวอย่าง: เมืองน่านหารือร่วมกับเครือข่ายหัตถกรรม",
        "Sample: Nan talks with its network of crafts",
        45,
        {"older"},
    ),
    (
        "suphan-buri",
        "news",
        "ตัวอย่าง: สุพรรณบุรีชวนร่วมฟังดนตรีในตลาด",
        "",
        75,
        set(),
    ),
    (
        "phetchaburi",
        "news",
        "ตัวอย่าง: เพชรบุรีเตรียมเทศกาลอาหาร",
        "Sample: Phetchaburi prepares a festival of food",
        -30,
        set(),
    ),
    (
        "sukhothai",
        "knowledge",
        "ตัวอย่าง: ร่างบทความเรื่องเตาสังคโลก",
        "Sample: a draft on the kilns of Sangkhalok",
        None,
        set(),
    ),
)


def sample_articles(users, on):
    """One for each state: read, older in English, without it, ahead, proposed."""
    for slug, kind, title_th, title_en, before, has in ARTICLES:
        city = City.objects.get(slug=slug)
        article = _written(city, kind, title_th, title_en, "picture" in has)
        article.add(by=users[f"officer.{slug}"], cities=[city])
        if "picture" in has:
            _picture(article, users[f"officer.{slug}"])
        if "older" in has:
            _revise(article, users[f"officer.{slug}"])
        _shown_from(article, before, users, on)


def _written(city, kind, title_th, title_en, is_long):
    text_th, text_en = (WORKSHOP_TH, WORKSHOP_EN) if is_long else (SHORT_TH, SHORT_EN)
    article = Article(
        kind=kind,
        field=FIELDS[city.slug],
        title_th=title_th,
        summary_th="ข้อมูลตัวอย่างเพื่อทดลองใช้ระบบ ไม่ใช่ข่าวจริง",
        body_th=text_th.format(opening=OPENING_TH),
        is_sample=True,
    )
    if title_en:
        article.title_en = title_en
        article.summary_en = "Sample data for trying out the portal, no real news."
        article.body_en = text_en.format(opening=OPENING_EN)
    return article


def _revise(article, officer):
    """The Thai goes on, and the English stays as it was."""
    article.body_th += "\n\nปรับปรุงข้อความเพิ่มเติมภายหลัง"
    article.edit(by=officer, fields=["body_th"])


def _shown_from(article, before, users, on):
    if before is None:
        article.propose(by=article.cities.get().officers.first(), on=on)
        return
    day = on - timedelta(days=before)
    article.publish(by=users["secretary"], on=min(day, on), from_day=day)


def _picture(article, officer):
    image = ArticleImage(
        article=article,
        alt_th=ALT[0],
        alt_en=ALT[1],
        credit_th=CREDIT[0],
        credit_en=CREDIT[1],
        consent=ArticleImage.Consent.NOT_NEEDED,
        is_sample=True,
    )
    image.hold(examine(_drawn()))
    image.add(by=officer)


def _drawn():
    """Arcs of the glaze's colours: it shows nothing that could be true."""
    picture = Image.new("RGB", (1200, 800), GLAZE)
    pen = ImageDraw.Draw(picture)
    for step in range(1, 7):
        reach = 150 * step
        box = (600 - reach, 900 - reach, 600 + reach, 900 + reach)
        pen.arc(box, 180, 360, fill=PAPER, width=4 * step)
    content = BytesIO()
    picture.save(content, "PNG")
    return SimpleUploadedFile("sample.png", content.getvalue(), "image/png")
