"""Is this upload a workbook that may be opened? Decided before anything parses it.

Python's zipfile never gives more of a part than its entry declares, and then checks
its sum: the declared sizes bound what can come out. Each part is unpacked once, piece
by piece, and thrown away.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .refusals import refusal

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_PARTS = 500
# In parts that are parsed whole, where each tag becomes an object.
MAX_TAGS = 60_000
# In a sheet, or in the shared texts, whose elements are counted again when read: a
# full table has 300,000 cells (or texts) of four tags.
MAX_LIST_TAGS = 1_500_000

# Under this a repetitive but honest sheet may well shrink a hundredfold.
_SMALL = 1024 * 1024
_PIECE = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP = 32


def is_binary_office(data: bytes) -> bool:
    """Whether `data` is in the old container: an .xls, or an encrypted .xlsx."""
    return data.startswith(_OLE)


def is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def inspect_workbook(data: bytes) -> None:
    """Raises ValidationError unless `data` is an .xlsx that can be opened safely.

    What zipfile raises for a damaged archive is left to the caller.
    """
    if is_binary_office(data):
        raise refusal("password" if _ENCRYPTED in data else "old_workbook")
    if not is_zip(data):
        raise refusal("not_workbook")
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        _check_entries(parts, len(data))
        tags = sum(_tags(archive, part) for part in parts)
    if tags > MAX_TAGS:
        raise refusal("unpacked")


def _check_entries(parts: list[ZipInfo], size: int) -> None:
    limit = min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * size))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > limit:
        raise refusal("unpacked")
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("password")
    # Of the other methods zipfile unpacks a whole piece at once, however large.
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise refusal("not_workbook")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise refusal("macros")


def _tags(archive: ZipFile, part: ZipInfo) -> int:
    """How many tags a part has, if it is one that is parsed whole."""
    tags = 0
    end = b""
    with archive.open(part) as source:
        while piece := source.read(_PIECE):
            tags += piece.count(b"<")
            if _is_xml(part):
                end = _check_words(part, end, piece)
    if not _is_list(part):
        return tags
    if tags > MAX_LIST_TAGS:
        raise refusal("unpacked")
    return 0


def _check_words(part: ZipInfo, end: bytes, piece: bytes) -> bytes:
    """Looks for words across the end of the piece before; returns this one's end."""
    # UTF-16 hides words from a search by a null beside each letter.
    text = end + piece.replace(b"\0", b"")
    if any(word in text for word in _DEFINITIONS):
        raise refusal("entities")
    if part.filename == "[Content_Types].xml" and b"macroEnabled" in text:
        raise refusal("macros")
    return text[-_OVERLAP:]


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _is_list(part: ZipInfo) -> bool:
    name = part.filename.lower()
    return name.startswith("xl/worksheets/") or name == "xl/sharedstrings.xml"
