"""The part of a text that shows why it was found, with its words marked.

Thai is cut between clusters alone: never before a vowel or mark that leans on the
letter before it, nor behind a vowel that is written before its letter.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString

from creativecity.thai_text import without_marks

from .query import Word

LENGTH = 190  # letters of an excerpt
BEFORE = 60  # of which stand before what was found
SEEK = 24  # how far a blank is looked for, to cut there

LEANING = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_LEANS = re.compile(f"[{LEANING}\u0e30\u0e32\u0e45\u0e46\u0e2f]")
_LEADS = re.compile("[\u0e40-\u0e44]")
_MARKS = "[\u0e47-\u0e4c]*"
_THAI_DIGITS = dict(zip("0123456789", "๐๑๒๓๔๕๖๗๘๙", strict=True))


def pattern(words: tuple[Word, ...]) -> re.Pattern | None:
    """What to mark in a text; None if nothing is to be."""
    found = {_spelt(key, word) for word in words for key in (word.key, *word.others)}
    if not found:
        return None
    longest_first = "|".join(sorted(found, key=len, reverse=True))
    return re.compile(f"(?:{longest_first})[{LEANING}]*", re.IGNORECASE)


def _spelt(key: str, word: Word) -> str:
    """A pattern for one word, whatever its digits, and its marks if they may lack."""
    if not word.forgives():
        return "".join(map(_letter, key))
    return _MARKS.join(map(_letter, without_marks(key)))


def _letter(letter: str) -> str:
    digit = _THAI_DIGITS.get(letter)
    return f"[{letter}{digit}]" if digit else re.escape(letter)


def marked(text: str, words: re.Pattern | None) -> SafeString:
    """HTML of the plain `text` with what was found in it marked."""
    if words is None:
        return escape(text)
    parts, last = [], 0
    for match in words.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(f"<mark>{escape(match[0])}</mark>")
        last = match.end()
    return SafeString("".join([*parts, escape(text[last:])]))


def excerpt(text: str, words: re.Pattern | None) -> SafeString:
    """About LENGTH letters around the first place, else the beginning of the text."""
    text = " · ".join(" ".join(line.split()) for line in text.splitlines())
    match = words.search(text) if words else None
    start = _cut(text, max(0, match.start() - BEFORE)) if match else 0
    at_least = match.end() if match else 0
    end = _cut(text, max(start + LENGTH, at_least))
    shown = marked(text[start:end].strip(), words)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return SafeString(f"{before}{shown}{after}")


def _cut(text: str, place: int) -> int:
    """A place at or soon after this one where the text may be cut."""
    if place <= 0 or place >= len(text):
        return min(max(place, 0), len(text))
    blank = text.find(" ", place, place + SEEK)
    if blank >= 0:
        return blank
    while place < len(text) and not may_cut(text, place):
        place += 1
    return place


def may_cut(text: str, place: int) -> bool:
    """Whether a Thai cluster ends right before this place (rules above)."""
    return not _LEANS.match(text[place]) and not _LEADS.match(text[place - 1])
