"""Unicode's table of what sorts before what, with what CLDR moves for Thai."""

from collections.abc import Iterator
from functools import cache
from os import devnull
from pathlib import Path

import pyuca
from pyuca.collator import COLL_ELEMENT_PATTERN
from pyuca.utils import hexstrings2int

#: The scripts from Latin to Thai, and the signs: what names here are written in. What
#: lies beyond takes six times the memory, and goes by code point after all others.
SORTED = (range(0x0E80), range(0x1E00, 0x3000))
#: (character, the one that it stands right after, on which level).
MOVED = (
    ("\N{THAI CHARACTER NIKHAHIT}", "ฮ", 0),
    ("\N{THAI CHARACTER LAKKHANGYAO}", "า", 0),
    ("\N{THAI CHARACTER PHINTHU}", "ไ", 0),
    ("\N{THAI CHARACTER THANTHAKHAT}", "\N{THAI CHARACTER YAMAKKAN}", 1),
)


@cache
def collator() -> pyuca.Collator:
    """Built at the first comparison, since reading the table takes a while."""
    found = pyuca.Collator(devnull)
    for points, weights in _weights():
        found.table.add(points, weights)
    for character, neighbour, level in MOVED:
        weights = list(found.collation_elements(neighbour)[0])
        weights[level] += 0.5
        found.table.add([ord(character)], [weights])
    return found


def _weights() -> Iterator[tuple[list[int], list[list[int]]]]:
    """(code points, their weights on each level) of the sorted scripts."""
    name = f"allkeys-{pyuca.Collator.UCA_VERSION}.txt"
    with Path(pyuca.__file__).with_name(name).open(encoding="utf-8") as table:
        for line in table:
            letters, _, weights = line.partition("#")[0].partition(";")
            if not weights or letters.startswith("@"):
                continue
            points = hexstrings2int(letters.split())
            if any(points[0] in scripts for scripts in SORTED):
                yield (
                    points,
                    [
                        hexstrings2int(each)
                        for each in COLL_ELEMENT_PATTERN.findall(weights)
                    ],
                )
