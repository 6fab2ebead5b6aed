"""What stands round the blocks of a file, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """Title, head (`mark`) and foot of each page; `size` in points, of a PDF.

    `day` is the ISO day that the file gives as its own.
    """

    title: str
    language: str
    foot: str = ""
    subtitle: str = ""
    mark: str = ""
    size: int = 10
    is_centred: bool = False
    day: str = ""
