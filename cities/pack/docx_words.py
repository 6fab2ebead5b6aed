"""The words of a Word file, counted in a process of its own that may not take much.

A file from the library was looked through when it was handed in; what a library makes
of its XML is bounded once more (`__main__.py`), as in cities/evidence_files/apart.py.
"""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from creativecity.on_demand import on_demand

docx = on_demand("docx")

ROOT = Path(__file__).resolve().parent.parent.parent
#: Seconds until the process is ended from outside, whatever it does.
PATIENCE = 15
#: What parts words inside a paragraph.
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLANKS = {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}
#: The second copy of a text box, for programs that do not know the first.
SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def count_apart(data: bytes, patience: float = PATIENCE) -> tuple[int, bool] | None:
    """(words, whether Thai letters stand among them); None if they cannot be counted.

    Words of the form itself, and of its tables and text boxes, are among them.
    """
    command = [sys.executable, "-m", "cities.pack"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            command, input=data, capture_output=True, cwd=ROOT, timeout=patience
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    words, is_thai = json.loads(done.stdout)
    return words, is_thai


def text_of(data: bytes) -> str:
    """All that can be read in a Word file's body, a line to a paragraph."""
    body = docx.Document(BytesIO(data)).element.body
    return "".join(_pieces(body))


def _pieces(element):
    """In the order of reading; what was struck out in revision is not text."""
    if element.tag == SECOND_COPY:
        return
    if element.tag == f"{WORD}p":
        yield "\n"
    elif element.tag == f"{WORD}t":
        yield element.text or ""
    elif element.tag in BLANKS:
        yield " "
    for child in element:
        yield from _pieces(child)
