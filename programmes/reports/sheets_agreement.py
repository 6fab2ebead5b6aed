"""The sheets of a report on the agreement: parties, meeting, duties, decisions."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import agreement_words as said
from .sheets import cites, day
from .values import AnnualReport


def parties(report: AnnualReport):
    header = (_("Code"), _("Party"), _("Short"), _("Signed by"), _("Office"))
    rows = [
        (p.agency, str(p.name), str(p.short), str(p.signatory), str(p.office))
        for p in report.terms.parties
    ]
    return _("Parties"), header, rows


def amendments(report: AnnualReport):
    header = (
        _("No."),
        _("Kind"),
        _("Text"),
        _("Signed on"),
        _("Decision"),
        _("Until"),
    )
    rows = [
        (
            row.number,
            said.amendment_kind(row),
            str(row.text),
            day(row.on),
            row.decision,
            day(row.due),
        )
        for row in report.terms.amendments
    ]
    return _("Amendments"), header, rows


def review(report: AnnualReport):
    """The meeting in pairs, then how many came for whom; empty without a record."""
    header = (_("What"), _("Value"), _("Absent"), _("Took part"))
    meeting = report.review
    rows = []
    if meeting:
        rows = [
            (_("Meeting"), meeting.number, None, None),
            (_("Held on"), day(meeting.held_on), None, None),
            (_("Begins at"), meeting.begins_at, None, None),
            (_("Ends at"), meeting.ends_at, None, None),
            (_("Place"), str(meeting.place), None, None),
            (_("Chair"), meeting.chair, None, None),
            (_("Office of the chair"), str(meeting.chair_office), None, None),
            *(
                (_("Minutes agreed"), said.key_words(key), None, None)
                for key in meeting.minutes_agreed
            ),
            *(map(_attendance, meeting.attendance)),
        ]
    return _("Review"), header, rows


def _attendance(row):
    present = _("Present: %(body)s") % {"body": said.body_words(row)}
    return (present, row.present, row.absent, row.guests)


def duties(report: AnnualReport):
    header = (
        _("Code"),
        _("Kind"),
        _("Commitment"),
        _("Agency"),
        _("How it stands"),
        pgettext("count", "Days"),
        _("How far"),
        _("Reported"),
        _("Answered"),
        _("Cities"),
        _("Activities"),
        _("Sources"),
    )
    return _("Duties"), header, [_duty(each) for each in report.commitments]


def _duty(duty):
    return (
        duty.code,
        said.commitment_kind(duty),
        str(duty.text),
        said.party_words(duty),
        said.duty_words(duty),
        duty.days,
        said.progress_words(duty),
        said.key_words(duty.reported) if duty.reported else "",
        said.key_words(duty.answered) if duty.answered else "",
        "; ".join(map(str, duty.cities)),
        "; ".join(map(str, duty.events)),
        cites(duty),
    )


def decisions(report: AnnualReport):
    header = (_("No."), _("Day"), _("Taken"), _("Text"), _("What it did"))
    rows = [
        (
            row.number,
            day(row.on),
            said.decision_kind(row),
            str(row.text),
            said.effects_words(row),
        )
        for row in report.decisions
    ]
    return _("Decisions"), header, rows


def action_points(report: AnnualReport):
    header = (
        _("Decision"),
        _("What is to be done"),
        _("Owner"),
        _("Due"),
        _("How it stands"),
        pgettext("count", "Days"),
        _("Times carried"),
        _("What came of it"),
        _("Given before this year"),
    )
    rows = [
        (
            row.decision,
            str(row.text),
            str(row.owner),
            day(row.due),
            said.action_words(row),
            row.days,
            row.carried,
            row.result,
            row.is_earlier,
        )
        for row in report.action_points
    ]
    return _("Action points"), header, rows
