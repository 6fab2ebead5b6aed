"""The register of decisions as the rows of a file; days are ISO, C.E."""

from creativecity.thai_calendar import bangkok_day

from .action_words import state_words
from .decision_register import Entry

HEADER = [
    "agreement",
    "number",
    "decided_on",
    "kind",
    "review_year",
    "text_th",
    "text_en",
    "did",
    "action_points",
    "taken_back_on",
    "is_sample",
]


def file_rows(entries: list[Entry], *, with_all_words: bool):
    """One row a decision; words that are not told yet only `with_all_words`."""
    for entry in entries:
        decision, taken_back = entry.decision, entry.withdrawal
        has_words = with_all_words or entry.is_told
        yield [
            decision.programme.slug,
            str(decision),
            decision.effective_on.isoformat(),
            decision.kind,
            str(decision.item.review.year) if decision.item else "",
            decision.text_th if has_words else "",
            decision.text_en if has_words else "",
            "; ".join(deed.words for deed in entry.deeds),
            "; ".join(_point(each) for each in entry.points) if has_words else "",
            bangkok_day(taken_back.recorded_at).isoformat() if taken_back else "",
            "yes" if decision.is_sample else "no",
        ]


def _point(followed):
    point, standing = followed.point, followed.standing
    day = standing.due_on.isoformat()
    return f"{point.owner()}: {point} ({day}, {state_words(standing)})"
