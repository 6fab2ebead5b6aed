"""The order of an agenda in Thai offices: five numbered sections, or six.

The headings are those of the sources MIN2 and MIN3 (facts.md, section 5). The five-item
form has no matters arising: they are told with the matters for information.
"""

from collections.abc import Iterable
from typing import Any

from .models import AgendaItem, AnnualReview
from .reports.values import Text

Section = AgendaItem.Section
Form = AnnualReview.Agenda

FORMS = {
    Form.FIVE: (
        Section.CHAIR,
        Section.MINUTES,
        Section.INFORM,
        Section.CONSIDER,
        Section.OTHER,
    ),
    Form.SIX: (
        Section.CHAIR,
        Section.MINUTES,
        Section.ARISING,
        Section.INFORM,
        Section.CONSIDER,
        Section.OTHER,
    ),
}
HEADINGS = {
    Section.CHAIR: Text("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "Matters the chair reports"),
    Section.MINUTES: Text("เรื่องรับรองรายงานการประชุม", "Adoption of the last minutes"),
    Section.ARISING: Text("เรื่องสืบเนื่อง", "Matters arising"),
    Section.INFORM: Text("เรื่องที่เสนอให้ที่ประชุมทราบ", "Matters for information"),
    Section.CONSIDER: Text("เรื่องที่เสนอให้ที่ประชุมพิจารณา", "Matters for consideration"),
    Section.OTHER: Text("เรื่องอื่น ๆ", "Other matters"),
}


def shown_in(section: str, form: str) -> str:
    """The section of a form in which a matter of this section is told."""
    return section if section in FORMS[Form(form)] else Section.INFORM


def in_sections(
    items: Iterable[Any], form: str
) -> list[tuple[int, Section, list[tuple[str, Any]]]]:
    """[(number, section, [(number of the matter such as "3.2", matter)])].

    Every section of the form, also one without a matter; within it the matters keep
    the order in which they come, those arising first.
    """
    items = list(items)
    found = []
    for number, section in enumerate(FORMS[Form(form)], start=1):
        mine = [item for item in items if shown_in(item.section, form) == section]
        mine.sort(key=lambda item: item.section != Section.ARISING)
        rows = [(f"{number}.{place}", item) for place, item in enumerate(mine, start=1)]
        found.append((number, section, rows))
    return found
