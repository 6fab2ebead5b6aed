"""The sheets of a report on what was promised, re-dated and reached."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import words
from .sheets import cites, day, year
from .sheets_rows import head, rows_of
from .values import AnnualReport


def promises(report: AnnualReport):
    header = head(
        _("Code"),
        _("Promise"),
        _("Due"),
        _("Precision"),
        _("Changes by decision"),
        _("How it stands"),
        pgettext("count", "Days"),
        _("Reason"),
        _("Inferred"),
        _("Sources"),
    )
    return _("Targets"), header, rows_of(report, lambda city: city.promises, _promise)


def _promise(promise):
    return (
        promise.code,
        str(promise.words),
        day(promise.due),
        words.precision_words(promise.due),
        "\n".join(map(words.change_text, promise.changes)),
        words.promise_words(promise),
        promise.days,
        words.promise_reason(promise),
        promise.is_inferred,
        cites(promise),
    )


def slip(report: AnnualReport):
    header = head(
        _("Code"),
        _("Milestone"),
        _("Belongs to"),
        _("Key milestone"),
        _("Baseline"),
        _("Times moved"),
        _("Moves"),
        _("Date now"),
        _("Actual"),
        _("Inferred"),
        _("Slip in days"),
        _("How it stands"),
        pgettext("count", "Days"),
        _("Reason"),
    )
    rows = rows_of(report, lambda city: city.milestones, _milestone)
    return _("Slip ledger"), header, rows


def _milestone(line):
    return (
        line.code,
        str(line.name),
        words.bid_words(line),
        line.is_key,
        day(line.baseline),
        len(line.moves),
        "\n".join(map(_move, line.moves)),
        day(line.due),
        day(line.actual),
        line.is_inferred,
        line.slip,
        words.promise_words(line),
        line.days,
        words.promise_reason(line),
    )


def _move(move):
    """As the other forms say it, with the note that only a sheet has room for."""
    return ": ".join(filter(None, (words.move_words(move), move.note)))


def candidacies(report: AnnualReport):
    header = head(
        _("Code"),
        _("Call"),
        _("Stage"),
        _("Text"),
        _("Day"),
        _("Precision"),
        _("In this year"),
        _("Sources"),
    )
    return _("Candidacies"), header, rows_of(report, lambda city: city.stages, _stage)


def _stage(stage):
    return (
        stage.code,
        year(stage.call),
        words.stage_kind(stage),
        str(stage.text),
        day(stage.day),
        words.precision_words(stage.day),
        stage.is_in_window,
        cites(stage),
    )
