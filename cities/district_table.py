"""The creative districts as a table for machines: one row a district."""

HEADER = (
    "city",
    "district",
    "name_th",
    "name_en",
    "as_of",
    "state",
    "since",
    "since_precision",
    "shown_by_th",
    "shown_by_en",
    "sources",
    "evidence",
    "is_sample",
)


def district_rows(goal):
    """The rows under HEADER of a `districts.Goal`; no state where none is on record."""
    for standing in goal.standings():
        district, newest, since = standing.district, standing.newest(), standing.since()
        yield (
            district.city.slug,
            district.slug,
            district.name_th,
            district.name_en,
            goal.on.isoformat(),
            standing.code(),
            since and since.effective_on.isoformat(),
            since and since.precision,
            newest and newest.text_th,
            newest and newest.text_en,
            "; ".join((newest or district).source_codes),
            _published(newest),
            bool(newest and newest.is_sample),
        )


def _published(state):
    """The title of the piece of evidence that the public may see."""
    piece = state and state.evidence
    return piece.title if piece and piece.is_public() else None
