"""The blocks of which a file is made: words in one language, nothing left to look up.

A PDF and a Word file are drawn from the same blocks, so they cannot differ in a word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """`level` 1 begins a part, 2 a city or a matter, 3 what is told of it."""

    level: int
    text: str
    type: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Paragraph:
    """`look` is "", "note", "sample" or "bold"."""

    text: str
    look: str = ""
    type: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Points:
    """A list; each of `items` is one line of it."""

    items: tuple[str, ...]
    type: str = field(default="points", init=False)


@dataclass(frozen=True)
class Facts:
    """Pairs of what is asked and what is known."""

    rows: tuple[tuple[str, str], ...]
    type: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Grid:
    """A table with a header that is repeated; `shares` are the columns' widths.

    `numbers` are the columns (from 0) whose figures are set to the right.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    type: str = field(default="grid", init=False)


@dataclass(frozen=True)
class Mark:
    """A mark on a line: `at` is per mille of the axis, `lane` 0 (top) to 2."""

    at: int
    lane: int
    kind: str


@dataclass(frozen=True)
class Line:
    name: str
    member_from: int | None
    marks: tuple[Mark, ...]
    threads: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True)
class Drawing:
    """The lines of time; `alt` says in words what is to be seen.

    `ticks` are places and years, `legend` kinds of marks and their names.
    """

    caption: str
    alt: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[int, str], ...]
    term: tuple[int, int]
    reviews: tuple[int, ...]
    legend: tuple[tuple[str, str], ...]
    type: str = field(default="drawing", init=False)


@dataclass(frozen=True)
class Signers:
    """Lines on which people sign, each with the words below it."""

    lines: tuple[tuple[str, ...], ...]
    type: str = field(default="signers", init=False)


type Block = Heading | Paragraph | Points | Facts | Grid | Drawing | Signers


def facts(rows: Iterable[tuple[str, str]]) -> Facts:
    """Those of the pairs of which something is known."""
    return Facts(tuple((name, words) for name, words in rows if words))


def grid_or(
    nothing: str,
    caption: str,
    header: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    shares: tuple[int, ...],
    numbers: tuple[int, ...] = (),
) -> Iterator[Block]:
    """A table under its caption, or the words that there is nothing to tell."""
    rows = tuple(rows)
    if rows:
        yield Grid(caption, tuple(header), rows, shares, numbers)
    else:
        yield Paragraph(f"{caption}: {nothing}")


def in_lines(grid: Grid) -> Paragraph:
    """A table as a paragraph: its caption, then a line a row, each cell by its name."""
    rows = (
        "; ".join(f"{name}: {cell}" for name, cell in _named(grid, row) if cell)
        for row in grid.rows
    )
    return Paragraph("\n".join((grid.caption, *rows)))


def _named(grid, row):
    return zip(grid.header, row, strict=True)
