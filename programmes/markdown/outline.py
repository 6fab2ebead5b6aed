"""Headings below the page's own, links that lead somewhere, tables that scroll."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Around a table, which scrolls sideways by itself and can be reached by key.
FRAME = {"class": "scroll", "tabindex": "0", "role": "region"}
TABLE = {"th": "ตาราง", "en": "Table"}

_LEADS = re.compile(r"https?://[^\s/\\]|mailto:[^\s]|/(?![/\\])|/$|#", re.I)
_EXTERNAL = re.compile(r"https?:", re.I)


class Outline(Treeprocessor):
    def __init__(self, md, language):
        super().__init__(md)
        self.language = language

    def run(self, root):
        open_levels = []
        for element in root.iter():
            if element.tag in HEADINGS:
                _fit_in(element, open_levels)
            elif element.tag == "a":
                _judge_link(element)
            elif element.tag == "th":
                element.attrib.clear()
                element.attrib["scope"] = "col"
        _frame_tables(root, TABLE[self.language])


def _fit_in(heading, open_levels):
    """h2 at the top, and below each heading the next one: no level is skipped."""
    level = HEADINGS.index(heading.tag)
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    heading.tag = HEADINGS[min(len(open_levels), len(HEADINGS) - 1)]


def _judge_link(link):
    """Where it leads nowhere that is allowed, its words stay and are no link."""
    target = link.attrib.get("href", "").strip()
    link.attrib.clear()
    if not _LEADS.match(target):
        link.tag = "span"
        return
    link.attrib["href"] = target
    if _EXTERNAL.match(target):
        link.attrib["rel"] = "external noreferrer"


def _frame_tables(root, name):
    """Each table in a part that scrolls sideways by itself, and says what it is."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "table":
                frame = Element("div", {**FRAME, "aria-label": name})
                frame.append(child)
                frame.tail, child.tail = child.tail, None
                parent[place] = frame
