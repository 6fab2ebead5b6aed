"""Where the files of reports lie, and the hashes by which those once made are known.

A row is written before a file is removed, and a file is stored before a row names it:
what is cut short leaves a file that no row names, never a row whose file is gone.
"""

import hashlib
from contextlib import suppress

from django.core.files.storage import default_storage as storage
from django.utils import timezone

from .models import MadeFile, Rendering
from .models.rendering import PATIENCE

FOLDER = "renderings"


def hash_of(file) -> str:
    """SHA-256, read in pieces: neither a copy nor a report need fit into memory."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        for piece in opened.chunks():
            digest.update(piece)
    return digest.hexdigest()


def is_there(row) -> bool:
    return bool(row.file) and row.file.storage.exists(row.file.name)


def remember(row) -> None:
    """Know a frozen report's file again, whatever becomes of it; a draft's not."""
    if row.report_id and row.made_at and is_there(row):
        MadeFile.objects.get_or_create(
            report_id=row.report_id,
            sha256=hash_of(row.file),
            defaults={"made_at": row.made_at},
        )


def forget(name: str) -> None:
    if name:
        storage.delete(name)


def sweep(at=None) -> None:
    """Remove files that no row names; a fresh one may be about to be named."""
    before = (at or timezone.now()) - PATIENCE
    _folders, names = storage.listdir(FOLDER)
    named = set(Rendering.objects.exclude(file="").values_list("file", flat=True))
    for name in {f"{FOLDER}/{each}" for each in names} - named:
        with suppress(FileNotFoundError):  # somebody else swept it
            if storage.get_modified_time(name) < before:
                storage.delete(name)


def sizes_of(frozen, language: str) -> dict[str, int]:
    """Format to bytes, for the files of a frozen report whose size is known."""
    rows = frozen.renderings.filter(language=language, size__isnull=False)
    made = dict(rows.values_list("format", "size"))
    return {**made, "json": len(frozen.values.encode())}
