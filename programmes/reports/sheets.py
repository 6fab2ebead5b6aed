"""The sheets of a report that speak of all of it: what it is, and its sources.

Each function of these modules gives (title, header, rows).
"""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_dates import year_number

from . import words
from .edition import Edition
from .layout.opening import sample_words, state_words
from .layout.sources import method_words
from .values import AnnualReport


def about(report: AnnualReport, edition: Edition):
    terms = report.terms
    rows = [
        (_("Agreement"), str(report.name)),
        (_("Year of the term"), report.year),
        (_("First day"), day(report.first_day)),
        (_("Last day"), day(report.last_day)),
        (_("As of"), day(report.as_of)),
        (_("As known at point of the ledger"), report.known_at),
        (_("The agreement on that day"), words.agreement_words(report)),
        (_("Signed on"), day(terms.signed_on)),
        (_("Signed at"), str(terms.place)),
        (_("Term in years"), terms.term_years),
        (_("Ends"), words.day_words(terms.ends)),
        (_("Frame"), str(terms.frame)),
        (_("Rubric of readiness"), report.rubric),
        (_("Status of the rubric"), str(report.rubric_status or "")),
        (_("Edition"), state_words(edition)),
        ("SHA-256", edition.sha256),
        (_("Method"), method_words()),
    ]
    if report.is_sample:
        rows.append((_("Sample data"), sample_words()))
    for row in edition.signatures:
        said = f"{row.name}, {row.office}, {words.day_words(row.on)}"
        rows.append((_("Signed for %(agency)s") % {"agency": row.agency}, said))
    return _("About"), (_("What"), _("Value")), rows


def sources(report: AnnualReport):
    header = (_("Code"), _("Title"), _("Publisher"), _("Published"), _("Address"))
    rows = [
        (row.code, row.title, row.publisher, row.published, row.address)
        for row in report.sources
    ]
    return _("Sources"), header, rows


def errata(edition: Edition):
    header = (_("Number"), _("Added on"), _("Text"))
    rows = [(row.number, day(row.on), str(row.text)) for row in edition.errata]
    return _("Errata"), header, rows


def day(value):
    """A Day, or an ISO day, as a date that a spreadsheet counts with."""
    if not value:
        return None
    return date.fromisoformat(value if isinstance(value, str) else value.on)


def year(value):
    """A year of the Common Era as the reader counts it; still a number."""
    return year_number(value, get_language()) if value else None


def cites(value):
    return "; ".join(value.sources)
