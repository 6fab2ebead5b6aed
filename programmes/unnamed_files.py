"""Files that no row names: what is left where a process ended between file and row.

Nobody can open them, and they may tell of persons. Two portals that share a folder
would take each other's files for such: so they are only removed where that is asked
for (`manage.py purge_expired --files`).
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage as storage
from django.db.models import FileField
from django.utils import timezone

from creativecity.whole_files import BESIDE

from .backup.media import names
from .models import ArticleImage

#: Folders of what people hand in, and of what is being written; others sweep their own.
FOLDERS = ("evidence", "papers", "articles", BESIDE)
#: A younger file may be about to be named.
AGE = timedelta(days=1)


def sweep(at: datetime | None = None) -> int:
    """Remove them; how many there were."""
    found = list(unnamed(at or timezone.now()))
    for name in found:
        storage.delete(name)
    return len(found)


def unnamed(at: datetime) -> Iterator[str]:
    kept = named()
    for folder in FOLDERS:
        for name in names(folder):
            with suppress(FileNotFoundError):  # it was only being written
                if name not in kept and storage.get_modified_time(name) < at - AGE:
                    yield name


def named() -> set[str]:
    """Every name that a row leads to; a picture is kept in several widths."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                found |= set(model._base_manager.values_list(field.name, flat=True))
    for image in ArticleImage.objects.kept():
        found |= {image.path(width) for width in image.widths()}
    return found
