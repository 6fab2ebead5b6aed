"""Entries as a file: what was there before and after stands in it as JSON."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from creativecity.ledger.digest import canonical
from creativecity.ledger.models import LogEntry
from creativecity.spreadsheets import cut
from creativecity.template_filters import number

from .words import kind_words, verb_words

#: Of a sheet, in characters.
WIDTHS = (10, 20, 18, 22, 26, 12, 34, 48, 48, 20, 12, 12, 68)
#: So many entries a sheet holds: people read no more, and a CSV file has them all.
MOST = 100_000


def header() -> list[str]:
    return [
        _("Line"),
        pgettext("audit", "When"),
        _("Who"),
        _("What was done"),
        _("Kind"),
        _("Which one"),
        _("Concerns"),
        _("Before"),
        _("After"),
        _("Of persons, changed"),
        _("Public"),
        _("Sample data"),
        _("Hash"),
    ]


def rows(entries: Iterable[LogEntry]) -> Iterator[list]:
    yes, no = _("yes"), _("no")
    for entry in entries:
        payload = entry.payload
        yield [
            entry.sequence,
            entry.at.isoformat(),
            entry.by.get_username() if entry.by else "",
            verb_words(entry.verb),
            kind_words(entry.subject),
            entry.subject_id,
            entry.about,
            _json(payload.get("before")),
            _json(_after(payload)),
            ", ".join(payload.get("personal", ())),
            yes if entry.is_public else no,
            yes if entry.is_sample else no,
            entry.hash,
        ]


def note(count: int) -> str:
    """What a sheet says where it holds not all that was chosen."""
    if count <= MOST:
        return ""
    words = _("The newest %(most)s of %(count)s; the CSV file has all of them.")
    return words % {"most": number(MOST), "count": number(count)}


def _after(payload):
    """The values after it; of a row its digest, of a note what it notes."""
    if "after" in payload:
        return payload["after"]
    return payload


def _json(values):
    return cut(canonical(values), "…") if values else ""
