"""A file is there whole or not at all, whatever cuts its writing short."""

import errno
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from creativecity.whole_files import BESIDE


class Torn(ContentFile):
    """A file of which half can be written, and then the disk is full."""

    def chunks(self, chunk_size=None):
        yield b"the first half"
        raise OSError(errno.ENOSPC, "No space left on device")


def lying_about():
    found = Path(storage.location).rglob("*")
    return [str(path) for path in found if path.is_file()]


def test_file_is_kept_under_its_name_and_nothing_beside():
    name = storage.save("evidence/nan/one.pdf", ContentFile(b"all of it"))

    with storage.open(name) as kept:
        assert kept.read() == b"all of it"
    assert lying_about() == [storage.path("evidence/nan/one.pdf")]


def test_file_and_folders_are_for_the_portal_alone():
    name = storage.save("evidence/nan/one.pdf", ContentFile(b"all of it"))

    modes = [
        stat.S_IMODE(Path(storage.path(path)).stat().st_mode)
        for path in (name, "evidence/nan", "evidence", BESIDE)
    ]
    assert modes == [0o640, 0o750, 0o750, 0o750]


def test_full_disk_leaves_nothing_of_a_file():
    with pytest.raises(OSError, match="No space left"):
        storage.save("evidence/nan/one.pdf", Torn(b""))

    assert lying_about() == []


def test_large_file_that_came_through_the_disk_is_kept_whole():
    upload = TemporaryUploadedFile("two.pdf", "application/pdf", 9, None)
    upload.write(b"all of it")
    upload.flush()

    name = storage.save("evidence/nan/two.pdf", upload)

    with storage.open(name) as kept:
        assert kept.read() == b"all of it"
    assert lying_about() == [storage.path(name)]


def test_same_name_twice_gives_two_files():
    names = [storage.save("one.txt", ContentFile(text)) for text in (b"1", b"2")]

    assert len(set(names)) == 2
    assert len(lying_about()) == 2
