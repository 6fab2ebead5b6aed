"""PDF files: opened with qpdf, whose own unpacking is bounded, and looked through."""

import re
import zipfile

import pikepdf
from pikepdf import settings

from .limits import MAX_OBJECTS, MAX_STRUCTURE, PIECE, refusal

#: Names that bring a script, a program or another file along (ISO 32000-1, 7.11, 12.6).
ACTIVE = {
    "/EF",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/ImportData",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/RichMedia",
    "/XFA",
}
_SUSPECT = re.compile(
    b"(%s)(?![A-Za-z0-9])" % b"|".join(name.encode() for name in sorted(ACTIVE))
)
#: How deep lists and dictionaries of one object may nest.
MAX_NESTING = 64

settings.set_qpdf_limits(
    parser_max_nesting=MAX_NESTING,
    parser_max_errors=100,
    doc_max_warnings=1000,
    max_stream_filters=4,
    flate_max_memory=MAX_STRUCTURE,
    png_max_memory=MAX_STRUCTURE,
    tiff_max_memory=MAX_STRUCTURE,
    run_length_max_memory=MAX_STRUCTURE,
)


def check(upload, extension: str) -> None:
    """Look through every object; ValidationError for what is not taken."""
    if zipfile.is_zipfile(upload):
        raise refusal("lies")  # one file that is two
    if b"%%EOF" not in _end(upload):
        raise refusal("broken")
    upload.seek(0)
    try:
        with pikepdf.open(upload) as document:
            _check_objects(document)
    except pikepdf.PasswordError as locked:
        raise refusal("password") from locked


def _end(upload):
    upload.seek(max(0, upload.size - PIECE))
    return upload.read(PIECE)


def _check_objects(document):
    announced = int(document.trailer.get("/Size", 0))
    if announced > MAX_OBJECTS or len(objects := document.objects) > MAX_OBJECTS:
        raise refusal("bomb")
    document.pages.p(1)  # fails where there is none
    if any(_is_active(found) for found in objects):
        raise refusal("active")


def _is_active(found):
    """Whether an object itself names something active; what it refers to comes later.

    The text of an object is searched first, since that is quick; a name inside a title
    is no name.
    """
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    return bool(_SUSPECT.search(found.unparse(resolved=True))) and _names_active(found)


def _names_active(found):
    if isinstance(found, pikepdf.Name):
        return str(found) in ACTIVE
    if isinstance(found, pikepdf.Array):
        return any(_names_active(item) for item in found if not _is_apart(item))
    if isinstance(found, pikepdf.Dictionary):
        return any(
            key in ACTIVE or (not _is_apart(value) and _names_active(value))
            for key, value in found.items()
        )
    return False


def _is_apart(item):
    """An object of its own, met on its own."""
    return isinstance(item, pikepdf.Object) and item.is_indirect
