"""Whether somebody changed a thing since it was opened to be changed.

A page remembers the newest entry about the thing that it shows (its base). What the
user left as it stood then is not theirs to say; what they did change may not, unsaid,
take the place of what somebody saved since.
"""

from .digest import row_values
from .models import LogEntry

#: What a field held at the base, where no entry tells.
UNTOLD = object()


class OvertakenError(Exception):
    """Somebody changed since what this save would change too. Nothing was saved.

    `stored` is the thing as it stands now, `fields` are the names of those fields, `by`
    is who changed one of them last. `left` are those that others changed since and this
    user did not.
    """

    def __init__(self, stored, fields, by, left):
        super().__init__(f"overtaken on {stored.pk}: {', '.join(fields)}")
        self.stored = stored
        self.fields = fields
        self.by = by
        self.left = left


def entries_of(thing):
    """The ledger's entries about one thing, newest first."""
    entries = LogEntry.objects.filter(
        subject=thing._meta.label_lower, subject_id=str(thing.pk)
    )
    return entries.select_related("by").order_by("-sequence")


def base_of(thing):
    """What a page that shows it is opened on: its newest entry's sequence, or 0."""
    return entries_of(thing).values_list("sequence", flat=True).first() or 0


def still_meant(mine, *, fields, base):
    """Those of `fields` that the user of a page changed; OvertakenError at a clash.

    `mine` is the thing as its page would save it, its values in their database form;
    the caller holds the lock. Who changes a field means those that it makes sense with,
    too: its model's `judged_with`. Without a `base` no page was opened.
    """
    if base is None:
        return fields
    newer = list(entries_of(mine).filter(sequence__gt=base))
    if not newer:
        return fields
    stored = mine._meta.model._base_manager.get(pk=mine.pk)
    now, typed, then = row_values(stored), row_values(mine), values_before(newer)
    names = {field.attname: field.name for field in mine._meta.concrete_fields}
    differing = {each for each in names if typed[each] != now[each]}
    changed = {
        name
        for each, name in names.items()
        if name in fields and typed[each] != then.get(each, now[each])
    }
    claimed = _with_their_like(mine, changed)
    clashing = {each for each in differing & set(then) if names[each] in claimed}
    if clashing:
        by = next(entry.by for entry in newer if _told_by(entry) & clashing)
        fields = [names[each] for each in names if each in clashing]
        left = [names[each] for each in differing & set(then) - clashing]
        raise OvertakenError(stored, fields, by, left)
    return changed


def _with_their_like(thing, names):
    judged_with = getattr(thing, "judged_with", {})
    return names.union(*(judged_with.get(name, ()) for name in names))


def values_before(newest_first):
    """What each field that these entries changed held before the first of them."""
    held = {}
    for entry in newest_first:
        before = entry.payload.get("before", {})
        held |= {name: before.get(name, UNTOLD) for name in _told_by(entry)}
    return held


def _told_by(entry):
    """The fields that an entry says were changed, those of persons too; one that only
    notes something names none.
    """
    return {*entry.payload.get("after", ()), *entry.payload.get("personal", ())}
