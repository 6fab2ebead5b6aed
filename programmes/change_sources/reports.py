"""Yearly reports that both agencies signed, and what was found wrong in them since."""

from django.utils.translation import gettext as _

from creativecity.thai_calendar import PartialDate

from ..calendar_file.event import in_words
from ..models import Erratum, SealedReport
from .source import Kind, Source, Told


def _sealed(sealed):
    on = PartialDate(sealed.effective_on)
    values = {"year": sealed.review.year, "day": in_words(on)}
    title = _("Report on year %(year)s of the agreement sealed")
    text = _(
        "Both agencies signed the report on year %(year)s of the agreement; the second "
        "signature sealed it on %(day)s."
    )
    path = f"{sealed.review.get_absolute_url()}#sealed"
    return Told(title % values, text % values, path, on)


def _corrected(erratum):
    review = erratum.sealed.review
    title = _("Erratum %(number)s to the report on year %(year)s of the agreement") % {
        "number": erratum.number,
        "year": review.year,
    }
    path = f"{review.get_absolute_url()}#erratum-{erratum.number}"
    return Told(title, erratum.text, path, PartialDate(erratum.effective_on))


SOURCES = (
    Source(Kind.REPORT, SealedReport, ("seal",), _sealed, ("review__programme",)),
    Source(
        Kind.REPORT,
        Erratum,
        ("correct",),
        _corrected,
        ("sealed__review__programme",),
    ),
)
