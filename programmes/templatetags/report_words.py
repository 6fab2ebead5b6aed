"""How a report's words look on a page; which words they are says reports/words.py."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from creativecity.template_filters import partial_date
from creativecity.thai_calendar import PartialDate, Precision
from creativecity.thai_text import keep_whole

register = template.Library()


_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@register.filter
def cell_words(text):
    """A cell of a table: an address of the web alone is a link, lines stay lines."""
    if text.startswith(("http://", "https://")) and " " not in text:
        return format_html('<a href="{0}" rel="external noreferrer">{0}</a>', text)
    lines = [keep_whole(line) for line in text.split("\n")]
    return mark_safe("<br>".join(lines))  # noqa: S308 (each line is escaped)


@register.filter
def published_day(source):
    """When a source came out; a "?" in its record stays, other words too."""
    is_doubtful = source.published.endswith("?")
    words = _iso_day(source.published.removesuffix("?"))
    return format_html("{}?", words) if is_doubtful else words


def _iso_day(text):
    """An ISO day, month or year in the reader's calendar; other words stay."""
    try:
        known = PartialDate.parse_iso(text, _PRECISIONS[len(text)])
    except (KeyError, ValueError):
        return text
    return partial_date(known)
