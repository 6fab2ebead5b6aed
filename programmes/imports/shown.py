"""What a checked file would do, as its page shows it until somebody says: record it."""

from typing import Any

from .judging import UNCHANGED, Judged


def shown(judged: Judged, file: dict[str, Any]) -> dict[str, Any]:
    """As JSON: counts, rows in order, and the digest that recording holds them to.

    Of rows that change nothing it says no more than which they are.
    """
    return {
        "name": file["name"],
        "sha256": file["sha256"],
        "unread": file["unread"],
        "language": file["language"],
        "counts": judged.counts(),
        "digest": judged.digest(),
        "lines": [line.shown() for line in judged.lines if line.state != UNCHANGED],
        "unchanged": [
            {"number": line.number, "title": line.title}
            for line in judged.lines
            if line.state == UNCHANGED
        ],
    }
