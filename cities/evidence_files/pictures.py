"""Pictures: decided by their header, then drawn anew without what they carry along."""

from io import BytesIO

from PIL import Image, ImageOps

from .limits import MAX_PIXELS, refusal

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
#: Good enough that the text of a photographed page stays legible.
QUALITY = 90

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def check(upload, extension: str) -> bytes:
    """The picture anew: turned upright, its first frame, and nothing but pixels.

    Place, camera, comments and whatever was hung behind it are gone.
    """
    kind = FORMATS[extension]
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


def _opened(upload, kind):
    """The picture by its header alone; no pixel of it is read yet."""
    try:
        return Image.open(upload, formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise refusal("too-many-pixels") from bomb
    except Image.UnidentifiedImageError as fault:
        raise refusal("broken") from fault
