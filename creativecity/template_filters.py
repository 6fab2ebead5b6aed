"""Filters that every template may use without {% load %}. None of them queries."""

import re
from datetime import datetime
from functools import lru_cache
from html import unescape

from django import template
from django.urls import translate_url
from django.utils.html import (
    conditional_escape,
    escape,
    format_html,
    format_html_join,
    strip_tags,
)
from django.utils.http import escape_leading_slashes
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .thai_calendar import (
    FiscalYear,
    PartialDate,
    Precision,
    bangkok_day,
)
from .thai_dates import format_date, year_number
from .thai_text import has_thai, keep_whole, keep_whole_in_page

register = template.Library()

#: So many days and lists of sources are kept as they were written out.
KEPT_DAYS = KEPT_CITES = 1024

# HTML knows no fiscal year and no unknown day, so those get no <time>.
_MACHINE_FORMS = {
    Precision.DAY: "%Y-%m-%d",
    Precision.ON_OR_BEFORE: "%Y-%m-%d",
    Precision.MONTH: "%Y-%m",
    Precision.YEAR: "%Y",
}


def _time_element(value, precision, *, short=False):
    if not value:
        return ""
    day = bangkok_day(value) if isinstance(value, datetime) else value
    return _element(day, precision, short, get_language())


@lru_cache(maxsize=KEPT_DAYS)
def _element(day, precision, short, language):
    words = format_date(day, language, precision=precision, short=short)
    if form := _MACHINE_FORMS.get(Precision(precision)):
        return format_html('<time datetime="{}">{}</time>', day.strftime(form), words)
    return format_html("<span>{}</span>", words)


@register.filter
def thai_date(value, precision=Precision.DAY):
    """`{{ day|thai_date }}`, `{{ day|thai_date:"month" }}`; a moment gives its day."""
    return _time_element(value, precision)


@register.filter
def thai_date_short(value, precision=Precision.DAY):
    """As thai_date, with the month abbreviated."""
    return _time_element(value, precision, short=True)


@register.filter
def partial_date(value: PartialDate | None):
    """A PartialDate, as precisely as it is known."""
    return _time_element(value.day, value.precision) if value else ""


@register.filter
def fiscal_year(value):
    """`ปีงบประมาณ 2564` from a FiscalYear or its B.E. number."""
    return FiscalYear(int(value)).label(get_language()) if value else ""


@register.filter
def buddhist_year(value):
    """A C.E. year number as the reader counts it: 2566 in Thai, 2023 in English."""
    return str(year_number(value, get_language())) if value else ""


@register.filter
def thai(value):
    """Escaped text whose glossary words do not break across lines."""
    return "" if value is None else keep_whole(str(value))


@register.filter
def cites(codes):
    """The sources of a statement, each a link to where the page names it."""
    return _cites(tuple(codes), get_language()) if codes else ""


@lru_cache(maxsize=KEPT_CITES)
def _cites(codes, language):
    links = format_html_join(
        ", ",
        '<a href="#source-{}" aria-label="{}">{}</a>',
        ((code, _("source %(code)s") % {"code": code}, code) for code in codes),
    )
    return format_html('<span class="cite">[{}]</span>', links)


@register.filter
def as_typed(value):
    """As `thai`, of text that was typed in one language alone, whichever it was.

    A text in the other language than the page's is marked, so that it is read as such.
    """
    words = thai(value)
    language = "th" if has_thai(words) else "en"
    if not words or language == get_language():
        return words
    return format_html('<span lang="{}">{}</span>', language, words)


@register.filter
def thai_page(html):
    """Part of a page, interface words and all, whose words and figures do not break."""
    return keep_whole_in_page(html, get_language())


@register.filter
def unindented(html):
    """A page without the indents of its templates: an eighth less to send.

    Not for a page with a `<pre>` or a `<textarea>`, in which blanks are words.
    """
    return mark_safe(re.sub(r"\n\s+", "\n", html))  # noqa: S308 (only blanks go)


@register.filter
def number(value):
    """12,345.5 in both languages; nothing stays nothing."""
    return "" if value is None or value == "" else f"{value:,}"


@register.filter
def options(groups):
    """The options of a select, of the `optgroups` of its widget, as Django's own
    templates write them.
    """
    written = "".join(_group(name, rows) for name, rows, _number in groups)
    return mark_safe(written)  # noqa: S308 # nosec: each part was escaped


def _group(name, rows):
    written = "".join(_option(row) for row in rows)
    if not name:
        return written
    return f'\n  <optgroup label="{escape(name)}">{written}\n  </optgroup>'


def _option(row):
    attributes = "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in row["attrs"].items()
        if value is not False
    )
    value, label = escape(row["value"]), conditional_escape(row["label"])
    return f'\n  <option value="{value}"{attributes}>{label}</option>'


@register.filter
def page_url(request, language):
    """The absolute address of this page in a language, without its query."""
    path = escape_leading_slashes(request.path)  # "//a.example/" would be another site
    return translate_url(request.build_absolute_uri(path), language)


@register.simple_block_tag
def words(content):
    """`{% words as name %}...{% endwords %}`: a block as plain text, to be said twice.

    It is escaped wherever it is said, so that it may stand in an attribute.
    """
    return unescape(strip_tags(content)).strip()


@register.filter
def absolute(request, path):
    """An address of ours with scheme and host, for whoever reads a page elsewhere."""
    return request.build_absolute_uri(path)


@register.filter
def other_language_url(request):
    """This very page, query and all, in the language that the reader is not using."""
    other = "en" if get_language() == "th" else "th"
    path = escape_leading_slashes(request.get_full_path())
    return translate_url(path, other)
