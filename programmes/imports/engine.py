"""A file that was judged, recorded: all of it, or its good rows only.

What is recorded is judged anew: others may have changed things since. And the way back.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from creativecity.ledger.chain import latest, lock

from ..models.imported import Import, thing_of
from .adapter import Adapter, Done, Known
from .judging import CHANGED, NEW, UNCHANGED, WRONG, Judged, Line, judge


class RowRefusedError(Exception):
    """A verb refused a row that the form had taken; nothing was recorded."""

    def __init__(self, number: int, reason: str):
        super().__init__(f"row {number}: {reason}")
        self.number = number
        self.reason = reason


class ChangedMeanwhileError(Exception):
    """What the file would do is not what it would have done when it was checked."""

    def __init__(self, judged: Judged):
        super().__init__("changed since it was checked")
        self.judged = judged


@transaction.atomic
def record(judged: Judged, rows: list[dict], *, digest: str, by: Any, **file) -> Import:
    """Record what the good rows say, and the import itself; `digest` is what was shown.

    Judged again if anything was written since. Raises ChangedMeanwhileError or
    RowRefusedError, and then nothing was recorded. `file` is its name and sha256.
    """
    lock()
    if latest() != judged.known_at:
        judged = judge(judged.adapter, rows, by)
    if judged.digest() != digest:
        raise ChangedMeanwhileError(judged)
    counts = judged.counts()
    effects = sorted(_effects(judged), key=lambda effect: effect["row"])
    return Import.objects.take_in(
        kind=judged.adapter.kind,
        is_whole=not counts[WRONG],
        added=counts[NEW],
        changed=counts[CHANGED],
        unchanged=counts[UNCHANGED],
        refused=counts[WRONG],
        effects=effects,
        by=by,
        **file,
    )


def _effects(judged: Judged) -> Iterable[dict]:
    """What each good row did; new things come at once where the adapter can."""
    adapter, known, one_by_one = judged.adapter, judged.known, judged.good()
    if adapter.save_new:
        new = [line for line in one_by_one if line.state == NEW]
        one_by_one = [line for line in one_by_one if line.state != NEW]
        done = adapter.save_new([line.form for line in new], known)
        for line, each in zip(new, done, strict=True):
            yield _effect(line, each)
    for line in one_by_one:
        for each in _saved(line, adapter, known):
            yield _effect(line, each)


def take_back(row: Import, adapter: Adapter, *, by: Any, reason: str) -> Import:
    """Take back whatever an import did; what somebody changed since stays, and each
    such effect says why. Raises ValidationError, and then nothing was taken back.
    """

    def undo(effects, since):
        return _undone(adapter, effects, since, by, reason)

    return row.withdraw(by=by, reason=reason, undo=undo)


def _undone(adapter, effects, since, by, reason):
    """Why each effect was left, "" if it was not: the last first, but what was added
    and nobody touched since at once where the adapter can.
    """
    left, at_once = {}, []
    for number, effect in reversed(list(enumerate(effects))):
        changed = since.get(thing_of(effect), set())
        if adapter.undo_new and effect["verb"] == "added" and not changed:
            at_once.append(effect["id"])
        else:
            left[number] = adapter.undo(effect, changed, by, reason)
    if at_once:
        adapter.undo_new(at_once, by, reason)
    return [left.get(number, "") for number in range(len(effects))]


def _saved(line: Line, adapter: Adapter, known: Known) -> list[Done]:
    try:
        return adapter.save(line.form, line.thing, known)
    except ValidationError as refusal:
        raise RowRefusedError(line.number, " ".join(refusal.messages)) from refusal


def _effect(line: Line, done: Done) -> dict:
    verb, row, before, after = done
    return {
        "row": line.number,
        "verb": verb,
        "subject": row._meta.label_lower,
        "id": row.pk,
        "before": before,
        "after": after,
    }
