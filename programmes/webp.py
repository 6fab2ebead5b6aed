"""Pictures for the web: WebP in a few widths, without anything but their pixels."""

from io import BytesIO

from creativecity.on_demand import on_demand

Image = on_demand("PIL.Image")

#: Widths in pixels: a phone, a phone with a fine screen or a column of text, a desk.
SIZES = (480, 960, 1600)
LARGEST = SIZES[-1]
#: As dense as the eye asks for on a photograph, at half the bytes of a JPEG.
QUALITY = 80


def drawn(content: bytes) -> tuple[dict[int, bytes], int]:
    """The picture by its width in pixels, none made larger; the height of the widest.

    `content` was examined before (cities/evidence_files): it is no bomb.
    """
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    widest = min(picture.width, LARGEST)
    widths = [*(size for size in SIZES if size < widest), widest]
    files = {width: _written(picture, width) for width in widths}
    return files, height_at(widest, of=picture.size)


def height_at(width: int, *, of: tuple[int, int]) -> int:
    """The height in pixels at a width, of a picture of this (width, height)."""
    return max(1, round(of[1] * width / of[0]))


def _written(picture, width):
    height = height_at(width, of=picture.size)
    kept = BytesIO()
    # The frame buffer is new, so no profile, place or comment is carried along.
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    picture.save(kept, "WEBP", quality=QUALITY, method=4)
    return kept.getvalue()
