"""How far a long command is, for somebody who looks on at a terminal.

One line of plain text that renews itself and is gone at the end. What is no terminal,
such as a log, is left in peace.
"""

import shutil
import sys
import time

from django.core.management.base import OutputWrapper

#: Seconds between two looks of the line: showing it must not cost the work its time.
OFTEN = 0.2
#: Seconds until which the time left would be a guess.
SOON = 2


class Line:
    """The line of one piece of work; `tell(done)` renews it.

    `total` is None where it is not known; `stream` is a command's `self.stderr`.
    """

    def __init__(self, what, total=None, stream=None):
        self.what, self.total = what, total
        is_wrapped = isinstance(stream, OutputWrapper)
        self.stream = stream if is_wrapped else OutputWrapper(stream or sys.stderr)
        self.is_seen = self.stream.isatty()
        self.began, self.due, self.width = time.monotonic(), 0, 0

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self._show("")
        self._show("")  # once more, for the place where the next words begin

    def tell(self, done, total=None):
        total = self.total if total is None else total
        now = time.monotonic()
        if now >= self.due or done == total:
            self.due = now + OFTEN
            self._show(in_words(self.what, done, total, now - self.began))

    def _show(self, words):
        """Over what stands there; as wide as the terminal at most, for a line that
        breaks cannot be renewed.
        """
        if self.is_seen:
            words = words[: shutil.get_terminal_size().columns - 1]
            # Plain, where a command's errors are else in red.
            self.stream.write("\r" + words.ljust(self.width), str, "")
            self.stream.flush()
            self.width = len(words)


def progress(rows, total, what, stream=None):
    """The rows one after the other, and a line that tells of how many."""
    with Line(what, total, stream) as line:
        for number, row in enumerate(rows, 1):
            yield row
            line.tell(number)


def in_words(what: str, done: int, total: int | None, seconds: float) -> str:
    """Count, share and time left, as far as they are known: "Rows: 5 of 10 (50 %)"."""
    if not total:
        return f"{what}: {done:,}"
    told = f"{what}: {done:,} of {total:,} ({100 * done // total} %)"
    if seconds < SOON or not 0 < done < total:
        return told
    return f"{told}, {_time(seconds * (total - done) / done)} left"


def _time(seconds):
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if seconds < 60:
        return f"{round(seconds)} s"
    return f"{minutes} min" if minutes < 120 else f"{hours} h"
