"""Files that people hand in: what is taken, and with what words the rest is refused.

`examine(upload)` decides by content, never by a header alone, and reads no more than
the limits allow, in a process of its own. It knows no database.
"""

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from creativecity.on_demand import on_demand
from creativecity.virus_scan import refuse_viruses

from . import apart, office
from .limits import MAX_SIZE, refusal
from .names import extension_of, safe_name

logger = logging.getLogger(__name__)
pdf, pictures = (on_demand(f"{__name__}.{kind}") for kind in ("pdf", "pictures"))

#: Bytes that tell a kind of file.
BEGINNING = 16
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken.

    `begins` is what each such file begins with. `check` looks through the file;
    it raises ValidationError, or returns the bytes to keep instead of it, if any.
    """

    media_type: str
    begins: re.Pattern
    check: Callable


def _check_pdf(upload, extension):
    return pdf.check(upload, extension)


def _check_picture(upload, extension):
    return pictures.check(upload, extension)


KINDS = {
    "pdf": Kind("application/pdf", re.compile(rb"%PDF-"), _check_pdf),
    "docx": Kind(
        f"{OFFICE}.wordprocessingml.document", re.compile(rb"PK\x03\x04"), office.check
    ),
    "xlsx": Kind(
        f"{OFFICE}.spreadsheetml.sheet", re.compile(rb"PK\x03\x04"), office.check
    ),
    "png": Kind("image/png", re.compile(rb"\x89PNG\r\n\x1a\n"), _check_picture),
    "jpg": Kind("image/jpeg", re.compile(rb"\xff\xd8\xff"), _check_picture),
    "jpeg": Kind("image/jpeg", re.compile(rb"\xff\xd8\xff"), _check_picture),
    "webp": Kind("image/webp", re.compile(rb"RIFF....WEBP", re.DOTALL), _check_picture),
}


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: `size` in bytes and `sha256` are of `content`."""

    name: str
    extension: str
    media_type: str
    size: int
    sha256: str
    content: File


def examine(upload, look_through=None) -> Examined:
    """What is kept of an uploaded file; ValidationError with a code for each fault.

    `look_through(data, extension)` does the work on its content, in a process of its
    own unless another is given. What it lets through the operator's virus scanner is
    asked about, where there is one.
    """
    name = safe_name(upload.name or "")
    extension = extension_of(name)
    kind = KINDS.get(extension)
    if kind is None:
        raise refusal("wrong-type")
    if not upload.size:
        raise refusal("empty")
    if upload.size > MAX_SIZE:
        raise refusal("too-big")
    upload.seek(0)
    data = upload.read()
    drawn = (look_through or apart.look_through)(data, extension)
    refuse_viruses(data)
    content = File(upload, name=name) if drawn is None else ContentFile(drawn, name)
    return Examined(
        name, extension, kind.media_type, content.size, _hash(content), content
    )


def look_through_here(data, extension):
    """As `apart.look_through`, in this very process."""
    return check(
        SimpleUploadedFile(f"file.{extension}", data), KINDS[extension], extension
    )


def check(upload, kind, extension):
    """The bytes that a picture is kept as, nothing for the rest; or the refusal."""
    upload.seek(0)
    if not kind.begins.match(upload.read(BEGINNING)):
        raise refusal("password" if office.is_locked(upload) else "lies")
    upload.seek(0)
    try:
        return kind.check(upload, extension)
    except ValidationError:
        raise
    except MemoryError as fault:
        raise refusal("bomb") from fault
    except Exception as fault:
        # Libraries fail on hostile bytes in whatever way they may: all say the same.
        logger.info("A file could not be read: %r", fault)
        raise refusal("broken") from fault


def _hash(content):
    digest = hashlib.sha256()
    for piece in content.chunks():
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()
