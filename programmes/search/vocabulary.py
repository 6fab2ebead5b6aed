"""The words of the index itself: where unspaced Thai is split, what a slip was meant.

Thai writes its words without blanks, so "เมืองน่านหัตถกรรม" is found nowhere. It is split
into the fewest pieces, of which as much as can be are words of titles, of our glossary,
or of the few below that join them.
"""

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import StrIndex, Substr

from creativecity.ledger.models import LogEntry
from creativecity.thai_text import GLOSSARY, has_thai, search_key

from ..models.search import SearchedUpTo, SearchRow
from .excerpts import may_cut
from .query import Query, clean, runs, word

# fmt: off
COMMON = (
    "เมือง", "จังหวัด", "อำเภอ", "ตำบล", "เทศบาล", "ชุมชน", "ประเทศไทย", "ไทย", "ย่าน",
    "สร้างสรรค์", "เศรษฐกิจ", "พื้นที่", "พิเศษ", "มรดกโลก", "วัฒนธรรม", "ศิลปะ", "งาน",
    "หัตถกรรม", "ออกแบบ", "อาหาร", "วิทยาการ", "ดนตรี", "ภาพยนตร์", "วรรณกรรม", "ภูมิปัญญา",
    "โครงการ", "แผน", "รายงาน", "ประจำปี", "ประชุม", "คณะกรรมการ", "มติ", "ครั้งที่", "ปี",
    "งบประมาณ", "พ.ศ.", "รอบ", "รับสมัคร", "สมัคร", "ใบสมัคร", "สมาชิก", "ผล", "ประเมิน",
    "ความพร้อม", "กิจกรรม", "เทศกาล", "พัฒนา", "การ", "ความ", "ของ", "ที่", "ใน", "และ",
    "กับ", "จาก", "เป็น", "โดย", "เพื่อ", "ให้", "ได้", "ว่า", "คือ", "อะไร", "เมื่อไร", "ใคร",
)
# fmt: on

_WORDS = re.compile("[^\\s\"'“”‘’()\\[\\],;:!?…/·–]+")
LONGEST = 60  # letters of a title's piece that counts as a word
SHORTEST = 2
ALIKE = 0.5  # of two words' trigrams that are the same, at least


class Vocabulary:
    """The words of one language's titles, and how to find those that are near."""

    def __init__(self, titles):
        found = {piece for title in titles for piece in _pieces(title)}
        self.words = found | set(map(search_key, (*GLOSSARY, *COMMON)))
        self.lengths = sorted({len(each) for each in self.words}, reverse=True)
        self.titled = sorted(found)

    @cached_property
    def _by_trigram(self):
        found = defaultdict(list)
        for each in self.titled:
            for trigram in trigrams(each):
                found[trigram].append(each)
        return found

    def has(self, each):
        """Whether a title has the word, maybe inside a longer one."""
        return any(each.key in titled for titled in self.titled)

    def split(self, query):
        """The question with its unspaced words taken apart."""
        keys = [key for each in query.words for key in self.split_word(each.key)]
        return Query(query.typed, query.phrase).of(
            tuple(map(word, dict.fromkeys(filter(None, keys))))
        )

    def split_word(self, key):
        parts = []
        for run in runs(key):
            parts += self._split_thai(run) if has_thai(run) else [run]
        return parts

    def _split_thai(self, run):
        """The pieces of an unspaced run, with the least of it in no word.

        From the end: the best of each rest is (letters in no word, pieces, where the
        first piece ends); neighbours that are in no word are one piece.
        """
        best = {len(run): (0, 0, None)}
        for start in range(len(run) - 1, -1, -1):
            best[start] = min(self._ways(run, start, best))
        return list(map(clean, _joined(run, best, self.words)))

    def _ways(self, run, start, best):
        unknown, pieces, _ = best[start + 1]
        yield unknown + 1, pieces + 1, start + 1
        for length in self.lengths:
            end = start + length
            if end > len(run) or run[start:end] not in self.words:
                continue
            if end == len(run) or may_cut(run, end):
                unknown, pieces, _ = best[end]
                yield unknown, pieces + 1, end

    def nearest(self, key):
        """The word of a title that is most alike; None if none is alike enough."""
        own = trigrams(key)
        shared = Counter(
            each for trigram in own for each in self._by_trigram.get(trigram, ())
        )
        near = [
            (2 * count / (len(own) + len(trigrams(each))), each)
            for each, count in shared.most_common(50)
        ]
        likeness, found = max(near, default=(0, None))
        return found if likeness >= ALIKE else None

    def corrected(self, query):
        """The question with each word that no title has written as the nearest one."""
        keys = [
            each.key if each.key in self.words else self.nearest(each.key) or each.key
            for each in query.words
        ]
        return " ".join(keys)


def _joined(run, best, words):
    """The pieces of the best way, letters in no word joined to one piece."""
    pieces, start, was_known = [], 0, True
    while start < len(run):
        end = best[start][2]
        is_known = run[start:end] in words
        if is_known or was_known:
            pieces.append(run[start:end])
        else:
            pieces[-1] += run[start:end]
        start, was_known = end, is_known
    return pieces


def _pieces(title):
    """The words of a title that are no longer than a word is."""
    for piece in _WORDS.findall(title):
        for run in runs(piece):
            if SHORTEST <= len(run) <= LONGEST and not run[0].isdigit():
                yield run


def trigrams(key):
    """Its letters by threes, as pg_trgm counts them."""
    padded = f"  {key} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def vocabulary(language, on):
    """That of the rows shown on a day; made once for each state of the index."""
    entry = LogEntry.objects.filter(sequence=OuterRef("sequence")).values("hash")
    told = SearchedUpTo.objects.annotate(hash=Subquery(entry))
    mark = told.values_list("sequence", "hash", "release", "day").first()
    return _vocabulary(language, on, mark)


def forget():
    """Make them anew: the rows were."""
    _vocabulary.cache_clear()


@lru_cache(maxsize=4)
def _vocabulary(language, on, mark):
    """From the lines of the titles, which begin a row's key (models/search.py)."""
    ends = StrIndex("key", Value("\n\n"))
    rows = SearchRow.objects.shown(language, on)
    return Vocabulary(rows.values_list(Substr("key", 1, ends), flat=True).distinct())
