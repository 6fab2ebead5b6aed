"""What somebody searches for, taken apart into the words that must be found."""

import re
from dataclasses import dataclass, field, replace

from creativecity.thai_text import search_key, without_marks

LENGTH = 200  # letters that a question may have
WORDS = 8  # words of it that count

_BETWEEN = re.compile("[\\s\"'`“”‘’«»()\\[\\]{}<>,;:!?…|*]+")
_EDGES = "./-–_&+=~^#@"
# A vowel or mark that nothing stands before belongs to no word.
_LEANING = re.compile("^[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_RUNS = re.compile("[\u0e00-\u0e7f]+|[0-9./-]*[0-9]|[^\u0e00-\u0e7f0-9]+")

ERA = 543  # years between the Buddhist and the Common Era
BUDDHIST, COMMON = range(2400, 2700), range(1857, 2157)


@dataclass(frozen=True)
class Word:
    """One word: `key` as it is compared, `others` that say the same.

    Who leaves out tone marks is forgiven; who types them means them, unless
    `is_loose`.
    """

    key: str
    others: tuple[str, ...] = ()
    is_loose: bool = False

    @property
    def bare(self) -> str:
        return without_marks(self.key)

    def forgives(self) -> bool:
        return self.is_loose or self.bare == self.key

    def loosened(self) -> "Word":
        return self if self.forgives() else replace(self, is_loose=True)


@dataclass(frozen=True)
class Query:
    """`typed` as it is shown again, `phrase` whole, and its words in their order."""

    typed: str
    phrase: str = ""
    words: tuple[Word, ...] = field(default=())

    def loosened(self) -> "Query":
        return self.of(tuple(word.loosened() for word in self.words))

    def of(self, words: tuple[Word, ...]) -> "Query":
        return replace(self, words=words[:WORDS])

    def __bool__(self) -> bool:
        return bool(self.words)


def read(typed: str) -> Query:
    """The words of what was typed, each once; none of blanks and signs alone."""
    parts = (clean(part) for part in _BETWEEN.split(search_key(typed)))
    words = dict.fromkeys(part for part in parts if part)
    phrase = " ".join(words)
    return Query(typed, phrase, tuple(word(each) for each in words)[:WORDS])


def clean(part: str) -> str:
    """A word without the signs around it, and without a vowel that leans on none."""
    return _LEANING.sub("", part.strip(_EDGES)).strip(_EDGES)


def word(key: str) -> Word:
    other = _YEAR.sub(_in_other_era, key)
    return Word(key, () if other == key else (other,))


def _in_other_era(match: re.Match) -> str:
    year = int(match[0])
    if year in BUDDHIST:
        return str(year - ERA)
    return str(year + ERA) if year in COMMON else match[0]


def runs(key: str) -> list[str]:
    """A word cut where its script changes: "ปี2564" is "ปี" and "2564"."""
    return [run for run in map(clean, _RUNS.findall(key)) if run]
