"""What was decided, who does what by when, and what came of what was given before."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import agreement_words as said
from .. import words
from ..values import AnnualReport
from .blocks import Block, Heading, grid_or


def blocks(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, _("Decisions and action points"))
    yield from grid_or(
        _("none on record"),
        _("Decisions"),
        (_("No."), _("Day"), _("Taken"), _("Text"), _("What it did")),
        map(_decision, report.decisions),
        (2, 3, 3, 8, 4),
    )
    given = [point for point in report.action_points if not point.is_earlier]
    earlier = [point for point in report.action_points if point.is_earlier]
    yield from _points(_("Action points of this year"), given)
    yield from _points(_("What came of earlier action points"), earlier)


def _decision(decision):
    return (
        decision.number,
        words.day_words(decision.on),
        said.decision_kind(decision),
        str(decision.text),
        said.effects_words(decision),
    )


def _points(caption, points):
    return grid_or(
        _("none on record"),
        caption,
        (
            _("Decision"),
            _("What is to be done"),
            _("Owner"),
            _("Due"),
            _("How it stands"),
            _("What came of it"),
        ),
        map(_point, points),
        (2, 6, 4, 3, 4, 4),
    )


def _point(point):
    state = (said.action_words(point), said.carried_words(point))
    return (
        point.decision,
        str(point.text),
        str(point.owner),
        words.day_words(point.due),
        ", ".join(filter(None, state)),
        point.result,
    )
