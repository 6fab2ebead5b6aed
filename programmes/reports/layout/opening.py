"""How a report begins and ends: what it speaks of, and who put their name to it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import words
from ..edition import Edition
from ..values import AnnualReport
from .blocks import Block, Grid, Heading, Paragraph, Points, facts


def blocks(report: AnnualReport, edition: Edition) -> Iterator[Block]:
    yield Paragraph(state_words(edition), "note")
    if report.is_sample:
        yield Paragraph(sample_words(), "sample")
    if edition.errata:
        yield Paragraph(errata_words(), "note")
    yield Heading(1, _("What this report speaks of"))
    yield facts(
        [
            (_("Agreement"), str(report.name)),
            (_("Year of the term"), _year(report)),
            (_("As of"), words.day_words(report.as_of)),
            (_("As known at"), _point(report)),
            (_("The agreement on that day"), words.agreement_words(report)),
            (_("Rubric of readiness"), _rubric(report)),
        ]
    )


def state_words(edition: Edition) -> str:
    """Whether it is a draft, frozen or sealed, and since when."""
    day = {"day": words.day_words(edition.on)}
    if edition.state == "sealed":
        return _("Sealed on %(day)s: both agencies signed its hash.") % day
    if edition.state == "frozen":
        return _("Frozen on %(day)s for signing: not sealed yet.") % day
    return _("Draft: neither agency has signed it.")


def sample_words() -> str:
    return _(
        "Sample data. This copy of the portal holds made-up records: no figure in this "
        "report is to be quoted."
    )


def errata_words() -> str:
    return _("Errata have been added since it was sealed: they stand at the end.")


def _year(report):
    window = words.period_words(report.first_day, report.last_day)
    return f"{report.year}: {window}"


def _point(report):
    point = {"point": words.count_words(report.known_at)}
    return _("point %(point)s of the ledger") % point


def _rubric(report):
    return f"{report.rubric}. {report.rubric_status}" if report.rubric else ""


def signed(edition: Edition) -> Iterator[Block]:
    """The hash, and the names under it; nothing of a draft."""
    if not edition.sha256:
        return
    yield Heading(1, _("Hash and signatures"))
    yield Paragraph(
        _(
            "The SHA-256 of this report's values. What the portal shows on the page "
            "“verify” must be the same; errata stand beside the report there."
        )
    )
    yield Paragraph(edition.sha256, "bold")
    if not edition.signatures:
        yield Paragraph(_("Nobody has signed it yet."))
        return
    rows = [
        (str(row.agency), row.name, str(row.office), words.day_words(row.on))
        for row in edition.signatures
    ]
    header = (_("Agency"), _("Name"), _("Office"), _("Signed on"))
    yield Grid(_("Signatures"), header, tuple(rows), (2, 4, 5, 3))


def errata(edition: Edition) -> Iterator[Block]:
    """What was found wrong since the seal; nothing where nobody found anything."""
    if not edition.errata:
        return
    yield Heading(1, _("Errata"))
    yield Paragraph(
        _(
            "Said beside the report after it was sealed. What stands above, and its "
            "hash, are as both agencies signed them."
        )
    )
    yield Points(tuple(_erratum(row) for row in edition.errata))


def _erratum(row):
    told = {"number": row.number, "day": words.day_words(row.on), "text": row.text}
    return _("No. %(number)s, %(day)s: %(text)s") % told
