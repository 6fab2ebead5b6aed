"""Pictures: decided by their header, then drawn anew without what they carry along."""

import re
from io import BytesIO
from itertools import islice

from PIL import Image, ImageOps

from .limits import FORMATS, MAX_PIXELS, refusal

#: Good enough that the text of a photographed page stays legible.
QUALITY = 90

#: Passes over one JPEG. Encoders make some ten; each goes through every pixel, though
#: it may take no more than a hundred bytes.
MAX_SCANS = 32
#: Pieces that a picture may be cut into: a PNG of 20 MB in pieces of a kilobyte.
MAX_SEGMENTS = 20_000
SCAN = b"\xda"
#: Where a piece of a JPEG begins; what may stand within pixels is none.
_MARKER = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def check(upload, extension: str) -> bytes:
    """The picture anew: turned upright, its first frame, and nothing but pixels.

    Place, camera, comments and whatever was hung behind it are gone.
    """
    kind = FORMATS[extension]
    _check_segments(upload, kind)
    picture = _opened(upload, kind)
    if picture.width * picture.height > MAX_PIXELS:
        raise refusal("too-many-pixels")
    ImageOps.exif_transpose(picture, in_place=True)
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    kept = BytesIO()
    picture.save(kept, kind, quality=QUALITY)
    return kept.getvalue()


def _check_segments(upload, kind):
    """Refuse a picture in more pieces than are looked at one by one in a second."""
    if kind not in SEGMENTS:
        return
    data = upload.read()
    upload.seek(0)
    found = list(islice(SEGMENTS[kind](data), MAX_SEGMENTS + 1))
    if len(found) > MAX_SEGMENTS or found.count(SCAN) > MAX_SCANS:
        raise refusal("bomb")


def _jpeg_segments(data):
    """The mark of each piece up to the picture's end."""
    place = 2
    while (mark := _MARKER.search(data, place)) and mark[1] != b"\xd9":
        yield mark[1]
        place = mark.end() + int.from_bytes(data[mark.end() : mark.end() + 2])


def _png_segments(data):
    place = 8
    while name := data[place + 4 : place + 8]:
        yield name
        place += 12 + int.from_bytes(data[place : place + 4])


SEGMENTS = {"JPEG": _jpeg_segments, "PNG": _png_segments}


def _opened(upload, kind):
    """The picture by its header alone; no pixel of it is read yet."""
    try:
        return Image.open(upload, formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise refusal("too-many-pixels") from bomb
    except Image.UnidentifiedImageError as fault:
        raise refusal("broken") from fault
