"""The published milestones of some cities as lines of the slip ledger."""

from collections import defaultdict
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_calendar import today
from creativecity.thai_dates import year_number

from .models import Milestone
from .slip import slip_line
from .slip_drawing import Group


def groups_by_city(milestones, *, on=None, known_at=None):
    """City pk to its groups: bid by bid, then the membership report by report.

    `milestones` is a QuerySet, which is narrowed to what is published. The number of
    queries does not depend on the number of rows.
    """
    return groups_of(published_tracks(milestones, on or today(), known_at))


def published_tracks(milestones, on, known_at=None):
    """The Track of each of the milestones that is published by the day."""
    rows = milestones.published(on, known_at).with_said()
    rows = rows.select_related("candidacy__call")
    return list(Milestone.objects.tracks(rows, on, known_at).values())


def groups_of(tracks):
    """City pk to the groups of these tracks."""
    lasts = _report_years(track.milestone for track in tracks)
    placed = sorted((_place(track, lasts), slip_line(track)) for track in tracks)
    found = defaultdict(list)
    for (city, *group), told in groupby(placed, key=lambda pair: pair[0][:3]):
        lines = tuple(line for _place, line in told)
        found[city].append(Group(*_names(*group), lines))
    return found


def _report_years(milestones):
    """Membership pk to the years of its reports, which divide its milestones."""
    found = defaultdict(list)
    for milestone in milestones:
        if milestone.is_report():
            found[milestone.membership_id].append(milestone.planned_on.year)
    return found


def _place(track, report_years):
    """(city, is of a membership, year of the call or report, position, pk)."""
    milestone = track.milestone
    if milestone.membership_id is None:
        year = milestone.candidacy.call.year
    else:
        last = track.baseline().due().last_day.year
        years = report_years[milestone.membership_id]
        year = min((y for y in years if y >= last), default=last)
    is_membership = milestone.membership_id is not None
    return milestone.city_id, is_membership, year, milestone.position, milestone.pk


def _names(is_membership, year):
    """The group's code, and its name for readers."""
    shown = {"year": year_number(year, get_language())}
    if is_membership:
        return f"report-{year}", _("Membership, towards the report of %(year)s") % shown
    return f"call-{year}", _("Bid in the call of %(year)s") % shown
