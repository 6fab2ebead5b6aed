"""The cities: where they lie, and since when each is a member of the network."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    BooleanFilter,
    ChoiceFilter,
    FilterSet,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import City, CreativeField, Stage


class CityRow(serializers.Serializer):
    slug = serializers.CharField(
        help_text=_("Short name of the city in addresses; it never changes")
    )
    name_th = serializers.CharField(help_text=_("Name of the city in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the city in English"))
    province = serializers.CharField(
        help_text=_("The province that it lies in, by its code in ISO 3166-2")
    )
    latitude = columns.Number(help_text=_("Degrees north (WGS 84)"))
    longitude = columns.Number(help_text=_("Degrees east (WGS 84)"))
    area = serializers.CharField(
        help_text=_("Code of DASTA's designated area that it lies in; empty if none"),
        allow_null=True,
    )
    area_th = serializers.CharField(
        help_text=_("Name of that designated area in Thai"), allow_null=True
    )
    area_en = serializers.CharField(
        help_text=_("Name of that designated area in English"), allow_null=True
    )
    is_member = serializers.BooleanField(
        help_text=_(
            "Whether it is on that day a member of UNESCO's Creative Cities Network, "
            "as far as is on record"
        )
    )
    member_since_on = serializers.DateField(
        help_text=_(
            "The day of its designation (Common Era); empty if it is no member"
        ),
        allow_null=True,
    )
    member_since_precision = columns.precision_column(allow_null=True)
    field = serializers.ChoiceField(
        CreativeField.choices,
        help_text=_("The creative field that it was designated in; empty if unknown"),
        allow_null=True,
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class CityRows(FilterSet):
    field = ChoiceFilter(
        choices=CreativeField.choices,
        field_name="member_field",
        help_text=_("Only members in this creative field"),
    )
    is_member = BooleanFilter(
        help_text=_("Only members of the network on that day, or only the others")
    )


def rows(asked):
    designated = Stage.objects.reached(asked.on, asked.known_at).filter(
        kind=Stage.Kind.DESIGNATED, candidacy__city=OuterRef("pk")
    )
    newest = designated.order_by("-effective_on", "-sequence")
    cities = City.objects.select_related("area").annotate(
        is_member=Exists(designated),
        member_field=newest.values("candidacy__field")[:1],
    )
    return cities.order_by("position", "slug")


def prepare(cities, asked):
    stages = Stage.objects.memberships(asked.on, asked.known_at, cities=cities)
    return [_row(city, stages.get(city.pk), asked) for city in cities]


def _row(city, designation, asked):
    area = city.area
    return {
        "slug": city.slug,
        "name_th": city.name_th,
        "name_en": city.name_en,
        "province": city.province,
        "latitude": city.latitude,
        "longitude": city.longitude,
        "area": area and area.code,
        "area_th": area and area.name_th,
        "area_en": area and area.name_en,
        "is_member": designation is not None,
        **columns.day_pair("member_since", designation and designation.day()),
        "field": columns.known(designation and designation.candidacy.field),
        "sources": designation.source_codes if designation else [],
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": bool(designation and designation.is_sample),
        "page": asked.absolute(reverse("cities:detail", args=[city.slug])),
    }


TABLE = Table(
    name="cities",
    title=_("Cities"),
    about=_(
        "The cities that this portal follows: where each lies, and since when it is a "
        "member of UNESCO's Creative Cities Network, in which field. The sources are "
        "those of its designation"
    ),
    serializer=CityRow,
    rows=rows,
    lookup="slug",
    prepare=prepare,
    filterset=CityRows,
    ordering={"slug": "slug", "province": "province"},
    takes=frozenset({"as_of", "known_at"}),
)
