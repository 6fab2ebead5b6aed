"""The marks on a line of time as SVG: each is drawn twice on a page, lying and upright.

Strings and no template: a mark is the same as long as what it says is, and so it is
drawn once.
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date

register = template.Library()

KEPT_MARKS = 1024
#: The outline of each kind; of a target by its goal.
SHAPES = {
    "target-designated": '<circle class="hollow" r="6.5" />',
    "target": '<path class="hollow" d="M-6-6H6V6H-6Z" />',
    "knot": '<circle class="solid" r="4" />',
    "designated": '<circle class="halo" r="14" /><circle class="solid" r="8.5" />',
    "submitted": '<path class="solid" d="M-7-7H7V7H-7Z" />',
    "not-designated": '<path class="solid" d="M-7-7H4L-7 4ZM7 7H-4L7-4Z" />',
    "not-nominated": '<path class="cross" d="M-5-5L5 5M-5 5L5-5" />',
}
INFERRED = (
    '<path class="hollow" d="M-6-6H6V6H-6Z" /><path class="solid" d="M-6 0H6V6H-6Z" />'
)
FORWARD = '<path class="solid" d="M-5-6.5L7 0L-5 6.5Z" />'
MARK = """<a class="mark" href="{}#{}" data-kind="{}"{}>
<title>{}: {}, {}{}</title>
<circle class="reach" r="13" />{}
<text class="tip" y="-17" data-side="{}">{}, {}</text>
</a>"""


@register.simple_tag
def mark_of(line, mark, is_own_page=False):
    """A mark of a city's line; on the pages of others it leads to the city's own."""
    where = "" if is_own_page else line.city.get_absolute_url()
    return _drawn(mark, str(line.city), where, get_language())


@lru_cache(maxsize=KEPT_MARKS)
def _drawn(mark, city, where, language):
    kind = f"{mark.kind}-{mark.goal}" if mark.goal else mark.kind
    is_inferred = mark_safe(" data-inferred") if mark.is_inferred else ""
    inferred = " ({})".format(_("inferred from the outcome"))
    day, short = (
        format_date(mark.day, language, precision=mark.precision, short=is_short)
        for is_short in (False, True)
    )
    return format_html(
        MARK,
        *(where, mark.anchor, kind, is_inferred, city, mark.name, day),
        inferred if mark.is_inferred else f": {mark.text}",
        mark_safe(_shape(mark)),  # noqa: S308 (one of those above)
        *(_side(mark.at), mark.name, short),
    )


def _shape(mark):
    if mark.kind == "target" and mark.goal == "designated":
        return SHAPES["target-designated"]
    if mark.is_inferred and mark.kind not in {"target", "knot", "designated"}:
        return INFERRED
    return SHAPES.get(mark.kind, FORWARD)


def _side(place):
    """Where there is room for the words that come up over the mark."""
    if place > 800:
        return "before"
    return "over" if place > 150 else "after"
