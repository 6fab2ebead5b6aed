"""Where what the report says comes from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import words
from ..values import AnnualReport
from .blocks import Block, Heading, Paragraph, grid_or


def blocks(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, _("Sources and method"))
    yield Paragraph(method_words())
    yield from grid_or(
        _("none on record"),
        _("Sources"),
        (_("Code"), _("Title"), _("Publisher"), _("Published"), _("Address")),
        map(_source, report.sources),
        (2, 6, 4, 3, 6),
    )


def method_words() -> str:
    return _(
        "Readiness is a range: the lowest value counts an indicator without a verified "
        "reading as nothing, the highest as the best level; per cent are rounded down. "
        "Where nothing is on record the report says so: that is not to say that "
        "nothing happened."
    )


def _source(source):
    return (
        source.code,
        source.title,
        source.publisher,
        words.published_words(source),
        source.address,
    )
