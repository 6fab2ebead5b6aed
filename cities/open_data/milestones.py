"""Milestones: what was promised first, every re-dating, and what came of it."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
    NumberFilter,
)

from creativecity.open_data import Table, columns

from ..models import Milestone
from ..slip import slip_line
from ..standing_words import reason_words, state_words
from .both_languages import in_thai_and_english
from .forecasts import part
from .milestone_columns import PARTS, MilestoneRow
from .narrowing import of_city


class MilestoneRows(FilterSet):
    city = of_city()
    belongs_to = ChoiceFilter(
        choices=PARTS,
        method="by_belonging",
        help_text=_("Only steps of bids, or only duties of membership"),
    )
    call_year = NumberFilter(
        "candidacy__call__year",
        help_text=_("Only steps of bids in the call of this year"),
    )
    code = CharFilter(help_text=_("Only milestones of this code"))
    is_key = BooleanFilter(
        help_text=_("Only those whose later date waits for a decision, or the others")
    )

    def by_belonging(self, milestones, name, value):
        return milestones.filter(candidacy__isnull=value != "candidacy")


def rows(asked):
    milestones = Milestone.objects.published(asked.on, asked.known_at)
    milestones = milestones.select_related("city", "candidacy__call")
    call_year = F("candidacy__call__year").asc(nulls_last=True)
    return milestones.order_by(
        "city__position", "city__slug", call_year, "position", "pk"
    )


def prepare(milestones, asked):
    tracks = Milestone.objects.tracks(milestones, asked.on, asked.known_at)
    return [_row(each, tracks[each.pk], asked) for each in milestones]


def _row(milestone, track, asked):
    line, bid = slip_line(track), milestone.candidacy
    page = reverse("cities:detail", args=[milestone.city.slug])
    return {
        "uid": milestone.uid,
        "city": milestone.city.slug,
        "belongs_to": "candidacy" if bid else "membership",
        "call_year": bid and bid.call.year,
        "code": line.code,
        "name_th": line.name_th,
        "name_en": line.name_en,
        "is_key": line.is_key,
        "is_report": line.is_report,
        **_dates(line),
        **_standing(line.standing),
        **_remarks(line, track),
        "forecasts": _forecasts(track),
        "sources": list(line.source_codes),
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": line.is_sample or _has_sample(track),
        "page": asked.absolute(f"{page}#{line.anchor}"),
    }


def _dates(line):
    return {
        **columns.day_pair("baseline", line.baseline),
        "agreed_on": line.agreed_on,
        **columns.day_pair("due", line.due()),
        "times_moved": line.times_moved(),
        **columns.day_pair("actual", line.actual),
        "is_actual_inferred": line.is_inferred if line.actual else None,
        "slip_days": line.slip_days(),
        **columns.day_pair("waits_for", line.wait and line.wait.asked),
        "times_refused": len(line.refusals),
    }


def _standing(standing):
    return {
        "state": standing.state,
        "state_days": standing.days,
        **in_thai_and_english("state", lambda: state_words(standing)),
        "reason": standing.reason_code,
        **in_thai_and_english("reason", lambda: reason_words(standing)),
    }


def _remarks(line, track):
    """What somebody said of it in their own words."""
    view, retired = track.view(), line.retired
    return {
        "view": view and view.view,
        "view_reason": columns.known(view and view.reason),
        "view_until": view and view.expires_on,
        "retired_on": retired and retired.said_on,
        "retired_reason": columns.known(retired and retired.reason),
        "done_note": columns.known(line.done_note),
    }


def _has_sample(track):
    """Whether anything said of it by then was made up for trying out."""
    done = track.actual()
    asked = (row for pair in track.refusals() for row in pair)
    said = [track.open_request(), track.view(), track.retirement(), done and done.row]
    return any(row.is_sample for row in (*track.dates(), *asked, *filter(None, said)))


def _forecasts(track):
    baseline = part(track.baseline(), None)
    return [baseline, *(part(said, before) for before, said in track.moves())]


TABLE = Table(
    name="milestones",
    title=_("Milestones"),
    about=_(
        "Every step of a bid and every duty of membership whose first date was agreed: "
        "what was promised first, every re-dating with its reason, the day it was "
        "done, and how it stands on a day and why. Plans that nobody agreed on are not "
        "in it"
    ),
    serializer=MilestoneRow,
    rows=rows,
    lookup="uid",
    prepare=prepare,
    filterset=MilestoneRows,
    ordering={"city": "city__slug", "code": "code"},
    takes=frozenset({"as_of", "known_at"}),
)
