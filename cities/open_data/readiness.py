"""How ready each city is, as of a day: a range, and what it rests on."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import City, Rubric, Wording
from ..scoring import as_percent
from ..why import why
from .narrowing import of_city
from .readiness_columns import NumbersPart, is_sample, numbers, percent_column


class NamePart(serializers.Serializer):
    dimension = serializers.CharField(help_text=_("Code of the dimension"))
    name_th = serializers.CharField(help_text=_("Name of the dimension in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the dimension in English"))


class DimensionPart(NamePart, NumbersPart):
    """A dimension of a city's readiness."""


class JudgedPart(serializers.Serializer):
    city = columns.city_column()
    rubric = serializers.CharField(
        help_text=_("The wording version that it is judged by, as in the table rubrics")
    )
    stage = serializers.ChoiceField(
        Wording.Stage.choices,
        help_text=_("Whose wording the city is judged by: a candidate's or a member's"),
    )


class ReadinessRow(JudgedPart, NumbersPart):
    target_percent = percent_column(
        _("What is aimed at, in per cent: the target level on every indicator")
    )
    dimensions = DimensionPart(
        many=True, help_text=_("The same numbers for each dimension of the rubric")
    )
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ReadinessRows(FilterSet):
    city = of_city("slug")


def rows(asked):
    """Every city; none while there is no rubric to judge it by."""
    cities = City.objects.annotate(city=F("slug")).order_by("position", "slug")
    return cities if Rubric.in_force(asked.on, asked.known_at) else cities.none()


def prepare(cities, asked):
    progress = City.objects.progress(cities, asked.on, asked.known_at)
    return [_row(city, progress[city.pk], asked) for city in cities]


def _row(city, progress, asked):
    opened = why(progress)
    return {
        "city": city.slug,
        "rubric": progress.rubric.version,
        "stage": progress.stage,
        **numbers(opened.whole, progress.cells),
        "target_percent": as_percent(progress.rubric.target()),
        "dimensions": dimensions(progress, opened),
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": is_sample(progress.cells),
        "page": asked.absolute(reverse("cities:readiness", args=[city.slug])),
    }


def dimensions(progress, opened):
    """The columns of each dimension, in the rubric's order."""
    told = zip(progress.dimensions, opened.dimensions, strict=True)
    return [
        {
            "dimension": dimension.code,
            "name_th": dimension.name_th,
            "name_en": dimension.name_en,
            **numbers(working, cells),
        }
        for (dimension, _readiness, cells), working in told
    ]


TABLE = Table(
    name="readiness",
    title=_("Readiness"),
    about=_(
        "How ready each city is on a day: the lowest and the highest it can be, the "
        "mean of what was read, and on how many indicators that rests. Only what an "
        "agency verified counts; what is unread is not zero"
    ),
    serializer=ReadinessRow,
    rows=rows,
    lookup="city",
    prepare=prepare,
    filterset=ReadinessRows,
    ordering={"city": "slug"},
    takes=frozenset({"as_of", "known_at"}),
    page_size=10,
)
