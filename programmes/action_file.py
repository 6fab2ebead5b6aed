"""Action points as the rows of a file; days are ISO, C.E."""

HEADER = [
    "agreement",
    "decision",
    "given_on",
    "owner",
    "text_th",
    "text_en",
    "due_first",
    "due_now",
    "state",
    "days",
    "times_moved",
    "times_carried",
    "last_said_on",
    "last_note",
    "is_sample",
]


def file_rows(found):
    """One row an action point (Followed); the note is the staff's alone."""
    for row in found:
        point, standing, last = row.point, row.standing, row.last_said()
        yield [
            point.decision.programme.slug,
            str(point.decision),
            point.effective_on.isoformat(),
            point.owner_key(),
            point.text_th,
            point.text_en,
            point.due_on.isoformat(),
            standing.due_on.isoformat(),
            str(standing.state),
            "" if standing.days is None else str(standing.days),
            str(standing.times_moved),
            str(standing.times_carried),
            last.effective_on.isoformat() if last else "",
            last.note if last else "",
            "yes" if point.is_sample else "no",
        ]
