"""The sources, what they disagree on, and what none of them tells."""

from cities.models import Basis, Source

from .rows import rows, say

RESEARCH = "research/public-facts"
CONFLICT = [
    f"{name}_{language}"
    for name in ("topic", "one", "other", "used")
    for language in ("th", "en")
]
CONFLICT_TH = (
    "{topic_th}: แหล่งอ้างอิงหนึ่งระบุว่า {one_th} "
    "อีกแหล่งหนึ่งระบุว่า {other_th} (ระบบนี้ใช้: {used_th})"
)
CONFLICT_EN = (
    "{topic_en}: one source says {one_en}, another {other_en} (here: {used_en})"
)


def sources(loader, data):
    for row in rows(loader, "source", data, "code"):
        values = {
            **row.take("title", "strength"),
            "publisher": row.get("publisher"),
            "published": row.get("published"),
            "address": row.get("address"),
            "note": row.get("note"),
        }
        loader.keep(row, Source, {"code": row.need("code")}, values)


def unknowns(loader, data):
    for number, row in enumerate(rows(loader, "unknown", data), start=1):
        row.values = {**row.values, "basis": Basis.DERIVED}
        topic = f"not-found-{number:02}"
        say(loader, row, RESEARCH, topic, row.need("text_th"), row.need("text_en"))


def conflicts(loader, data):
    for number, row in enumerate(rows(loader, "conflict", data), start=1):
        row.values = {**row.values, "basis": Basis.DERIVED}
        texts = row.take(*CONFLICT)
        topic = f"conflict-{number:02}"
        say(
            loader,
            row,
            RESEARCH,
            topic,
            CONFLICT_TH.format(**texts),
            CONFLICT_EN.format(**texts),
        )
