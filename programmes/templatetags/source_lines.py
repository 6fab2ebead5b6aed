"""A source as its line under a page: drawn once, since pages name the same ones."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from cities.models import Source
from creativecity.thai_text import keep_whole

from .report_words import published_day

register = template.Library()

KEPT_SOURCES = 1024
TOLD = ("code", "title", "publisher", "published", "strength", "address")
LINE = """<li id="source-{}">
<span class="code">{}</span>
<span>{}
<span class="meta">{}{}{}{}</span></span>
</li>"""


@register.filter
def source_line(source):
    """Its code, its title as a link, and who published it when."""
    return _drawn(*(getattr(source, name) for name in TOLD), get_language())


@lru_cache(maxsize=KEPT_SOURCES)
def _drawn(*told):
    *values, _language = told
    source = Source(**dict(zip(TOLD, values, strict=True)))
    title, link = keep_whole(source.title), source.link()
    if link:
        title = format_html('<a href="{}" rel="external">{}</a>', link, title)
    return format_html(
        LINE,
        *(source.code, source.code, title),
        format_html("{}, ", source.publisher) if source.publisher else "",
        format_html("{}, ", published_day(source)) if source.published else "",
        source.get_strength_display(),
        format_html(": {}", source.address) if source.address and not link else "",
    )
