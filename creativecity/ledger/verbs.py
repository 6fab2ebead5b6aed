"""The four ways to write: each saves and tells the ledger in one transaction.

`add` brings an append-only row, `withdraw` takes one back, `create` and `edit` keep
prose and reference data. `by` is the user who acts, None for a command.
"""

from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone

from .chain import BATCH, extend, extend_all, lock
from .digest import plain, row_digest, row_values
from .models import Withdrawal
from .overtaken import still_meant


@transaction.atomic
def add(row, *, by, verb="add", about="", is_public=True):
    """Save an append-only row and its entry: the row's reference and digest."""
    add_behind(lock(), [row], by=by, verb=verb, about=about, is_public=is_public)
    return row


def add_behind(head, rows, *, by, verb="add", about="", is_public=True):
    """As `add`, of new rows of one model, by whoever holds the chain's locked head.

    They come in a few statements, however many they are: while the lock is held,
    everybody else waits.
    """
    if not rows:
        return
    for sequence, row in enumerate(rows, start=head.sequence + 1):
        row.sequence = sequence
        row.recorded_at = timezone.now()
        row.recorded_by = by
        _clean(row)
    for model in {type(row) for row in rows}:
        model._base_manager.bulk_create(rows, batch_size=BATCH)
    told = {"verb": verb, "by": by, "about": about, "is_public": is_public}
    extend_all(head, [{**told, **_told_of_row(row)} for row in rows])


def _told_of_row(row):
    payload = {"digest": row_digest(row)}
    return {"subject": row, "payload": payload, "is_sample": row.is_sample}


def withdraw(row, *, by, reason, about="", is_public=True):
    """Take an append-only row back; the row stays, a withdrawal is added."""
    withdrawal = Withdrawal(
        withdrawn=row.sequence, reason=reason, is_sample=row.is_sample
    )
    return add(withdrawal, by=by, verb="withdraw", about=about, is_public=is_public)


@transaction.atomic
def create(obj, *, by, verb="create", about="", is_public=True, personal=()):
    """Save a new thing of prose or reference data and what it says."""
    head = lock()
    _clean(obj)
    obj.save(force_insert=True)
    _tell(head, obj, {}, row_values(obj), by, verb, about, is_public, personal)
    return obj


@transaction.atomic
def create_all(things, *, by, about, verb="create", is_public=True):
    """As `create`, of many new things of one model at once, each with its own entry.

    `about(thing)` says what each is about. They come in a few statements, so that ten
    thousand hold the chain's lock for seconds and not for minutes.
    """
    head = lock()
    for thing in things:
        _clean(thing)
    for model in {type(thing) for thing in things}:
        model._base_manager.bulk_create(things, batch_size=BATCH)
    told = {"verb": verb, "by": by, "is_public": is_public}
    extend_all(head, [{**told, **_told_of_new(thing, about)} for thing in things])
    return things


def _told_of_new(thing, about):
    after = row_values(thing)
    return {
        "subject": thing,
        "payload": {"before": {}, "after": after, "personal": []},
        "about": about(thing),
        "is_sample": getattr(thing, "is_sample", False),
    }


@transaction.atomic
def edit(
    obj,
    *,
    by,
    verb="edit",
    about="",
    is_public=True,
    personal=(),
    fields=None,
    base=None,
    reason="",
):
    """Save changed prose: before and after of what changed; nothing if nothing did.

    A `reason` that has no field of its own is told in the entry alone.

    `fields` names what the user meant to change: the rest is left as somebody else may
    have saved it since. With the `base` of the page that they had opened, what somebody
    changed since is not put aside either: OvertakenError (overtaken.py).
    """
    head = lock()
    before = row_values(obj._meta.model._base_manager.get(pk=obj.pk))
    _clean(obj)
    fields = still_meant(obj, fields=fields, base=base)
    meant = [f for f in obj._meta.concrete_fields if fields is None or f.name in fields]
    after = {**before, **{f.attname: row_values(obj)[f.attname] for f in meant}}
    changed = [f.name for f in meant if before[f.attname] != after[f.attname]]
    if changed:
        obj.save(force_update=True, update_fields=changed)
        _tell(head, obj, before, after, by, verb, about, is_public, personal, reason)
    return obj


@transaction.atomic
def edit_all(things, values, *, by, about, verb="edit", is_public=True):
    """As `edit`, of the same `values` (field to value) in many things of one model.

    The caller has read them behind the same lock. `about(thing)` says what each is
    about; each has its own entry, and they come in a few statements (see create_all).
    """
    head, told = lock(), {"verb": verb, "by": by, "is_public": is_public}
    model = type(things[0])
    fields = [model._meta.get_field(name) for name in values]
    values = {field.name: field.clean(values[field.name], None) for field in fields}
    for start in range(0, len(things), BATCH):
        keys = [thing.pk for thing in things[start : start + BATCH]]
        model._base_manager.filter(pk__in=keys).update(**values)
    extend_all(head, [{**told, **_told_of(t, fields, values, about)} for t in things])
    return things


def _told_of(thing, fields, values, about):
    """What an entry says of a thing that takes these values, which it is given."""
    before = _held(thing, fields)
    for name, value in values.items():
        setattr(thing, name, value)
    payload = {"before": before, "after": _held(thing, fields), "personal": []}
    told = {"subject": thing, "payload": payload, "about": about(thing)}
    return {**told, "is_sample": getattr(thing, "is_sample", False)}


def _held(thing, fields):
    return {field.attname: plain(field.value_from_object(thing)) for field in fields}


@transaction.atomic
def relate(obj, relation, others, *, by, verb="edit", is_public=False):
    """Set a many-to-many relation and log who was in it before and after."""
    head = lock()
    manager = getattr(obj, relation)
    before = sorted(manager.values_list("pk", flat=True))
    after = sorted(other.pk for other in others)
    if before != after:
        manager.set(others)
        _tell(head, obj, {relation: before}, {relation: after}, by, verb, "", is_public)


@transaction.atomic
def note(obj, *, verb, by, payload=None, about="", is_public=False):
    """Tell of what a library wrote itself, or of what leaves no row: a second factor
    added, sessions ended, a person's data handed over.
    """
    extend(
        lock(),
        verb=verb,
        subject=obj,
        payload=payload or {},
        by=by,
        about=about,
        is_public=is_public,
        is_sample=False,
    )


def _tell(head, obj, before, after, by, verb, about, is_public, personal=(), reason=""):
    changed = [name for name in after if before.get(name) != after[name]]
    payload = {
        "before": {n: before[n] for n in changed if n in before and n not in personal},
        "after": {n: after[n] for n in changed if n not in personal},
        "personal": [n for n in changed if n in personal],
        **({"reason": reason} if reason else {}),
    }
    extend(
        head,
        verb=verb,
        subject=obj,
        payload=payload,
        by=by,
        about=about,
        is_public=is_public,
        is_sample=getattr(obj, "is_sample", False),
    )


def _clean(row):
    """Bring values into their database form; references are the database's to check."""
    references = [f.name for f in row._meta.fields if isinstance(f, ForeignKey)]
    row.clean_fields(exclude=references)
