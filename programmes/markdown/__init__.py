"""Markdown as staff write it, to HTML that is safe to show. No database, no clock.

HTML in the text is text. Of pictures only those of the article itself are shown, each
on a line of its own: `![caption](picture:3)`. What comes out is looked through once
more (nh3): nothing but the tags and attributes named here ever reaches a page.
"""

import re
from collections.abc import Mapping

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from markdown import Markdown
from markdown.extensions import Extension

from creativecity.thai_text import keep_whole_in_page

from .outline import HEADINGS, Outline
from .pictures import Picture, Pictures, apart, placed, unplaceable

__all__ = ["Picture", "figure", "is_too_tangled", "placed", "rendered", "unplaceable"]

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
SCHEMES = {"http", "https", "mailto"}

#: Brackets that may stand open at once, and lines: the worst text takes a second.
MAX_OPEN = 20
MAX_LINES = 2_000

_BRACKETS = re.compile(r"[\[\]()]")
#: What Markdown marks its own places with, and halves of characters: they say nothing.
_MARKS = re.compile("[\x02\x03\ud800-\udfff]")


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
        html = _converter(pictures, language).convert(apart(text))
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


def figure(number: int, pictures: Mapping[int, Picture], language: str) -> SafeString:
    """A picture that its text does not place, as the text would show it."""
    return rendered(f"![](picture:{number})", pictures, language)


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
            Pictures(md.parser, self.pictures), "pictures", 175
        )
        md.treeprocessors.register(Outline(md, self.language), "outline", 5)
