"""Text that a spreadsheet could take for a formula, and how it stays text.

The starting characters are those of OWASP's page on CSV injection, with their full
width twins, which spreadsheets in East Asian settings obey as well.
"""

import re
from typing import Any

STARTERS = "=+-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"'*[{re.escape(STARTERS)}]")
_GUARDED = re.compile(f"'+[{re.escape(STARTERS)}]")
# XML has no way to write these, and half of a surrogate pair is no character.
_UNCARRIED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def carried(text: str) -> str:
    r"""What of `text` a cell can carry; doing it twice changes nothing.

    Line breaks become \n; control characters and what is no character go. Blanks at
    either end stay: trimming is the reader's business.
    """
    return _UNCARRIED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def guard(value: Any) -> Any:
    """`value` with an apostrophe before what could start a formula.

    Text that already looks guarded gets a second one, so that `unguard` brings every
    text back. Numbers, days and None are no text and stay.
    """
    if isinstance(value, str) and _DANGEROUS.match(value):
        return "'" + value
    return value


def unguard(text: str) -> str:
    """`text` without the one apostrophe that `guard` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def double(text: str) -> str:
    """`text` for a cell that is typed as text: guarded only if it looks guarded.

    There a formula needs no apostrophe, but reading takes one away all the same.
    """
    return "'" + text if _GUARDED.match(text) else text


def starts_formula(text: str) -> bool:
    """Whether `text`, typed into a spreadsheet, could be taken for a formula."""
    return text.startswith(tuple(STARTERS))
