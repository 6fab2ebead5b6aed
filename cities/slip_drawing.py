"""Each line of the slip ledger as a thread: plain numbers that templates turn to SVG.

The lines of one group share an axis, so that weeks can be seen in a bid that took a
year, and years in targets. A move is a stitch: above the thread where the date moved
on, below it where it moved forward; where it lands is a knot.
"""

from dataclasses import dataclass
from datetime import date

from .axis import Axis, Tick
from .slip import SlipLine, dates_of

#: Across the thread, in per cent of its breadth: the thread, and how far a stitch goes.
MIDDLE, ABOVE, BELOW = 50, -14, 114
#: States in which a line still goes on, so that the day asked about is part of it.
OPEN = {"upcoming", "due", "overdue", "waiting-for-decision"}


@dataclass(frozen=True)
class Group:
    """Lines that belong together, as all those of one bid; `name` is for readers."""

    code: str
    name: str
    lines: tuple[SlipLine, ...]
    address: str = ""


@dataclass(frozen=True)
class Stitch:
    """From one date to another; `kind` is moved, waits or refused."""

    start: int
    end: int
    kind: str

    def path(self) -> str:
        """The stitch as SVG's path, on an axis of LENGTH by 100."""
        turn = ABOVE if self.end >= self.start else BELOW
        middle = (self.start + self.end) // 2
        return f"M{self.start} {MIDDLE}Q{middle} {turn} {self.end} {MIDDLE}"


@dataclass(frozen=True)
class Thread:
    """Where the dates of a line lie on its group's axis."""

    since: int
    baseline: int
    due: int
    stitches: tuple[Stitch, ...]
    actual: int | None
    actual_since: int | None
    retired: int | None

    def end(self) -> int:
        """Where the thread ends: at what came of it, or at the date that stands."""
        return self.due if self.actual is None else self.actual

    def start(self) -> int:
        return min(self.baseline, self.end())

    def stop(self) -> int:
        return max(self.baseline, self.end())

    def knots(self) -> list[int]:
        return [stitch.end for stitch in self.stitches if stitch.kind == "moved"]


@dataclass(frozen=True)
class DrawnGroup:
    """A group with its axis; `today` is None where that day lies outside."""

    name: str
    address: str
    ticks: tuple[Tick, ...]
    today: int | None
    rows: tuple[tuple[SlipLine, Thread], ...]


def draw_groups(groups: list[Group], *, on: date) -> list[DrawnGroup]:
    """The groups that have a line, drawn; `on` is the day asked about."""
    return [_drawn(group, on) for group in groups if group.lines]


def _drawn(group, on):
    days = [on] if any(line.standing.state in OPEN for line in group.lines) else []
    for line in group.lines:
        for day in dates_of(line):
            days += [day.first_day, day.last_day]
    axis = Axis.around(days)
    return DrawnGroup(
        name=group.name,
        address=group.address,
        ticks=axis.ticks(),
        today=axis.at(on) if axis.holds(on) else None,
        rows=tuple((line, thread(axis, line)) for line in group.lines),
    )


def thread(axis: Axis, line: SlipLine) -> Thread:
    actual, retired = line.actual, line.retired
    return Thread(
        since=axis.at(line.baseline.first_day),
        baseline=axis.at(line.baseline.last_day),
        due=axis.at(line.due().last_day),
        stitches=tuple(_stitches(axis, line)),
        actual=axis.at(actual.last_day) if actual else None,
        actual_since=axis.at(actual.first_day) if actual else None,
        retired=axis.at(line.due().last_day) if retired else None,
    )


def _stitches(axis, line):
    for move in line.moves:
        start, end = move.before.last_day, move.after.last_day
        yield Stitch(axis.at(start), axis.at(end), move.kind)
    for request in filter(None, (*line.refusals, line.wait)):
        start = line.due(request.said_on).last_day
        yield Stitch(axis.at(start), axis.at(request.asked.last_day), request.kind)
