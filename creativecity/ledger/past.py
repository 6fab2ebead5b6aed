"""What prose that is edited in place said at an earlier point of the ledger."""

from collections import defaultdict

from .models import REDACTED, LogEntry


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
        """What its field held at the point: before the first later change of it. A
        text that was redacted since is told as that.
        """
        entries = self._entries[thing._meta.label_lower, str(thing.pk)]
        for told in (entry.payload for entry in entries if entry.sequence > point):
            if name in told["before"]:
                return told["before"][name]
            if "redacted" in told and name in told["personal"]:
                return REDACTED
        return getattr(thing, name)
