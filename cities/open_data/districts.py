"""Creative districts: the agreement's highest goal, and how far each of them is."""

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..districts import standings
from ..models import District, DistrictState
from .keys import joined
from .narrowing import of_city
from .published_pieces import address_of


class DistrictRow(serializers.Serializer):
    key = serializers.CharField(
        help_text=_("Key of the row: its city and its own name in addresses")
    )
    city = columns.city_column()
    slug = serializers.CharField(
        help_text=_("Its name in addresses, unique within its city")
    )
    name_th = serializers.CharField(help_text=_("Name of the district in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the district in English"))
    description_th = serializers.CharField(
        allow_null=True, help_text=_("What the district is, in Thai")
    )
    description_en = serializers.CharField(
        allow_null=True, help_text=_("What the district is, in English")
    )
    community_th = serializers.CharField(
        allow_null=True, help_text=_("Who lives and works there, in Thai")
    )
    community_en = serializers.CharField(
        allow_null=True, help_text=_("Who lives and works there, in English")
    )
    state = serializers.ChoiceField(
        DistrictState.State.choices,
        allow_null=True,
        help_text=_(
            "How far it is on that day; empty where no record of it was found, which "
            "says nothing about what is done there"
        ),
    )
    since_on = serializers.DateField(
        allow_null=True, help_text=_("The day since which it is in that state")
    )
    since_precision = columns.precision_column(allow_null=True)
    shown_by_th = serializers.CharField(
        allow_null=True, help_text=_("What shows that state, in Thai")
    )
    shown_by_en = serializers.CharField(
        allow_null=True, help_text=_("What shows that state, in English")
    )
    evidence = serializers.URLField(
        allow_null=True,
        help_text=_(
            "Address of the piece of evidence of that state; empty where there is none "
            "that the public may see"
        ),
    )
    sources = columns.sources_column()
    as_of = columns.as_of_column()
    known_at = columns.known_at_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class DistrictRows(FilterSet):
    city = of_city()
    state = ChoiceFilter(
        "newest_state",
        choices=DistrictState.State.choices,
        help_text=_("Only districts in this state on that day"),
    )


def rows(asked):
    reached = DistrictState.objects.reached(asked.on, asked.known_at)
    newest = reached.filter(district=OuterRef("pk")).reverse()
    districts = District.objects.select_related("city").annotate(
        key=joined("city__slug", "slug"),
        newest_state=newest.values("state")[:1],
    )
    return districts.order_by("city__position", "city__slug", "slug")


def prepare(districts, asked):
    cities = {district.city for district in districts}
    found = standings(cities, on=asked.on, known_at=asked.known_at)
    by_pk = {row.district.pk: row for listed in found.values() for row in listed}
    return [_row(district, by_pk[district.pk], asked) for district in districts]


def _row(district, standing, asked):
    newest, since = standing.newest(), standing.since()
    page = reverse("cities:district", args=[district.city.slug, district.slug])
    return {
        "key": district.key,
        "city": district.city.slug,
        "slug": district.slug,
        "name_th": district.name_th,
        "name_en": district.name_en,
        "description_th": columns.known(district.description_th),
        "description_en": columns.known(district.description_en),
        "community_th": columns.known(district.community_th),
        "community_en": columns.known(district.community_en),
        "state": newest and newest.state,
        **columns.day_pair("since", since and since.day()),
        "shown_by_th": columns.known(newest and newest.text_th),
        "shown_by_en": columns.known(newest and newest.text_en),
        "evidence": address_of(newest and newest.evidence, asked),
        "sources": (newest or district).source_codes,
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": bool(newest and newest.is_sample),
        "page": asked.absolute(page),
    }


TABLE = Table(
    name="districts",
    title=_("Creative districts"),
    about=_(
        "Every creative district on record, and how far it is on a day: the highest "
        "goal of the agreement. The sources are those of its state, where one is on "
        "record, else those of the district itself"
    ),
    serializer=DistrictRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=DistrictRows,
    ordering={"key": "key", "city": "city__slug"},
    takes=frozenset({"as_of", "known_at"}),
)
