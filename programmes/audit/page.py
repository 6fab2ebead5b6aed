"""Entries as the lines of a page, of a few queries for any number of them."""

from dataclasses import dataclass
from datetime import date

from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import bangkok_day

from .values import changed_words
from .words import NOBODY, Abouts, kind_words, verb_words


@dataclass(frozen=True)
class Line:
    entry: LogEntry
    on: date
    who: str
    done: str
    kind: str
    about: str
    changed: str


def lines_of(entries):
    abouts = Abouts(entries)
    return [
        Line(
            entry=entry,
            on=bangkok_day(entry.at),
            who=entry.by.get_username() if entry.by else str(NOBODY),
            done=verb_words(entry.verb),
            kind=kind_words(entry.subject),
            about=abouts.words(entry),
            changed=changed_words(entry) if entry.payload.get("before") else "",
        )
        for entry in entries
    ]
