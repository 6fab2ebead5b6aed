"""Events as a table for machines: one row an event."""

from .events import tell

HEADER = (
    "city",
    "code",
    "kind",
    "name_th",
    "name_en",
    "first_day",
    "precision",
    "last_day",
    "state",
    "place_th",
    "place_en",
    "link",
    "rung",
    "took_part_th",
    "took_part_en",
    "groups",
    "reach",
    "sources",
    "retired_on",
    "is_sample",
)


def event_rows(events, *, on):
    """The rows under HEADER, as things stand on a day."""
    for told in tell(events, on):
        event = told.event
        yield (
            event.city.slug,
            event.code,
            event.kind,
            event.name_th,
            event.name_en,
            event.starts_on.isoformat(),
            event.precision,
            event.ends_on and event.ends_on.isoformat(),
            told.state,
            event.place_th,
            event.place_en,
            event.link,
            event.rung,
            event.took_part_th,
            event.took_part_en,
            "; ".join(_group(*each) for each in told.groups.items()),
            event.reach,
            "; ".join(event.source_codes),
            event.retired_on and event.retired_on.isoformat(),
            event.is_sample,
        )


def _group(group, people):
    """`makers 30`; a group that nobody counted by its name alone."""
    return group if people is None else f"{group} {people}"
