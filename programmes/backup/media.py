"""The files that were handed in, wherever they lie: a folder, or object storage."""

from contextlib import contextmanager, suppress
from posixpath import join

from django.core.files.base import File
from django.core.files.storage import default_storage as storage

from creativecity.whole_files import BESIDE

from .manifest import file_part
from .refusal import RefusalError


def names(folder=""):
    """The names of all files, a folder after the other, but of those half written."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever handed in
        return
    for name in sorted(filter(None, files)):
        yield join(folder, name)
    for name in sorted({*folders} - {"", BESIDE}):
        yield from names(join(folder, name))


def contents():
    """(name, file to read) of each; one that goes meanwhile is left out."""
    for name in list(names()):
        with suppress(FileNotFoundError):
            content = storage.open(name)
            with content:
                yield name, content


@contextmanager
def brought(archive, line):
    """Files of an archive, taken away again if what follows fails."""
    written = []
    try:
        for number, name in enumerate(archive.manifest.files, 1):
            with archive.stream(file_part(name)) as content:
                written.append(storage.save(name, File(content)))
            if written[-1] != name:
                raise RefusalError(f"The storage does not take the name {name}.")
            line.tell(number)
        yield
    except BaseException:  # also when somebody breaks it off
        for name in written:
            storage.delete(name)
        raise
