"""What prose that is edited in place said at an earlier point of the ledger."""

from collections import defaultdict

from .models import LogEntry


class Past:
    """Asks once, of any number of things, how they were changed since a point."""

    def __init__(self, things, since):
        self._entries = defaultdict(list)
        things = set(things)
        entries = LogEntry.objects.filter(
            sequence__gt=since,
            subject__in={thing._meta.label_lower for thing in things},
            subject_id__in={str(thing.pk) for thing in things},
        )
        for entry in entries.order_by("sequence") if things else ():
            self._entries[entry.subject, entry.subject_id].append(entry)

    def value(self, thing, name, point):
        """What its field held at the point: before the first later change of it."""
        for entry in self._entries[thing._meta.label_lower, str(thing.pk)]:
            if entry.sequence > point and name in entry.payload["before"]:
                return entry.payload["before"][name]
        return getattr(thing, name)
