"""The files of reports: asked for once, made once, kept as long as they are true.

They are no words of anybody's, so the ledger knows nothing of them. A file is seen only
once its row names it, and that is written after all of it is stored: no half file.
"""

from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from creativecity.thai_calendar import bangkok_day, today

from .made_files import FOLDER, forget, remember, sweep
from .models import Rendering
from .models.rendering import PATIENCE
from .reports.annual import NoSuchPointError, NoSuchYearError
from .reports.files import draw_report
from .reports.pdf import DrawingError
from .reports.plain import NotAReportError
from .wanted import Wanted

#: Files of so many cities at most are made while the browser waits. On one core the
#: slowest, a Word file, takes 0.4 s of five cities and 1.7 s of 25; a PDF 0.2 and 0.7.
AT_ONCE = 25
#: So long one of these may take at most; then whoever made it was ended in the middle.
SOON = timedelta(minutes=1)
#: Values gathered, file drawn, file stored.
STEPS = 3
#: Files of drafts are kept for those who still look at them; then a newer one counts.
DRAFTS_KEPT = timedelta(days=1)


def is_small(wanted: Wanted) -> bool:
    return wanted.cities() <= AT_ONCE


def ask(wanted: Wanted, file_format: str, language: str, *, by=None):
    """(the Rendering, whether it must be made now): two who ask get the same one.

    It is asked anew where it failed, broke off, or something newer counts.
    """
    at = timezone.now()
    fresh = {"asked_by": by, "asked_at": at}
    with transaction.atomic():
        row, is_new = Rendering.objects.get_or_create(
            **_key(wanted, file_format, language), defaults=fresh
        )
        if is_new:
            return row, True
        row = Rendering.objects.select_for_update().get(pk=row.pk)
        patience = SOON if is_small(wanted) else PATIENCE
        if row.is_under_way(at, patience) or (row.made_at and is_true(row, wanted)):
            return row, False
        _begin_again(row, fresh)
    return row, True


def made_before(wanted: Wanted, file_format: str, language: str) -> Rendering:
    """The row of a file that is there and true; Rendering.DoesNotExist without one."""
    rows = Rendering.objects.exclude(made_at=None)
    row = rows.get(**_key(wanted, file_format, language))
    if not is_true(row, wanted):
        raise Rendering.DoesNotExist
    return row


def is_true(row: Rendering, wanted: Wanted) -> bool:
    """Whether what was made still is what would be made.

    Of a frozen report it must have its newest signature or erratum in it: by the place
    in the ledger, for a moment is taken before others can see what was written then.
    """
    if wanted.frozen is None:
        return bangkok_day(row.made_at) == today()
    return row.last_word == wanted.last_word()


def _key(wanted, file_format, language):
    return {
        "programme": wanted.programme,
        "year": wanted.year,
        "known_at": wanted.known_at,
        "report": wanted.frozen,
        "format": file_format,
        "language": language,
    }


def _begin_again(row, fresh):
    remember(row)
    transaction.on_commit(partial(forget, row.file.name))
    blank = dict.fromkeys(("started_at", "made_at", "failed_at", "size", "last_word"))
    blank |= {"done": 0, "total": 0, "reason": "", "file": ""}
    for name, value in {**blank, **fresh}.items():
        setattr(row, name, value)
    row.save()


def make(pk: int, *, anew: bool = False) -> None:
    """Make the file of a row, unless it is made or somebody else is at it; `anew` says
    that whoever was is gone.

    What fails is told in the row, in words for its reader, and raised for the log.
    """
    claimed_at = timezone.now()
    if not _claim(pk, claimed_at, anew):
        return
    row = Rendering.objects.select_related("programme", "report").get(pk=pk)
    mine = Rendering.objects.filter(pk=pk, started_at=claimed_at)
    try:
        content = _drawn(row, mine)
        keep(row, content, mine)
    except Exception as error:
        reason = reason_of(error, row.language)
        mine.update(failed_at=timezone.now(), reason=reason)
        raise


def give_up(pk: int) -> None:
    """Tell in a row that its file is not tried any more: each try broke off."""
    for row in _unmade().filter(pk=pk):
        with override(row.language):
            reason = _("It was begun several times and broke off each time.")
        _unmade().filter(pk=pk).update(failed_at=timezone.now(), reason=reason)


def _unmade():
    return Rendering.objects.filter(made_at=None, failed_at=None)


def _claim(pk, at, anew):
    """Whether this worker is the one to make it: of two that come at once, one is."""
    free = Q(started_at=None) | Q(started_at__lt=at if anew else at - PATIENCE)
    return _unmade().filter(free, pk=pk).update(started_at=at, done=0, total=STEPS)


def _drawn(row, mine):
    wanted = Wanted(row.programme, row.year, row.known_at, row.report)
    # Before it is drawn: what comes in meanwhile is then missing here, not there.
    row.last_word = wanted.last_word()
    values = wanted.values()
    mine.update(done=1)
    content = draw_report(values, wanted.edition(), row.format, row.language)
    mine.update(done=2)
    return content


def keep(row: Rendering, content: bytes, mine) -> None:
    """Store the file and name it in the row, if that is still `mine` (a QuerySet)."""
    name = f"{FOLDER}/{row.pk}-{row.started_at:%Y%m%d%H%M%S%f}.{row.format}"
    name = storage.save(name, ContentFile(content))
    told = {"file": name, "size": len(content), "made_at": timezone.now()}
    kept = mine.update(**told, last_word=row.last_word, done=STEPS)
    if not kept:  # it was given up meanwhile, and somebody else makes it
        forget(name)
        return
    row.refresh_from_db()
    remember(row)
    if row.report_id is None:
        _drop_earlier_drafts(row)
    sweep()


def _drop_earlier_drafts(row):
    earlier = Rendering.objects.filter(
        programme=row.programme,
        year=row.year,
        report=None,
        asked_at__lt=timezone.now() - DRAFTS_KEPT,
    )
    for each in earlier.exclude(pk=row.pk):
        each.delete()
        transaction.on_commit(partial(forget, each.file.name))


def reason_of(error: Exception, language: str) -> str:
    """Why a file was not made, in words for whoever asked for it."""
    with override(language):
        match error:
            case NoSuchYearError() | NoSuchPointError() | NotAReportError():
                return _("There are no such values: %(error)s") % {"error": error}
            case DrawingError():
                return _("The file could not be drawn from these values.")
            case OSError():
                return _("The file could not be stored: the disk refused it.")
            case _:
                return _("Something unforeseen happened; the server's log tells what.")
