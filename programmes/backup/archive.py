"""The ZIP itself: written whole or not at all, read with every checksum in hand."""

import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .manifest import NAME, Manifest, read_manifest
from .refusal import RefusalError

CHUNK = 2**20  # bytes
#: What reading a damaged ZIP can end with.
DAMAGED = (BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, ValueError)


@contextmanager
def new_archive(path: Path):
    """A ZIP to be filled; it has its name once it is whole and on the disk.

    Only whoever made it may read it. Raises FileExistsError rather than take the place
    of another one.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _for_me_alone(part) as out:
            with ZipFile(out, "w") as archive:
                yield archive
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
        _settle(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _for_me_alone(path):
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def _settle(folder):
    """A new name, too, is safe only once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def add(
    archive: ZipFile, name: str, pieces: Iterable[bytes], *, is_packed: bool = True
) -> dict:
    """Put one part into it, piece by piece; its size and sha256."""
    size, digest = 0, hashlib.sha256()
    info = ZipInfo(name)
    info.external_attr = 0o600 << 16
    info.compress_type = ZIP_DEFLATED if is_packed else ZIP_STORED
    with archive.open(info, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


@dataclass(frozen=True)
class Archive:
    zip: ZipFile
    manifest: Manifest

    def stream(self, name: str) -> io.BufferedReader:
        return io.BufferedReader(self.zip.open(name), CHUNK)

    def check(self, line) -> None:
        """Read every part once; RefusalError at the first that is not what the
        manifest says. `line.tell(bytes)` as it goes.
        """
        parts = self.manifest.parts()
        if odd := parts.keys() ^ (set(self.zip.namelist()) - {NAME}):
            raise RefusalError(f"{min(odd)} is missing, or does not belong to it.")
        done = 0
        for name, told in parts.items():
            digest = hashlib.sha256()
            for piece in self._pieces(name):
                digest.update(piece)
                done += len(piece)
                line.tell(done)
            if digest.hexdigest() != told["sha256"]:
                raise RefusalError(f"{name} was changed: its SHA-256 does not fit.")

    def _pieces(self, name) -> Iterator[bytes]:
        try:
            with self.stream(name) as content:
                while piece := content.read(CHUNK):
                    yield piece
        except (OSError, *DAMAGED) as error:
            raise RefusalError(f"{name} is damaged: {error}.") from error


@contextmanager
def opened(path: Path):
    """The Archive of a file; RefusalError if it is none, or was cut short."""
    try:
        archive = ZipFile(path)
    except DAMAGED as error:
        raise RefusalError("It is no archive of a backup, or was cut short.") from error
    with archive:
        yield Archive(archive, read_manifest(_manifest(archive)))


def _manifest(archive):
    try:
        return archive.read(NAME)
    except (KeyError, OSError, *DAMAGED) as error:
        raise RefusalError("Its manifest is missing or damaged.") from error
