"""Years as Thais type them: in either era, alone or named as a fiscal year."""

import re

from django.utils.translation import gettext as _

from .thai_calendar import BUDDHIST_OFFSET, FIRST_DAY, LAST_DAY
from .thai_dates import year_number
from .thai_text import search_key

BUDDHIST_SINCE = 2400  # as in thai_dates: a year from here on is B.E.

_BUDDHIST = r"(?P<{}>พ\.?ศ\.?|b\.?e\.?)"
_COMMON = r"(?P<{}>ค\.?ศ\.?|c\.?e\.?|a\.?d\.?)"
_WRITTEN = re.compile(
    r"(?:ปีงบประมาณ|ปีงบ|ปี|fiscal year|fy|year)?\s*"
    rf"(?:{_BUDDHIST.format('be_before')}|{_COMMON.format('ce_before')})?\s*"
    r"(?P<year>\d{2,4})\s*"
    rf"(?:{_BUDDHIST.format('be_after')}|{_COMMON.format('ce_after')})?",
    re.ASCII,
)


class YearNotUnderstood(ValueError):  # noqa: N818 says what happened, as ours do
    """A typed year was refused; `str()` tells the reader what to do."""


def parse_year(text: str, language: str | None = "th") -> int:
    """The year (C.E.) that `text` means: "2569", "พ.ศ. ๒๕๖๙", "ปีงบประมาณ 2569", "2026".

    From 2400 on a year is B.E. unless its era is written. `language` picks the
    calendar of the examples. Raises YearNotUnderstood.
    """
    match = _WRITTEN.fullmatch(search_key(text))
    if match is None or len(match["year"]) < 4:
        words = _("Write the year with four digits, for example %(example)s.")
        raise YearNotUnderstood(words % {"example": year_number(2026, language)})
    year = int(match["year"])
    is_buddhist = match["be_before"] or match["be_after"]
    is_common = match["ce_before"] or match["ce_after"]
    if is_buddhist or (year >= BUDDHIST_SINCE and not is_common):
        year -= BUDDHIST_OFFSET
    if not FIRST_DAY.year < year < LAST_DAY.year:
        words = _("Years from %(first)s to %(last)s can be entered. Check the year.")
        reach = (FIRST_DAY.year + 1, LAST_DAY.year - 1)
        first, last = (year_number(each, language) for each in reach)
        raise YearNotUnderstood(words % {"first": first, "last": last})
    return year
