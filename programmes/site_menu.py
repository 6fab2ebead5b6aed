"""The parts of the portal that stand in the head of every page, and where one is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

#: Address of a part, its words, and what the addresses of its pages begin with.
PARTS = (
    ("cities:index", _("Cities"), {"cities", "compare"}),
    ("programmes:latest_agreement", _("Agreement"), {"agreements", "schedule"}),
    ("programmes:reviews", _("Reviews"), {"reviews"}),
    ("programmes:knowledge", _("News and knowledge"), {"knowledge"}),
    ("programmes:participate", _("Take part"), {"participate", "districts"}),
)


@dataclass(frozen=True)
class Part:
    """`current` is the value of aria-current: page, true (a page below it) or none."""

    url: str
    words: str
    current: str


def parts_at(path: str) -> list[Part]:
    """Every part, as seen from the page at an address such as /th/cities/nan/."""
    return [_part(path, *part) for part in PARTS]


def _part(path, name, words, beginnings):
    url = reverse(name)
    if path == url:
        return Part(url, words, "page")
    below = path.strip("/").split("/")[1:2]
    return Part(url, words, "true" if beginnings.intersection(below) else "")
