"""The wording versions of the rubric that readiness is judged by."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Rubric
from ..scoring import HIGHEST_LEVEL


class RubricRow(serializers.Serializer):
    version = serializers.CharField(
        help_text=_("The wording version; once published its words never change")
    )
    published_on = serializers.DateField(help_text=_("The day of its publication"))
    replaces = serializers.CharField(
        allow_null=True,
        help_text=_("The version that it took the place of; empty for the first one"),
    )
    is_in_force = serializers.BooleanField(
        help_text=_("Whether readiness is judged by it on that day")
    )
    status_th = serializers.CharField(help_text=_("What standing it has, in Thai"))
    status_en = serializers.CharField(help_text=_("What standing it has, in English"))
    scale_th = columns.codes_column(_("The names of the levels 0 to 4, in Thai"))
    scale_en = columns.codes_column(_("The names of the levels 0 to 4, in English"))
    target_level = serializers.IntegerField(
        min_value=0,
        max_value=HIGHEST_LEVEL,
        help_text=_("The level that is aimed at on every indicator"),
    )
    dimensions = serializers.IntegerField(help_text=_("How many dimensions it has"))
    indicators = serializers.IntegerField(help_text=_("How many indicators it has"))
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    sequence = columns.sequence_column()
    recorded_at = columns.recorded_column()
    is_sample = columns.sample_column()
    page = columns.page_column(allow_null=True)


def shown(asked):
    """The versions published by the day, and the one that the day is judged by."""
    in_force = Rubric.in_force(asked.on, asked.known_at)
    return Rubric.objects.in_order(asked.known_at).filter(
        Q(published_on__lte=asked.on) | Q(pk=in_force and in_force.pk)
    )


def rows(asked):
    return (
        shown(asked)
        .select_related("replaces")
        .annotate(
            dimension_count=Count("dimensions", distinct=True),
            indicator_count=Count("dimensions__indicators", distinct=True),
        )
    )


def prepare(rubrics, asked):
    in_force = Rubric.in_force(asked.on, asked.known_at)
    page = page_for(asked)
    return [_row(each, each == in_force, page(each.pk), asked) for each in rubrics]


def page_for(asked):
    """What gives the page of a version by its pk: people read that of today alone."""
    read = Rubric.in_force()
    address = asked.absolute(reverse("programmes:method"))
    return lambda pk: f"{address}#rubric" if read and pk == read.pk else None


def _row(rubric, is_in_force, page, asked):
    return {
        "version": rubric.version,
        "published_on": rubric.published_on,
        "replaces": rubric.replaces and rubric.replaces.version,
        "is_in_force": is_in_force,
        "status_th": rubric.status_th,
        "status_en": rubric.status_en,
        "scale_th": rubric.scale_th,
        "scale_en": rubric.scale_en,
        "target_level": rubric.target_level,
        "dimensions": rubric.dimension_count,
        "indicators": rubric.indicator_count,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "sequence": rubric.sequence,
        "recorded_at": rubric.recorded_at,
        "is_sample": rubric.is_sample,
        "page": page,
    }


TABLE = Table(
    name="rubrics",
    title=_("Rubrics"),
    about=_(
        "The wording versions of the rubric by which readiness is judged, each with "
        "the names of its levels and the level aimed at; its indicators are a table of "
        "their own"
    ),
    serializer=RubricRow,
    rows=rows,
    lookup="version",
    prepare=prepare,
    ordering={"published_on": "published_on", "version": "version"},
    takes=frozenset({"as_of", "known_at"}),
)
