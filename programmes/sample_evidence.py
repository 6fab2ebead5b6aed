"""Made-up evidence for trying out: one piece for each state that a piece can be in."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cities.evidence_files import examine
from cities.models import Evidence

LINK = "https://example.org/sample-evidence"
GLAZE = (28, 107, 84)


def sample_library(city, officer, publisher, on):
    """The pieces of one city: published, about to run out, run out, and proposed."""
    published = _add(city, officer, on, "หลักฐานตัวอย่าง", "Sample evidence")
    published.propose(by=officer, on=on)
    published.publish(by=publisher, on=on)
    ageing = _add(
        city,
        officer,
        on,
        "คำสั่งแต่งตั้งตัวอย่าง",
        "Sample order of appointment",
        valid_until=on + timedelta(days=45),
        file=_picture(),
    )
    expired = _add(
        city,
        officer,
        on,
        "แผนงานตัวอย่างฉบับเดิม",
        "Sample plan of last year",
        valid_until=on - timedelta(days=20),
    )
    proposed = _add(city, officer, on, "รายงานการประชุมตัวอย่าง", "Sample minutes")
    proposed.propose(by=officer, on=on)
    return [published, ageing, expired, proposed]


def _add(city, officer, on, title_th, title_en, *, file=None, **fields):
    piece = Evidence(
        title_th=title_th,
        title_en=title_en,
        added_on=on,
        is_sample=True,
        **fields,
    )
    if file is None:
        slug = title_en.lower().replace(" ", "-")
        piece.link = f"{LINK}/{city.slug}/{slug}"
    else:
        piece.hold(examine(file))
    return city.add_evidence(piece, by=officer)


def _picture():
    """A plain sheet of the portal's own colour: it shows nothing that could be true."""
    content, picture = BytesIO(), Image.new("RGB", (210, 297), GLAZE)
    picture.save(content, "PNG")
    return SimpleUploadedFile("sample.png", content.getvalue(), "image/png")
