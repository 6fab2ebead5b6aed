"""Every date that was agreed or moved of a published milestone: one row a date."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    NumberFilter,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Forecast, Milestone, MoveReason
from ..slip_parts import days_between
from .narrowing import of_city


class ForecastPart(serializers.Serializer):
    sequence = columns.sequence_column()
    number = serializers.IntegerField(
        help_text=_("0 for the baseline, then 1, 2, 3 in the order of recording")
    )
    before_on = serializers.DateField(
        allow_null=True, help_text=_("The date that stood before; empty for a baseline")
    )
    before_precision = columns.precision_column(allow_null=True)
    due_on = serializers.DateField(help_text=_("The date that was agreed or moved to"))
    due_precision = columns.precision_column()
    moved_days = serializers.IntegerField(
        allow_null=True,
        help_text=_(
            "By how many calendar days it moved the date: later above 0, earlier "
            "below; empty for a baseline"
        ),
    )
    said_on = serializers.DateField(
        help_text=_("The day on which it was agreed or moved")
    )
    reason = serializers.ChoiceField(
        MoveReason.choices,
        allow_null=True,
        help_text=_("Why the date was moved, as a code; empty for a baseline"),
    )
    note = serializers.CharField(
        allow_null=True, help_text=_("What was added to the reason, in its own words")
    )
    decision = serializers.CharField(
        allow_null=True,
        help_text=_(
            "Agreement and number of the decision that allowed it; empty where none "
            "was needed"
        ),
    )


class WhosePart(serializers.Serializer):
    milestone = serializers.UUIDField(
        help_text=_("The milestone, by its uid in the table milestones")
    )
    city = columns.city_column()
    code = serializers.CharField(help_text=_("Code of the milestone within its plan"))


class ForecastRow(WhosePart, ForecastPart):
    recorded_at = columns.recorded_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ForecastRows(FilterSet):
    city = of_city("milestone__city__slug")
    milestone = CharFilter(
        method="by_milestone",
        help_text=_("Only dates of this milestone, by its uid"),
    )
    number = NumberFilter(help_text=_("Only baselines (0), or only this re-dating"))
    reason = ChoiceFilter(
        choices=MoveReason.choices, help_text=_("Only dates moved for this reason")
    )
    since = DateFilter(
        "effective_on", "gte", help_text=_("Only dates said on this day or a later one")
    )

    def by_milestone(self, forecasts, name, value):
        """What is no uid is that of none."""
        try:
            return forecasts.filter(milestone__uid=UUID(value))
        except ValueError:
            return forecasts.none()


def rows(asked):
    published = Milestone.objects.published(asked.on, asked.known_at)
    said = Forecast.objects.standing(asked.known_at).filter(
        effective_on__lte=asked.on, milestone__in=published.values("pk")
    )
    return said.select_related("milestone__city").order_by("sequence")


def prepare(forecasts, asked):
    milestones = {each.milestone_id: each.milestone for each in forecasts}.values()
    befores = _befores(milestones, asked)
    return [_row(each, befores.get(each.pk), asked) for each in forecasts]


def _befores(milestones, asked):
    """Forecast pk to the date that it took the place of, for every re-dating."""
    chosen = Milestone.objects.filter(pk__in=[each.pk for each in milestones])
    chosen = chosen.select_related("candidacy__call")
    tracks = Milestone.objects.tracks(chosen, asked.on, asked.known_at)
    moves = (pair for track in tracks.values() for pair in track.moves())
    return {said.pk: before for before, said in moves}


def _row(forecast, before, asked):
    milestone = forecast.milestone
    page = reverse("cities:detail", args=[milestone.city.slug])
    return part(forecast, before) | {
        "milestone": milestone.uid,
        "city": milestone.city.slug,
        "code": milestone.code,
        "recorded_at": forecast.recorded_at,
        "is_sample": forecast.is_sample,
        "page": asked.absolute(f"{page}#step-{milestone.pk}"),
    }


def part(forecast, before):
    """The columns of ForecastPart; `before` is None of a baseline."""
    return {
        "sequence": forecast.sequence,
        "number": forecast.number,
        **columns.day_pair("before", before),
        **columns.day_pair("due", forecast.due()),
        "moved_days": before and days_between(before, forecast.due()),
        "said_on": forecast.effective_on,
        "reason": columns.known(forecast.reason),
        "note": columns.known(forecast.note),
        "decision": columns.known(forecast.decision),
    }


TABLE = Table(
    name="forecasts",
    title=_("Dates of milestones"),
    about=_(
        "Every date said of a milestone whose first date was agreed: the baseline and "
        "each re-dating with its reason and, where one was needed, the decision. A "
        "re-dating that was taken back is not in it"
    ),
    serializer=ForecastRow,
    rows=rows,
    lookup="sequence",
    prepare=prepare,
    filterset=ForecastRows,
    ordering={
        "sequence": "sequence",
        "due_on": "due_on",
        "said_on": "effective_on",
    },
    takes=frozenset({"as_of", "known_at"}),
)
