"""The stages that bids reached: one row a stage on record."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    ChoiceFilter,
    DateFilter,
    FilterSet,
    NumberFilter,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Stage
from ..models.source import PUBLISHED_BASES
from .keys import joined
from .narrowing import of_city


class StageRow(serializers.Serializer):
    sequence = columns.sequence_column()
    candidacy = serializers.CharField(
        help_text=_("The bid, by its key in the table candidacies")
    )
    city = columns.city_column()
    call_year = serializers.IntegerField(help_text=_("Year of the call (Common Era)"))
    stage = serializers.ChoiceField(
        Stage.Kind.choices, help_text=_("The stage that was reached")
    )
    reached_on = serializers.DateField(help_text=_("The day on which it was reached"))
    reached_precision = columns.precision_column()
    text_th = serializers.CharField(help_text=_("What is said of it, in Thai"))
    text_en = serializers.CharField(help_text=_("What is said of it, in English"))
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    sources = columns.sources_column()
    recorded_at = columns.recorded_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class StageRows(FilterSet):
    city = of_city("candidacy__city__slug")
    call_year = NumberFilter(
        "candidacy__call__year", help_text=_("Only stages in the call of this year")
    )
    stage = ChoiceFilter(
        "kind", choices=Stage.Kind.choices, help_text=_("Only this stage")
    )
    since = DateFilter(
        "effective_on", "gte", help_text=_("Only stages of this day or a later one")
    )


def rows(asked):
    stages = Stage.objects.reached(asked.on, asked.known_at).annotate(
        city=F("candidacy__city__slug"),
        call_year=F("candidacy__call__year"),
        bid=joined("candidacy__city__slug", "candidacy__call__year"),
    )
    return stages.order_by("sequence")


def prepare(stages, asked):
    return [_row(stage, asked) for stage in stages]


def _row(stage, asked):
    page = reverse("cities:candidacy", args=[stage.city, stage.call_year])
    return {
        "sequence": stage.sequence,
        "candidacy": stage.bid,
        "city": stage.city,
        "call_year": stage.call_year,
        "stage": stage.kind,
        **columns.day_pair("reached", stage.day()),
        "text_th": stage.text_th,
        "text_en": stage.text_en,
        "basis": stage.basis,
        "sources": stage.source_codes,
        "recorded_at": stage.recorded_at,
        "is_sample": stage.is_sample,
        "page": asked.absolute(page),
    }


TABLE = Table(
    name="stages",
    title=_("Stages of candidacies"),
    about=_(
        "Each stage of a bid that is on record by a day, with what is said of it and "
        "by which source. A submission that only its outcome implies is in the table "
        "candidacies"
    ),
    serializer=StageRow,
    rows=rows,
    lookup="sequence",
    prepare=prepare,
    filterset=StageRows,
    ordering={"sequence": "sequence", "reached_on": "effective_on"},
    takes=frozenset({"as_of", "known_at"}),
)
