"""One thing that somebody owes, as letters speak of it: which row, and of which day."""

from dataclasses import dataclass
from datetime import date

from cities.models import City


@dataclass(frozen=True)
class Thing:
    """`kind` is that of the desk's line which counts it (owed_words.WORDS).

    `day` is the one it is due on (`is_due`), else since which it waits. `about` names
    the row for good; what a row is spoken of in two ways for has two names.
    """

    kind: str
    about: str
    day: date
    words: str
    url: str
    city: City | None = None
    is_due: bool = False

    def days(self, on: date) -> int:
        """Days since its day; negative before it."""
        return (on - self.day).days


def name_of(kind: str, row) -> str:
    """`step-due` and `step-overdue` of one milestone are one thing: step."""
    return named(kind, type(row), row.pk)


def named(kind: str, model, pk: int) -> str:
    """The same of a row of which the key alone is at hand."""
    family = kind.split("-")[0]
    return f"{family}:{model._meta.label_lower}/{pk}"
