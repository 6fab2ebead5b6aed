"""A QR code as the outline of its dark squares, for a picture that needs no file."""

from dataclasses import dataclass

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L


@dataclass(frozen=True)
class Outline:
    """`path` is SVG's, in a square of `size` units, a unit for each square."""

    size: int
    path: str


def outline_of(text: str) -> Outline:
    code = QRCode(
        error_correction=ERROR_CORRECT_L,  # a screen is not scratched
        border=4,  # quiet squares around it, which the standard asks for
    )
    code.add_data(text)
    rows = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Outline(len(rows), "".join(squares))
