"""Markdown as staff write it, to HTML that is safe to show. No database, no clock.

HTML in the text is text. Of pictures only those of the article itself are shown, each
on a line of its own: `![caption](picture:3)`. What comes out is looked through once
more (nh3): nothing but the tags and attributes named here ever reaches a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from creativecity.thai_text import keep_whole_in_page

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TAGS = {
    *HEADINGS[1:],
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "a", "figure", "figcaption", "img", "small", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
#: Around a table, which scrolls sideways by itself and can be reached by key.
FRAME = {"class": "scroll", "tabindex": "0", "role": "region"}
TABLE = {"th": "ตาราง", "en": "Table"}
SCHEMES = {"http", "https", "mailto"}
#: How wide a picture stands in the text: the measure, or a phone's whole width.
SIZES = "(width >= 44rem) 40rem, 100vw"

#: Brackets that may stand open at once, and lines: the worst text takes a second.
MAX_OPEN = 20
MAX_LINES = 2_000

#: A line that is a picture of the article and nothing else.
_PICTURE = re.compile(r"^ {0,3}!\[([^\]\n]*)\]\(picture:(\d{1,4})\)[ \t]*$", re.M)
_LEADS = re.compile(r"https?://[^\s/\\]|mailto:[^\s]|/(?![/\\])|/$|#", re.I)
_EXTERNAL = re.compile(r"https?:", re.I)
_BRACKETS = re.compile(r"[\[\]()]")
#: What Markdown marks its own places with, and halves of characters: they say nothing.
_MARKS = re.compile("[\x02\x03\ud800-\udfff]")


@dataclass(frozen=True)
class Picture:
    """What the page needs to show one: addresses, pixels, words in its language."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


def rendered(
    text: str, pictures: Mapping[int, Picture] | None = None, language: str = "th"
) -> SafeString:
    """The HTML of a text in a language ("th", "en"); its first heading is an h2.

    `pictures` are those that may be shown, by their number; one that is not among them
    is left out. Words of the glossary are kept whole. Never raises.
    """
    pictures = pictures or {}
    text = _MARKS.sub("", text)
    if is_too_tangled(text):
        return keep_whole_in_page(_plain(text), language)
    try:
        html = _converter(pictures, language).convert(_apart(text))
    except RecursionError:  # quotes and lists nested deeper than anybody reads
        html = _plain(text)
    return keep_whole_in_page(_clean(html, pictures), language)


def is_too_tangled(text: str) -> bool:
    """Whether its markup could keep a reader waiting for seconds; shown as it is typed.

    Markdown looks for the end of each bracket that was opened, as far as the text goes.
    """
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[(" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > MAX_OPEN or text.count("\n") > MAX_LINES


def _plain(text):
    return linebreaks(text, autoescape=True)


def placed(text: str) -> list[int]:
    """The numbers of the pictures that a text places, in its order."""
    return [int(number) for _caption, number in _PICTURE.findall(text)]


def unplaceable(text: str) -> bool:
    """Whether a picture is asked for in a way that shows none."""
    return "![" in _PICTURE.sub("", text)


def figure(number: int, pictures: Mapping[int, Picture], language: str) -> SafeString:
    """A picture that its text does not place, as the text would show it."""
    return rendered(f"![](picture:{number})", pictures, language)


def _apart(text):
    """Pictures as blocks of their own, whatever stands right above or below."""
    return _PICTURE.sub(r"\n\n![\1](picture:\2)\n\n", text)


def _converter(pictures, language):
    extensions = ["tables", "sane_lists", _OfArticle(pictures, language)]
    return Markdown(extensions=extensions, output_format="html")


def _clean(html, pictures):
    addresses = {picture.src for picture in pictures.values()}
    addresses |= {picture.srcset for picture in pictures.values()}

    def kept(tag, attribute, value):
        is_address = tag == "img" and attribute in {"src", "srcset"}
        return None if is_address and value not in addresses else value

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=kept,
    )


class _OfArticle(Extension):
    """Markdown without HTML, with the article's pictures and headings that fit in."""

    def __init__(self, pictures, language):
        super().__init__()
        self.pictures = pictures
        self.language = language

    def extendMarkdown(self, md):  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail", "image_link", "image_reference"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.deregister("short_image_ref")
        md.parser.blockprocessors.register(
            _Pictures(md.parser, self.pictures), "pictures", 175
        )
        md.treeprocessors.register(_Outline(md, self.language), "outline", 5)


class _Pictures(BlockProcessor):
    def __init__(self, parser, pictures):
        super().__init__(parser)
        self.pictures = pictures
        self.shown = 0

    def test(self, parent, block):
        return bool(_PICTURE.fullmatch(block.strip("\n")))

    def run(self, parent, blocks):
        caption, number = _PICTURE.fullmatch(blocks.pop(0).strip("\n")).groups()
        picture = self.pictures.get(int(number))
        if picture is not None:
            _draw(parent, picture, caption.strip(), is_first=not self.shown)
            self.shown += 1


def _draw(parent, picture, caption, *, is_first):
    """A figure: the first of a page is loaded at once, the others as one comes near."""
    frame = SubElement(parent, "figure")
    values = {
        "src": picture.src,
        "srcset": picture.srcset,
        "sizes": SIZES,
        "width": str(picture.width),
        "height": str(picture.height),
        "alt": picture.alt,
    }
    SubElement(frame, "img", values if is_first else {**values, "loading": "lazy"})
    if caption or picture.credit:
        told = SubElement(frame, "figcaption")
        told.text = caption
        if picture.credit:
            SubElement(told, "small").text = picture.credit


class _Outline(Treeprocessor):
    """Headings below the page's own, links that lead somewhere, tables that scroll."""

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
