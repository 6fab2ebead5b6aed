"""Seen from inside of an installation: what is there of all that was acknowledged.

Run by `drills.kills` within `manage.py shell`; what it is told and tells is JSON.
"""

import hashlib
import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir
from zipfile import BadZipFile, ZipFile

from django.core.files.storage import default_storage as storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.models import City, Draft, Event, Evidence, Reading, Suggestion
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from programmes.backup.media import names
from programmes.imports.work import WORK
from programmes.made_files import FOLDER
from programmes.made_files import sweep as sweep_renderings
from programmes.models import Import, Programme, Rendering
from programmes.models.target import Target
from programmes.unnamed_files import named, sweep

from .kill_load import DRILLED, ROWS

#: Cities of an agreement from which on its reports are the worker's work.
CITIES = 26
UNDER_WAY = ("READY", "RUNNING")


def prepare():
    """So many cities more that reports are made by the worker."""
    programme, first = Programme.objects.newest(), Target.objects.first()
    for number in range(CITIES):
        city = City(slug=f"drilled-{number}", position=500 + number)
        city.name_th, city.name_en = f"เมืองฝึกซ้อม {number}", f"Drilled city {number}"
        city.province, city.latitude, city.longitude = "TH-58", "19.302", "97.965"
        verbs.create(city, by=None)
        told = {"city": city, "code": f"X{number}", "programme": programme}
        same = ("goal", "due_on", "precision", "words_th", "words_en")
        target = Target(**told, **{name: getattr(first, name) for name in same})
        verbs.create(target, by=None)


def tell_left():
    """How many jobs nobody has ended yet, how many were begun more than once, and for
    how many seconds the worker of one under way said no word (programmes/jobs.py).
    """
    rows, now = DBTaskResult.objects.all(), timezone.now()
    again = sum(len(ids) > 1 for ids in rows.values_list("worker_ids", flat=True))
    left = rows.filter(status__in=UNDER_WAY).count()
    words = rows.running().values_list("started_at", flat=True)
    silent = max(((now - word).total_seconds() for word in words), default=0)
    print(json.dumps({"left": left, "again": again, "silent": silent}))


def tell_texts():
    """The note of each reading, and the text of each suggestion."""
    notes = Reading.objects.values_list("note", flat=True)
    print(json.dumps([*notes, *Suggestion.objects.values_list("text", flat=True)]))


def judge():
    """Print what is amiss, and counts, of what stands in the standard input."""
    told = json.load(sys.stdin)
    faults = [
        *_readings(told["readings"]),
        *_evidence(told["files"]),
        *_files(),
        *_reports(told["reports"]),
        *_imports(told["imports"]),
        *_unnamed(),
    ]
    print(json.dumps({"faults": faults, "counts": _counts()}))


def _readings(notes):
    found = Counter(Reading.objects.values_list("note", flat=True))
    entries = set(
        LogEntry.objects.filter(subject="cities.reading").values_list(
            "sequence", flat=True
        )
    )
    for note in notes:
        if found[note] != 1:
            yield f"the reading {note!r} is there {found[note]} times"
    for row in Reading.objects.exclude(sequence__in=entries):
        yield f"the reading {row.pk} has no entry"


def _evidence(hashes):
    found = Counter(Evidence.objects.values_list("sha256", flat=True))
    for one in hashes:
        if found[one] != 1:
            yield f"the evidence {one[:12]} is there {found[one]} times"
    entered = set(
        LogEntry.objects.filter(subject="cities.evidence", verb="create").values_list(
            "subject_id", flat=True
        )
    )
    for row in Evidence.objects.all():
        if str(row.pk) not in entered:
            yield f"the evidence {row.pk} has no entry"


def _files():
    """Every file that a row names is there, whole."""
    for row in Evidence.objects.exclude(file=""):
        with row.file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        if (digest, row.file.size) != (row.sha256, row.size):
            yield f"the file of evidence {row.pk} is not what was sent"
    for row in Rendering.objects.exclude(file=""):
        if not storage.exists(row.file.name) or not _is_whole(row):
            yield f"the file of rendering {row.pk} is not whole"


def _is_whole(rendering):
    """A workbook is an archive, which has a sum of each of its parts."""
    if rendering.file.size != rendering.size:
        return False
    with rendering.file.open("rb") as opened:
        try:
            return ZipFile(opened).testzip() is None
        except BadZipFile:
            return False


def _reports(asked):
    keys = ("known_at", "format", "language")
    found = Counter(Rendering.objects.filter(report=None).values_list(*keys))
    for key in asked:
        if found[tuple(key)] != 1:
            yield f"the report {key} has {found[tuple(key)]} rows"
    for row in Rendering.objects.all():
        if row.state() not in {"done", "failed"} or (row.failed_at and not row.reason):
            yield f"the report {row.pk} is {row.state()}: {row.reason}"
    _folders, files = storage.listdir(FOLDER) if storage.exists(FOLDER) else ([], [])
    sweep_renderings(timezone.now() + timedelta(days=1)) if files else None
    made = Rendering.objects.exclude(file="").count()
    left = len(storage.listdir(FOLDER)[1]) if files else 0
    if left != made:
        yield f"{left} files lie there for {made} reports"


def _imports(asked):
    found = Counter(Import.objects.values_list("file_name", flat=True))
    yield from _rows_of(found)
    for name in found:
        if found[name] > 1:
            yield f"the file {name} was taken in {found[name]} times"
    for name in asked:
        if not found[name]:
            yield f"the file {name} was told to be taken in, and is not"
    for draft in Draft.objects.filter(key=WORK):
        if "outcome" not in draft.values:
            yield f"the import {draft.values} hangs"


def _rows_of(imports):
    """All rows of a file are there where it was taken in, and none where it was not."""
    told = Event.objects.filter(name_en__startswith=DRILLED)
    rows = Counter(
        f"drill-{name.removeprefix(DRILLED).partition('/')[0]}.csv"
        for name in told.values_list("name_en", flat=True)
    )
    for name in {*rows, *imports}:
        if rows[name] != ROWS * imports[name]:
            yield f"{name}, taken in {imports[name]} times, has {rows[name]} rows"


def _unnamed():
    """Files that no row names go by the sweep, and then none is left. (Where this drill
    put them: another portal's are not swept.)
    """
    assert Path(storage.location).is_relative_to(gettempdir())
    sweep(timezone.now() + timedelta(days=2))
    for name in set(names()) - named():
        yield f"the file {name} is named by no row, and is not swept"


def _counts():
    states = Counter(DBTaskResult.objects.values_list("status", flat=True))
    return {
        "readings": Reading.objects.count(),
        "evidence": Evidence.objects.count(),
        "reports made": Rendering.objects.exclude(made_at=None).count(),
        "reports given up": Rendering.objects.exclude(failed_at=None).count(),
        "imports": Import.objects.count(),
        "jobs": dict(states),
    }
