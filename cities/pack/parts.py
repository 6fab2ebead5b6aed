"""The files that a pack is made of: each with a safe name, and what it is."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from django.core.files.base import File

from ..models import RequiredDocument
from .typed import list_of_parts, typed_text

Kind = RequiredDocument.Kind
PIECE = 64 * 1024
_ENDING = re.compile(r"[a-z0-9]{1,5}")


@dataclass(frozen=True)
class Part:
    """One file of the ZIP; `open()` gives its content anew, `size` is in bytes."""

    name: str
    title_th: str
    title_en: str
    size: int
    open: Callable
    caption: str = ""
    credit: str = ""

    def sha256(self):
        with self.open() as content:
            return hash_of(content)


def hash_of(content) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def find_fault(piece, *, is_deep: bool) -> str:
    """retired, damaged, or an empty text; a link is no file that could be sent.

    Without `is_deep` a file of the right size passes for whole.
    """
    if piece.retired_on is not None:
        return "retired"
    if not piece.file:
        return "no-file"
    return "" if _is_whole(piece, is_deep) else "damaged"


def _is_whole(piece, is_deep):
    try:
        if piece.size is not None and piece.file.size != piece.size:
            return False
        if not is_deep or not piece.sha256:
            return True
        with piece.file.storage.open(piece.file.name) as content:
            return hash_of(content) == piece.sha256
    except OSError:
        return False


def parts_of(checklist) -> list[Part]:
    """What goes into the pack, document by document; what has a fault stays out."""
    parts, lists = [], []
    for position, row in enumerate(checklist.rows, start=1):
        place = f"{position:02d}-{row.document.code}"
        if row.document.kind == Kind.LIST and not row.finding.have:
            lists.append((place, row.document))
        for item in checklist.held(row.document).values():
            parts += _parts_of_item(checklist, place, item)
    parts += [_listed(place, document, parts) for place, document in lists]
    return in_order(parts)


def in_order(parts) -> list[Part]:
    """In the order of the call's list, with which every name begins."""
    return sorted(parts, key=lambda part: part.name[:2])


def _parts_of_item(checklist, place, item):
    document = item.document
    stem = f"{place}-{item.number}" if len(checklist.numbers(document)) > 1 else place
    said = {"caption": item.caption, "credit": item.credit}
    if item.file and not checklist.fault(item.file):
        yield _from_library(stem, document, item.file, **said)
    if item.text.strip():
        yield from_bytes(f"{stem}.docx", document, typed_text(document, item.text))
    if item.rights and not checklist.fault(item.rights):
        yield _from_library(f"{stem}-rights", document, item.rights)


def _from_library(stem, document, piece, **said):
    ending = piece.name.rpartition(".")[2]
    ending = ending if _ENDING.fullmatch(ending) else "bin"
    return Part(
        name=f"{stem}.{ending}",
        title_th=f"{document.name_th}: {piece.title_th}",
        title_en=f"{document.name_en}: {piece.title_en or piece.title_th}",
        size=piece.file.size,
        open=partial(_open, piece.file),
        **said,
    )


def _open(file) -> File:
    return file.storage.open(file.name)


def from_bytes(name, document, data) -> Part:
    return Part(
        name=name,
        title_th=document.name_th,
        title_en=document.name_en,
        size=len(data),
        open=partial(BytesIO, data),
    )


def _listed(place, document, parts):
    return from_bytes(f"{place}.docx", document, list_of_parts(in_order(parts)))
