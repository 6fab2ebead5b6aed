"""Files on a disk of ours: a name leads to the whole of a file, or to nothing.

A file is written beside its place, brought to the disk, and only then moved there. What
is cut short, by a full disk or the end of a process, leaves no name that leads to half
of it; what then lies beside is swept (programmes/unnamed_files.py).
"""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_makedirs

#: The folder, within the storage, of what is being written.
BESIDE = "unfinished"


class WholeFiles(FileSystemStorage):
    def _save(self, name, content):
        beside, to = f"{BESIDE}/{uuid4().hex}", Path(self.path(name))
        written = Path(self.path(beside))
        try:
            super()._save(beside, content)
            _bring_to_disk(written)
            self._make_folder(to.parent)
            written.replace(to)
        except BaseException:
            with suppress(OSError):
                written.unlink()
            raise
        _bring_to_disk(to.parent)
        return name

    def _make_folder(self, path):
        if not path.is_dir():
            safe_makedirs(path, self.directory_permissions_mode or 0o777, exist_ok=True)


def _bring_to_disk(path):
    """What was told to whoever sent it is there after a loss of power, too."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
