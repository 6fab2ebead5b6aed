"""PDF files: opened with qpdf, whose own unpacking is bounded, and looked through."""

import re
import zipfile

import pikepdf
from pikepdf import settings

from .limits import MAX_OBJECTS, MAX_PLAIN, MAX_STRUCTURE, PIECE, refusal

#: Names that bring a script, a program or another file along, or send the reader's
#: computer to fetch or hand over something (ISO 32000-1, 7.11, 12.6, 13.6).
ACTIVE = {
    "/EF",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/GoToE",
    "/GoToR",
    "/ImportData",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/OnInstantiate",
    "/RichMedia",
    "/SubmitForm",
    "/XFA",
}
_ACTIVE = re.compile(
    rb"(%s)(?=[\s()<>\[\]{}/%%]|$)"
    % b"|".join(name.encode() for name in sorted(ACTIVE))
)
#: Text in an object as qpdf writes it: brackets in it stand behind a backslash.
_TEXT = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.DOTALL)
#: A table of places in a stream of its own, however its name is spelled: one for each
#: time that a file was saved onto itself.
_TABLE = re.compile(
    rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)(?![A-Za-z0-9#])", re.IGNORECASE
)
MAX_TABLES = 64
#: The kind of an entry in a table of places: an object in a packed list.
PACKED = 2
#: Bytes that all packed lists of objects may unpack to together.
MAX_UNPACKED = 16 * 1024 * 1024
#: Words of qpdf's where it rebuilt the table of places, or gave up on an object.
DOUBTS = ("reconstruct", "limits error", "giving up")
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
    if _tables(upload) > MAX_TABLES or _plain_bytes(upload) > MAX_PLAIN:
        raise refusal("bomb")
    upload.seek(0)
    try:
        with pikepdf.open(upload) as document:
            _check_structure(document)
            _check_objects(document)
            _check_doubts(document)
    except pikepdf.PasswordError as locked:
        raise refusal("password") from locked


def _plain_bytes(upload):
    """How many bytes stand outside streams: only these become objects as they are."""
    upload.seek(0)
    data = upload.read()
    plain, place = 0, 0
    while (start := data.find(b"stream", place)) >= 0:
        plain += start - place
        place = data.find(b"endstream", start)
        if place < 0:  # a stream without its end is none
            return plain + len(data) - start
    return plain + len(data) - place


def _end(upload):
    upload.seek(max(0, upload.size - PIECE))
    return upload.read(PIECE)


def _tables(upload):
    """How many tables of places there are: opening a file unpacks each of them."""
    upload.seek(0)
    return sum(1 for _table in _TABLE.finditer(upload.read()))


def _check_structure(document):
    """Refuse lists of objects that unpack to far too much, before they are read."""
    table = document.get_xref_table().values()
    left = MAX_UNPACKED
    for number in {entry.obj_stream_number for entry in table if entry.type == PACKED}:
        left -= len(document.get_object(number, 0).read_bytes())
        if left < 0:
            raise refusal("bomb")


def _check_objects(document):
    announced = int(document.trailer.get("/Size", 0))
    if announced > MAX_OBJECTS or len(objects := document.objects) > MAX_OBJECTS:
        raise refusal("bomb")
    document.pages.p(1)  # fails where there is none
    if _is_active(document.trailer) or any(_is_active(found) for found in objects):
        raise refusal("active")


def _check_doubts(document):
    """Refuse what qpdf guessed at or left out: another reader may find more there."""
    if any(doubt in told for told in document.get_warnings() for doubt in DOUBTS):
        raise refusal("broken")


def _is_active(found):
    """Whether an object itself names something active; what it refers to comes later.

    A name inside a title is no name. Numbers, truths and nothing name nothing.
    """
    if not isinstance(found, pikepdf.Object):
        return False
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    written = found.unparse(resolved=True)
    return bool(_ACTIVE.search(written) and _ACTIVE.search(_TEXT.sub(b"", written)))
