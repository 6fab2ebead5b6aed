"""Tables of one city for machines: its bids, its facts, its published evidence.

Days are ISO days of the Common Era, each the last of its period, with how exactly it
is known beside it. Internal notes are in none of them.
"""

BIDS = (
    "city",
    "as_of",
    "call_year_ce",
    "field",
    "stage",
    "day",
    "precision",
    "is_inferred",
    "text_th",
    "text_en",
    "basis",
    "sources",
    "is_sample",
)
FACTS = (
    "city",
    "as_of",
    "topic",
    "is_known",
    "value_th",
    "value_en",
    "number",
    "effective_on",
    "precision",
    "basis",
    "sources",
    "is_sample",
)
PIECES = (
    "city",
    "as_of",
    "title_th",
    "title_en",
    "kind",
    "media_type",
    "size_bytes",
    "sha256",
    "address",
    "added_on",
    "shown_since",
    "valid_until",
    "is_sample",
)


def bid_rows(city, bids, on):
    """One row a stage that had been reached by the day, call by call, under BIDS."""
    for bid in bids:
        candidacy = bid.candidacy
        for step in bid.steps():
            yield (
                city.slug,
                on.isoformat(),
                candidacy.call.year,
                candidacy.field,
                str(step.kind),
                step.day.day.isoformat(),
                str(step.day.precision),
                step.is_inferred(),
                *_said(step.stage),
            )


def _said(stage):
    if stage is None:
        return "", "", "derived", "", False
    return (
        stage.text_th,
        stage.text_en,
        stage.basis,
        "; ".join(stage.source_codes),
        stage.is_sample,
    )


def fact_rows(city, facts, on):
    """One row a fact under FACTS; one that is not known has no value."""
    for fact in facts:
        yield (
            city.slug,
            on.isoformat(),
            fact.topic,
            fact.is_known(),
            fact.value_th,
            fact.value_en,
            fact.number,
            fact.effective_on and fact.effective_on.isoformat(),
            fact.precision,
            fact.basis,
            "; ".join(fact.source_codes),
            fact.is_sample,
        )


def piece_rows(city, pieces, absolute, on):
    """One row a piece under PIECES; `absolute` makes a whole address of a path."""
    for piece in pieces:
        yield (
            city.slug,
            on.isoformat(),
            piece.title_th,
            piece.title_en,
            "link" if piece.link else "file",
            piece.media_type,
            piece.size,
            piece.sha256,
            absolute(piece.address()),
            piece.added_on.isoformat(),
            piece.published_on.isoformat(),
            piece.valid_until and piece.valid_until.isoformat(),
            piece.is_sample,
        )
