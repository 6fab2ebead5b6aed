"""The cells of a CSV file as texts."""

import csv
from collections.abc import Iterator
from io import StringIO

from .archive import is_binary_office, is_zip
from .refusals import refusal

DELIMITERS = ",;\t"
# Thai spreadsheets on Windows still save CSV in TIS-620, of which cp874 is a superset.
ENCODINGS = ("utf-8-sig", "cp874")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding; ValidationError if it is not plain text."""
    if is_zip(data) or is_binary_office(data):
        raise refusal("file_differs")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise refusal("nul")
        return text, encoding
    raise refusal("encoding")


def delimited_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Number of the line a row ends on, and its texts; csv.Error if quotes are wrong.

    Strict, because one quotation mark left open would swallow every row below it.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        yield reader.line_num, cells
