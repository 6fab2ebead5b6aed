"""Suggestions as a table for machines: one row a suggestion, as the public reads it."""

HEADER = (
    "reference",
    "city",
    "received_on",
    "channel",
    "language",
    "state",
    "text",
    "text_in_the_other_language",
    "answered_on",
    "reason_th",
    "reason_en",
    "decision",
    "is_sample",
)


def suggestion_rows(stories):
    """The rows under HEADER; no text of what is not shown."""
    for story in stories:
        row, newest, shown = story.row, story.newest(), story.words() is not None
        yield (
            row.reference,
            row.city.slug,
            row.effective_on.isoformat(),
            row.channel,
            row.language,
            story.state(),
            story.moderation.shown_text if shown else "",
            story.moderation.other_text if shown else "",
            newest and newest.effective_on.isoformat(),
            newest and newest.reason_th,
            newest and newest.reason_en,
            newest and newest.decision,
            row.is_sample,
        )
