"""All that was ever said of a duty, newest first, with what was taken back."""

from dataclasses import dataclass

from creativecity.ledger.models import Withdrawal

from .duty_lines import Covered, covered, verdicts_of


@dataclass(frozen=True)
class Answer:
    row: object
    withdrawal: Withdrawal | None
    may_withdraw: bool


@dataclass(frozen=True)
class Told:
    """A report with its proofs and every answer to it, oldest first."""

    row: object
    covered: Covered
    answers: tuple[Answer, ...]
    withdrawal: Withdrawal | None
    may_withdraw: bool


def history(duty, own=frozenset()):
    """The reports on a duty; `own` are the agencies that the reader speaks for."""
    reports = list(duty.reports.select_related("agency", "recorded_by"))
    verdicts, told = verdicts_of(reports), covered(reports, is_public=False)
    said = [*reports, *(row for rows in verdicts.values() for row in rows)]
    gone = Withdrawal.objects.filter(withdrawn__in=[row.sequence for row in said])
    gone = {row.withdrawn: row for row in gone.select_related("recorded_by")}
    return [
        _told(row, told[row.pk], _answers(verdicts[row.pk], gone, own), gone, own)
        for row in reports
    ]


def _answers(rows, gone, own):
    return tuple(
        Answer(row, gone.get(row.sequence), _is_open(row, gone, own)) for row in rows
    )


def _told(row, about, answers, gone, own):
    is_answered = any(answer.withdrawal is None for answer in answers)
    may_withdraw = _is_open(row, gone, own) and not is_answered
    return Told(row, about, answers, gone.get(row.sequence), may_withdraw)


def _is_open(row, gone, own):
    return row.agency_id in own and row.sequence not in gone
