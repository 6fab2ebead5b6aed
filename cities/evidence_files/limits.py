"""How much of a file is read, and the words with which it is refused.

The numbers are quality goal E10's (20 MB, unpacked 200 MB, 2,000 parts, ratio 100);
what is not named there says where it comes from.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.upload_bound import MAX_SIZE

#: Bytes that a packed file may unpack to in all.
MAX_UNPACKED = 200 * 1024 * 1024
#: Files that a packed file may hold.
MAX_PARTS = 2_000
#: How many times its own size a packed file may unpack to.
MAX_RATIO = 100
#: The kinds of pictures by their ending, as Pillow names them.
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
#: Pixels of a picture: what the largest phone cameras take in their usual mode.
#: Decoding that many needs some 150 MB for a moment.
MAX_PIXELS = 50_000_000
#: Objects of a PDF. A thick annual report has some 50,000; looking through as many as
#: this takes about a second.
MAX_OBJECTS = 100_000
#: Bytes that one stream of a PDF's own structure may unpack to: a table of as many
#: objects has 1 MB.
MAX_STRUCTURE = 4 * 1024 * 1024
#: Bytes of a PDF outside its streams: a table of as many objects has 2 MB, their
#: dictionaries somewhat more. A list of a million numbers costs qpdf 100 MB.
MAX_PLAIN = 6 * 1024 * 1024
#: How deep tags may nest in an Office file. Word itself stays below 50.
MAX_DEPTH = 256

#: How much is read at a time.
PIECE = 64 * 1024

WORDS = {
    "too-many": _("Choose one file. Further files are added one by one."),
    "empty": _("The file is empty. Choose another one."),
    "too-big": _(
        "The file is larger than 20 MB. Make it smaller, or give a link to it."
    ),
    "wrong-type": _(
        "Only PDF, Word (.docx), Excel (.xlsx), PNG, JPEG and WebP files are taken."
    ),
    "lies": _(
        "The content of the file is not what its name says. Save it anew as PDF, and "
        "choose that."
    ),
    "password": _(
        "The file is protected by a password. Save it without one, and choose that."
    ),
    "bomb": _(
        "The file unpacks to far more than its size. Save it anew as PDF, and choose "
        "that."
    ),
    "too-many-pixels": _(
        "The picture has more than 50 million pixels. Make it smaller, and choose that."
    ),
    "active": _(
        "The file carries macros, scripts or other files inside. Save it without them, "
        "for example by printing it to PDF, and choose that."
    ),
    "broken": _(
        "The file cannot be read; it may be damaged. Open it, save it anew, and choose "
        "that."
    ),
}

__all__ = ["MAX_SIZE", "WORDS", "refusal"]


def refusal(code: str) -> ValidationError:
    """The error of one kind, with its own words."""
    return ValidationError(WORDS[code], code=code)
