"""How ready each city is in each dimension: readiness, one row a dimension."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import City, Dimension, Rubric
from ..why import why
from .narrowing import of_city
from .readiness import JudgedPart, NamePart, dimensions
from .readiness_columns import NumbersPart, is_sample


class KeyPart(serializers.Serializer):
    key = serializers.CharField(help_text=_("Key of the row: city and dimension"))


class ReadinessDimensionRow(KeyPart, JudgedPart, NamePart, NumbersPart):
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


@dataclass(frozen=True)
class Pairs(Sequence):
    """Every city with every dimension: no table of the database holds such rows.

    It is narrowed as a QuerySet is; what the pairs tell is worked out by the batch.
    """

    cities: tuple[City, ...]
    dimensions: tuple[Dimension, ...]
    model = City  # what a FilterSet asks of the rows that it narrows

    def __len__(self):
        return len(self.cities) * len(self.dimensions)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        city, dimension = divmod(place, len(self.dimensions))
        return _pair(self.cities[city], self.dimensions[dimension])

    def all(self):
        return self

    def of(self, *, city="", dimension=""):
        """Those of a city by its slug, and of a dimension by its code; "" is any."""
        return replace(
            self,
            cities=tuple(c for c in self.cities if city in ("", c.slug)),
            dimensions=tuple(d for d in self.dimensions if dimension in ("", d.code)),
        )


def _pair(city, dimension):
    key = f"{city.slug}-{dimension.code}"
    return {"key": key, "city": city, "dimension": dimension}


class ReadinessDimensionRows(FilterSet):
    city = of_city()
    dimension = CharFilter(help_text=_("Only this dimension, by its code"))

    def filter_queryset(self, queryset):
        return queryset.of(**self.form.cleaned_data)


def rows(asked):
    rubric = Rubric.in_force(asked.on, asked.known_at)
    found = rubric.dimensions.all() if rubric else ()
    return Pairs(tuple(City.objects.order_by("position", "slug")), tuple(found))


def prepare(pairs, asked):
    cities = {pair["city"].pk: pair["city"] for pair in pairs}.values()
    progress = City.objects.progress(cities, asked.on, asked.known_at)
    told = {pk: _of_city(each, asked) for pk, each in progress.items()}
    return [told[pair["city"].pk][pair["dimension"].code] for pair in pairs]


def _of_city(progress, asked):
    """Dimension's code to its row."""
    cells = {dimension.code: own for dimension, _r, own in progress.dimensions}
    return {
        row["dimension"]: row | _common(progress, row, cells[row["dimension"]], asked)
        for row in dimensions(progress, why(progress))
    }


def _common(progress, row, cells, asked):
    slug, code = progress.city.slug, row["dimension"]
    page = reverse("cities:readiness", args=[slug])
    return {
        "key": f"{slug}-{code}",
        "city": slug,
        "rubric": progress.rubric.version,
        "stage": progress.stage,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": is_sample(cells),
        "page": asked.absolute(f"{page}#{code}"),
    }


TABLE = Table(
    name="readiness-dimensions",
    title=_("Readiness by dimension"),
    about=_(
        "How ready each city is on a day in each dimension of the rubric: the numbers "
        "of the table readiness over the indicators of that dimension alone"
    ),
    serializer=ReadinessDimensionRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=ReadinessDimensionRows,
    takes=frozenset({"as_of", "known_at"}),
)
