"""What the agencies took on, and how each duty stands by its two keys."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import agreement_words as said
from .. import words
from ..values import AnnualReport
from .blocks import Block, Grid, Heading, Paragraph, Points


def blocks(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, _("What the agencies took on"))
    yield Paragraph(
        _(
            "Purposes and the goal are listed, not ticked off. A duty is confirmed "
            "only where one agency reported it and the other agreed."
        )
    )
    header = (
        _("Code"),
        _("Kind"),
        _("Commitment"),
        _("Agency"),
        _("How it stands"),
        _("Sources"),
    )
    rows = tuple(_row(commitment) for commitment in report.commitments)
    caption = _("Purposes, duties and the highest goal")
    yield Grid(caption, header, rows, (2, 3, 8, 2, 4, 2))
    told = tuple(_told(each) for each in report.commitments if each.reported)
    if told:
        yield Heading(2, _("What was said of the duties"))
        yield Points(told)


def _row(commitment):
    return (
        commitment.code,
        said.commitment_kind(commitment),
        str(commitment.text),
        said.party_words(commitment),
        said.duty_words(commitment),
        words.cites(commitment),
    )


def _told(commitment):
    """Both keys of a duty in one line, with what its report covers."""
    parts = [
        f"{commitment.code}: {said.key_words(commitment.reported)}",
        said.progress_words(commitment),
    ]
    if commitment.answered:
        parts.append(said.key_words(commitment.answered))
    if commitment.cities:
        cities = {"cities": ", ".join(map(str, commitment.cities))}
        parts.append(_("cities: %(cities)s") % cities)
    if commitment.events:
        events = {"events": ", ".join(map(str, commitment.events))}
        parts.append(_("activities: %(events)s") % events)
    return "; ".join(filter(None, parts))
