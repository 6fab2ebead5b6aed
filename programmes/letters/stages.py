"""When a letter speaks of a thing: the stage that it has reached by a day.

Days are counted from the day on which a thing is due, or since which it waits; before
a day that is due they are negative. Read the table of its kind from the bottom; the
first row that is reached is the stage. Then it is said once, and not before the next.

    due on a day            waits since a day
    ----------------------  -----------------
    -30  before-30            7  after-7
    -14  before-14           30  after-30
     -3  before-3            60  after-60, and so each 30 days
      0  on-day
      1  after-1
      7  after-7
     30  after-30
     60  after-60, and so each 30 days

**Only the latest stage is ever said.** A run that missed days says it once, late, and
what it passed over is not made up for: nobody is told on one morning that something was
due in a fortnight, in three days and today.

**A day that moved starts anew**: who was told of the old day is told of the new one at
its stages. That is why what was said is kept with the day (LetterLine).
"""

from dataclasses import dataclass
from datetime import date, timedelta

#: Days from the day that something is due on, before it and after it.
OF_DUE = (-30, -14, -3, 0, 1, 7, 30)
#: Days since something waits.
OF_WAITING = (7, 30)
#: From the last of these on it is said again each so many days.
AGAIN = 30


@dataclass(frozen=True)
class Stage:
    """`days` from the day that counts: negative before it, 0 on it."""

    days: int

    def code(self) -> str:
        """What a line of a letter keeps: `before-14`, `on-day`, `after-60`."""
        if self.days == 0:
            return "on-day"
        return f"before-{-self.days}" if self.days < 0 else f"after-{self.days}"


def stage_of(day: date, on: date, *, is_due: bool) -> Stage | None:
    """The latest stage that a thing has reached by the day `on`, None before any.

    `day` is the one it is due on (`is_due`), or since which it waits.
    """
    passed, stages = (on - day).days, OF_DUE if is_due else OF_WAITING
    if passed >= stages[-1]:
        return Stage(passed - passed % AGAIN)
    reached = [days for days in stages if days <= passed]
    return Stage(reached[-1]) if reached else None


def next_stage(day: date, on: date, *, is_due: bool) -> tuple[Stage, date]:
    """The first stage that is reached after the day `on`, and its day."""
    passed, stages = (on - day).days, OF_DUE if is_due else OF_WAITING
    ahead = [days for days in stages if days > passed]
    days = ahead[0] if ahead else passed - passed % AGAIN + AGAIN
    return Stage(days), day + timedelta(days=days)
