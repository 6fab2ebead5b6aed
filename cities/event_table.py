"""Events as a table for machines: one row an event."""

HEADER = (
    "city",
    "code",
    "kind",
    "name_th",
    "name_en",
    "first_day",
    "precision",
    "last_day",
    "rung",
    "took_part_th",
    "took_part_en",
    "reach",
    "sources",
    "retired_on",
    "is_sample",
)


def event_rows(events):
    """The rows under HEADER."""
    for event in events:
        yield (
            event.city.slug,
            event.code,
            event.kind,
            event.name_th,
            event.name_en,
            event.starts_on.isoformat(),
            event.precision,
            event.ends_on and event.ends_on.isoformat(),
            event.rung,
            event.took_part_th,
            event.took_part_en,
            event.reach,
            "; ".join(event.source_codes),
            event.retired_on and event.retired_on.isoformat(),
            event.is_sample,
        )
