"""The agreement's terms, and the meeting that looked back on the year."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .. import agreement_words as said
from .. import words
from ..values import AnnualReport
from .blocks import Block, Grid, Heading, Paragraph, facts, grid_or


def blocks(report: AnnualReport) -> Iterator[Block]:
    terms = report.terms
    yield Heading(1, _("The agreement"))
    yield facts(
        [
            (_("Signed on"), words.day_words(terms.signed_on)),
            (_("Signed at"), str(terms.place)),
            (_("Term"), _term(terms)),
            (_("Ends"), words.day_words(terms.ends)),
            (_("Frame"), str(terms.frame)),
        ]
    )
    if terms.parties:
        header = (_("Party"), _("Signed by"), _("Office on that day"))
        rows = tuple(_party(party) for party in terms.parties)
        yield Grid(_("Parties"), header, rows, (6, 4, 4))
    yield from grid_or(
        _("none on record"),
        _("Amendments"),
        (_("No."), _("Kind"), _("Text"), _("Signed on"), _("Decision"), _("Until")),
        (_amendment(row) for row in terms.amendments),
        (1, 3, 6, 3, 2, 3),
    )


def _term(terms):
    years = ngettext("%(years)s year", "%(years)s years", terms.term_years)
    return years % {"years": terms.term_years}


def _party(party):
    return f"{party.name} ({party.short})", str(party.signatory), str(party.office)


def _amendment(row):
    return (
        str(row.number),
        said.amendment_kind(row),
        str(row.text),
        words.day_words(row.on),
        row.decision,
        words.day_words(row.due) if row.due else "",
    )


def meeting(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, _("The review meeting"))
    review = report.review
    if review is None:
        yield Paragraph(
            _(
                "The agreement asks for a yearly review. No record of a review meeting "
                "for this year was found; that is not to say that none was held."
            )
        )
        return
    yield facts(
        [
            (_("Meeting"), review.number),
            (_("Held on"), words.day_words(review.held_on)),
            (_("Time"), said.times_words(review)),
            (_("Place"), str(review.place)),
            (_("Chair"), _chair(review)),
            (
                _("Minutes agreed"),
                "; ".join(map(said.key_words, review.minutes_agreed)),
            ),
        ]
    )
    yield from grid_or(
        _("none on record"),
        _("Attendance"),
        (pgettext("attendance", "From"), _("Present"), _("Absent"), _("Took part")),
        (_attendance(row) for row in review.attendance),
        (6, 2, 2, 2),
        (1, 2, 3),
    )


def _chair(review):
    return ", ".join(filter(None, (review.chair, str(review.chair_office))))


def _attendance(row):
    counts = (row.present, row.absent, row.guests)
    return (said.body_words(row), *map(words.count_words, counts))
