"""A file between its check and its recording, and how far either is.

It waits in Drafts of whoever handed it in, so that nothing is lost by a closed tab:
"file" holds its rows, "judged" what they would do, "work" who is at it. A small file is
worked on while the browser waits, a large one by a worker (`manage.py db_worker`).
"""

import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cities.models import Draft
from creativecity.ledger.chain import lock

from ..models import Import
from . import ADAPTERS
from .engine import ChangedMeanwhileError, RowRefusedError, record, take_back
from .judging import judge
from .shown import shown

FILE, JUDGED, WORK = "file", "judged", "work"
CHECK, RECORD, WITHDRAW = "check", "record", "withdraw"
#: So many rows are worked on while the browser waits (benchmarks/importing.py).
AT_ONCE = 500
#: After so long without a word nobody is at it any more; at so few rows for so long.
PATIENCE, SOON = timedelta(minutes=10), timedelta(minutes=2)

logger = logging.getLogger(__name__)


def about(kind):
    return f"programmes.import/{kind}"


def draft(user, place, key):
    """The values of one draft, or None; each is looked up alone, for it may be long."""
    row = Draft.objects.filter(user=user, about=place, key=key).first()
    return row.values if row else None


def keep_file(user, kind, values):
    """Keep a file that was read; what an earlier one would have done is forgotten."""
    Draft.objects.discard(user, about(kind), [JUDGED, WORK])
    Draft.objects.keep(user, about(kind), FILE, {**values, "language": get_language()})


def tell_in(user, kind, language):
    """Judge a small file again for a reader who changed the language of the page."""
    judged = draft(user, about(kind), JUDGED)
    if judged is None or judged["language"] == language:
        return
    file = draft(user, about(kind), FILE)
    if len(file["rows"]) <= AT_ONCE:
        Draft.objects.keep(user, about(kind), FILE, {**file, "language": language})
        _check(user, about(kind))


def forget(user, kind):
    Draft.objects.discard(user, about(kind), [FILE, JUDGED, WORK])


def begin(user, place, step, rows, **more):
    """Say that a step is asked for; False while one is under way, or has ended and
    nobody has looked.
    """
    with transaction.atomic():
        lock()
        work = draft(user, place, WORK)
        if is_under_way(work) or (work and "outcome" in work):
            return False
        told = {"language": get_language(), "asked_at": _now(), "done": 0}
        values = {"step": step, "total": rows, **told, **more}
        Draft.objects.keep(user, place, WORK, values)
    return True


def is_under_way(work):
    """Whether somebody is at it, or soon will be."""
    if work is None or "outcome" in work:
        return False
    last_word = parse_datetime(work.get("told_at") or work["asked_at"])
    patience = SOON if work["total"] <= AT_ONCE else PATIENCE
    return timezone.now() - last_word < patience


def tell(user, place, **news):
    """How far a step is, seen by the page that waits for it."""
    work = draft(user, place, WORK) or {}
    Draft.objects.keep(user, place, WORK, {**work, "told_at": _now(), **news})


def end(user, place):
    """Its page has said how it ended."""
    Draft.objects.discard(user, place, [WORK])


def run(user_pk, place):
    """Do a step that was asked for; how it ended is told in its draft."""
    user = get_user_model().objects.get(pk=user_pk)
    work = draft(user, place, WORK)
    if work is None or "outcome" in work:  # it was done, and told or looked at
        return
    with override(work["language"]):
        try:
            _STEPS[work["step"]](user, place)
        except Exception:
            words = _("Something unforeseen happened; the server's log tells what.")
            tell(user, place, outcome={"refused": words})
            raise


def give_up(user_pk, place):
    """Tell in its draft that a step is not tried any more: each try broke off."""
    user = get_user_model().objects.get(pk=user_pk)
    work = draft(user, place, WORK)
    if is_under_way(work):
        with override(work["language"]):
            words = _("It was begun several times and broke off each time.")
            tell(user, place, outcome={"refused": words})


def _check(user, place):
    file = draft(user, place, FILE)
    judged = _judged(user, place, file)
    Draft.objects.keep(user, place, JUDGED, shown(judged, file))
    Draft.objects.discard(user, place, [WORK])


def _judged(user, place, file):
    adapter = ADAPTERS[place.rpartition("/")[2]]
    with override(file["language"]):
        judged = judge(
            adapter, file["rows"], user, lambda done: tell(user, place, done=done)
        )
    tell(user, place, done=len(file["rows"]))
    return judged


def _record(user, place):
    """Record what was shown, and tell it in the same transaction: whoever comes to this
    step a second time finds it done.
    """
    file = draft(user, place, FILE)
    judged = file and _judged(user, place, file)
    try:
        with override(file and file["language"]), transaction.atomic():
            lock()
            seen = draft(user, place, JUDGED)
            if seen is None:
                return end(user, place)
            row = record(
                judged,
                file["rows"],
                digest=seen["digest"],
                by=user,
                file_name=file["name"],
                sha256=file["sha256"],
            )
            Draft.objects.discard(user, place, [FILE, JUDGED])
            tell(user, place, outcome={"import": row.pk})
    except ChangedMeanwhileError as error:
        Draft.objects.keep(user, place, JUDGED, shown(error.judged, file))
        tell(user, place, outcome={"refused": _changed_words()})
    except RowRefusedError as error:
        tell(user, place, outcome={"refused": _row_words(error)})


def _changed_words():
    return _(
        "Others changed things that your file speaks of since it was checked. Nothing "
        "was recorded. Below is what it would change now."
    )


def _row_words(error):
    words = _("Row %(row)s was refused: %(reason)s Nothing was recorded.")
    return words % {"row": error.number, "reason": error.reason}


def _withdraw(user, place):
    reason = draft(user, place, WORK)["reason"]
    row = Import.objects.get(pk=place.rpartition("/")[2])
    try:
        with transaction.atomic():
            take_back(row, ADAPTERS[row.kind], by=user, reason=reason)
            tell(user, place, outcome={"import": row.pk})
    except ValidationError as refusal:
        tell(user, place, outcome={"refused": " ".join(refusal.messages)})


def _now():
    return timezone.now().isoformat()


_STEPS = {CHECK: _check, RECORD: _record, WITHDRAW: _withdraw}
