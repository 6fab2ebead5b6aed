"""The sheets of a report on activities, figures, districts and people."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Event, GroupCount

from . import words
from .sheets import cites, day
from .sheets_rows import head, rows_of
from .values import AnnualReport


def events(report: AnnualReport):
    header = head(
        _("Code"),
        _("Activity"),
        _("Day"),
        _("Precision"),
        _("How far people took part"),
        _("Who took part"),
        _("People reached"),
        _("Sources"),
    )
    return _("Activities"), header, rows_of(report, lambda city: city.events, _event)


def _event(event):
    return (
        event.code,
        str(event.name),
        day(event.day),
        words.precision_words(event.day),
        words.rung_words(event.rung),
        str(event.took_part),
        event.reach,
        cites(event),
    )


def outcomes(report: AnnualReport):
    header = head(
        _("Code"),
        _("Measure"),
        _("Unit"),
        _("Year"),
        pgettext("figure", "Baseline"),
        pgettext("figure", "Target"),
        pgettext("figure", "Actual"),
        _("Share of the way %"),
        _("Source"),
    )
    return _("Outcomes"), header, rows_of(report, lambda city: city.outcomes, _outcome)


def _outcome(row):
    return (
        row.measure,
        str(row.name),
        str(row.unit),
        words.outcome_year(row),
        *(figure and Decimal(figure) for figure in (row.baseline, row.target)),
        row.actual and Decimal(row.actual),
        row.share,
        row.source,
    )


def districts(report: AnnualReport):
    header = head(
        _("Code"),
        _("District"),
        _("State"),
        _("Since"),
        _("What shows it"),
        _("Sources"),
    )
    rows = rows_of(report, lambda city: city.districts, _district)
    return _("Creative districts"), header, rows


def _district(row):
    return (
        row.slug,
        str(row.name),
        words.district_words(row),
        day(row.since),
        str(row.text or ""),
        cites(row),
    )


def participation(report: AnnualReport):
    rungs = list(Event.Rung)
    header = head(
        *(str(rung.label) for rung in rungs),
        _("People reached"),
        _("Suggestions"),
        _("Adopted"),
        _("Declined"),
        pgettext("suggestion", "Waiting"),
        _("By the website"),
        *(str(label).capitalize() for label in GroupCount.Group.labels),
    )

    def cells(value):
        counts, came = dict(value.rungs), dict(value.groups)
        return (
            *(counts.get(rung.value, 0) for rung in rungs),
            value.reach,
            value.suggestions,
            value.adopted,
            value.declined,
            value.waiting,
            value.website,
            *(came.get(group, 0) for group in GroupCount.Group.values),
        )

    rows = rows_of(report, lambda city: [city.participation], cells)
    return _("Participation"), header, rows
