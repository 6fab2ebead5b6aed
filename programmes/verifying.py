"""Does a copy fit a sealed report? Judged by hashes alone."""

import hashlib
from dataclasses import dataclass

from .models import Rendering

HASH_LENGTH = 64


@dataclass(frozen=True)
class Found:
    """`kind`: "hash" of a typed one, "values" of the JSON, "file" of one made here."""

    kind: str
    fits: bool
    sha256: str


def judge_hash(sealed, typed):
    return Found("hash", typed.lower() == sealed.sha256, typed.lower())


def judge_file(sealed, file):
    """The JSON of its values, or a file that this portal made of it."""
    found = _hash_of(file)
    if found == sealed.sha256:
        return Found("values", fits=True, sha256=found)
    made = Rendering.objects.filter(report=sealed.report).exclude(made_at=None)
    fits = any(_is_there(row) and _hash_of(row.file) == found for row in made)
    return Found("file", fits, found)


def _is_there(row):
    """A file that was lost fits nothing; it is made anew when somebody asks for it."""
    return bool(row.file) and row.file.storage.exists(row.file.name)


def _hash_of(file):
    """Read in pieces: neither a copy nor a report need fit into memory at once."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        for piece in opened.chunks():
            digest.update(piece)
    return digest.hexdigest()
