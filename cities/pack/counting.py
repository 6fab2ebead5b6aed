"""Words of a text that goes to UNESCO, in English or French.

A word is a run of characters between blanks that holds a letter or a digit: what a
hyphen, an apostrophe or a stop joins is one word ("hand-woven", "l'artisanat", "2.5"),
what stands alone is none ("&"). A long dash parts words as a blank does. Word
processors count in this way. Thai is written without blanks between words, so a run
with Thai letters is not counted at all.
"""

import re

from creativecity.thai_text import has_thai

_PARTED = re.compile(r"[\s\u2012-\u2015]+")


def count_words(text: str) -> int:
    """How many words `text` has; see above for what is one."""
    return sum(_is_word(run) for run in _PARTED.split(text))


def _is_word(run):
    return any(c.isalnum() for c in run) and not has_thai(run)
