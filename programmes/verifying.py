"""Does a copy fit a sealed report? Judged by hashes alone."""

from dataclasses import dataclass

from .made_files import hash_of, is_there
from .models import MadeFile, Rendering

HASH_LENGTH = 64


@dataclass(frozen=True)
class Found:
    """`kind`: "hash" of a typed one, "values" of the JSON, "file" of one made here,
    "earlier" of one that was made here before something was said since.
    """

    kind: str
    fits: bool
    sha256: str


def judge_hash(sealed, typed):
    return Found("hash", typed.lower() == sealed.sha256, typed.lower())


def judge_file(sealed, file):
    """The JSON of its values, or a file that this portal makes or once made of it."""
    found = hash_of(file)
    if found == sealed.sha256:
        return Found("values", fits=True, sha256=found)
    made = Rendering.objects.filter(report=sealed.report).exclude(made_at=None)
    if any(is_there(row) and hash_of(row.file) == found for row in made):
        return Found("file", fits=True, sha256=found)
    once = MadeFile.objects.filter(report=sealed.report, sha256=found)
    return Found("earlier", once.exists(), found)
