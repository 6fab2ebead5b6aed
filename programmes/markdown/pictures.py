"""Pictures of an article in its text: `![caption](picture:3)` on a line of its own."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import SubElement

from markdown.blockprocessors import BlockProcessor

#: How wide a picture stands in the text: the measure, or a phone's whole width.
SIZES = "(width >= 44rem) 40rem, 100vw"

#: A line that is a picture of the article and nothing else.
_PICTURE = re.compile(r"^ {0,3}!\[([^\]\n]*)\]\(picture:(\d{1,4})\)[ \t]*$", re.M)


@dataclass(frozen=True)
class Picture:
    """What the page needs to show one: addresses, pixels, words in its language."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


def placed(text: str) -> list[int]:
    """The numbers of the pictures that a text places, in its order."""
    return [int(number) for _caption, number in _PICTURE.findall(text)]


def unplaceable(text: str) -> bool:
    """Whether a picture is asked for in a way that shows none."""
    return "![" in _PICTURE.sub("", text)


def apart(text: str) -> str:
    """Pictures as blocks of their own, whatever stands right above or below."""
    return _PICTURE.sub(r"\n\n![\1](picture:\2)\n\n", text)


class Pictures(BlockProcessor):
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
