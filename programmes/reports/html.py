"""A report as one HTML file that needs nothing else: the accessible first copy."""

from django.template.loader import render_to_string

from .edition import DRAFT, Edition
from .layout.opening import state_words
from .layout.report import title_of
from .page import report_parts
from .values import AnnualReport


def as_html(report: AnnualReport, edition: Edition = DRAFT) -> str:
    """In the language that is active."""
    context = {
        "report": report,
        "title": title_of(report),
        "state": state_words(edition),
        "edition": edition,
        "parts": report_parts(report, edition),
    }
    return render_to_string("programmes/report_file.html", context)
