"""Word and Excel files: a packed folder of XML, looked through in bounded pieces.

What the packing list says is used to refuse, never to accept: each part is unpacked
until its data ends, whatever size was announced for it.
"""

import copy
import re
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO

from defusedxml.common import DefusedXmlException

from .limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, PIECE, refusal
from .markup import Xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How the part is called that an encrypted Office file keeps its content in.
LOCKED = "EncryptedPackage".encode("utf-16-le")
#: How one entry of the packing list begins.
ENTRY = b"PK\x01\x02"
PACKED = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
#: The type of the part that makes a file what it is (ECMA-376, part 1, 11.3 and 12.3).
MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
}
ACTIVE = re.compile(
    "macroEnabled|macrosheet|vbaProject|vbaData|activeX|oleObject|webextension", re.I
)
#: Links to what is fetched from elsewhere when the file is opened.
FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/image", "/subDocument")
#: Links to a file of another kind that is read as part of this one.
TAKEN_IN = "/aFChunk"
#: How what brings its own program, or hides one, begins.
EMBEDDED = (OLE, PACKED, b"MZ", b"\x7fELF", b"{\\rt")
XML = (".xml", ".rels", ".vml")
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def is_locked(upload) -> bool:
    """Whether an Office file is encrypted: it is then no packed folder any more."""
    upload.seek(0)
    if upload.read(len(OLE)) != OLE:
        return False
    tail = b""
    for piece in upload.chunks(PIECE):
        if LOCKED in tail + piece:
            return True
        tail = piece[-len(LOCKED) :]
    return False


def check(upload, extension: str) -> None:
    """Look through every part; ValidationError for what is not taken."""
    entries = sum(piece.count(ENTRY) for piece in upload.chunks(PIECE))
    if entries > MAX_PARTS:
        raise refusal("bomb")
    budget = Budget(min(MAX_UNPACKED, MAX_RATIO * upload.size))
    try:
        _check_package(upload, extension, budget)
    except DefusedXmlException as bomb:
        raise refusal("bomb") from bomb


@dataclass
class Budget:
    """Bytes that may still be unpacked."""

    left: int

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise refusal("bomb")


def _check_package(file, extension, budget, *, is_inner=False):
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        _check_list(parts, budget)
        _check_types(package, extension, budget)
        for part in parts:
            _check_part(package, part, budget, is_inner=is_inner)


def _check_list(parts, budget):
    """What the packing list alone tells."""
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > budget.left:
        raise refusal("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("password")
    names = [part.filename for part in parts]
    if CONTENT_TYPES not in names:
        raise refusal("lies")
    if any(".." in name or name.startswith("/") for name in names):
        raise refusal("lies")
    is_twice = len(set(names)) < len(names)
    if is_twice or any(part.compress_type not in METHODS for part in parts):
        raise refusal("broken")


def _check_types(package, extension, budget):
    """What each part says it is."""
    types = set()
    reader = Xml(lambda attributes: types.add(attributes.get("ContentType", "")))
    for piece in _unpack(package, package.getinfo(CONTENT_TYPES), budget):
        reader.feed(piece)
    if any(ACTIVE.search(name) for name in types):
        raise refusal("active")
    if not any(name.endswith(MAIN[extension]) for name in types):
        raise refusal("lies")


def _check_part(package, part, budget, *, is_inner):
    """Unpack one part; read it as XML if it claims to be, as a file if it holds one."""
    name = part.filename.lower()
    look = _check_link if name.endswith(".rels") or "externallink" in name else None
    reader = Xml(look) if name.endswith(XML) else None
    inner = BytesIO() if name.endswith((".docx", ".xlsx")) and not is_inner else None
    begin = b""
    for piece in _unpack(package, part, budget):
        begin = begin or piece
        if reader:
            reader.feed(piece)
        if inner:
            inner.write(piece)
    if reader:
        reader.close()
    if inner and begin.startswith(PACKED):  # the table that a chart is drawn from
        _check_package(inner, name.rpartition(".")[2], budget, is_inner=True)
    elif begin.startswith(EMBEDDED) or "vbaproject" in name:
        raise refusal("active")


def _unpack(package, listed, budget):
    """The pieces of a part to the true end of its data."""
    part = copy.copy(listed)
    part.file_size = sys.maxsize
    size = 0
    with package.open(part) as data:
        while piece := data.read(PIECE):
            budget.spend(len(piece))
            size += len(piece)
            yield piece
    if size != listed.file_size:
        raise refusal("broken")


def _check_link(attributes):
    """Refuse a link that leads outside and is followed unasked, or starts a program."""
    is_fetched = attributes.get("Type", "").endswith(FETCHED)
    is_outside = is_fetched and attributes.get("TargetMode") == "External"
    is_taken_in = attributes.get("Type", "").endswith(TAKEN_IN)
    if is_outside or is_taken_in or "ddeService" in attributes:
        raise refusal("active")
