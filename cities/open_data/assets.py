"""Creative assets: what a city's bid can draw on."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import FilterSet
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import Asset
from ..models.source import PUBLISHED_BASES
from .narrowing import of_city


class AssetRow(serializers.Serializer):
    id = serializers.IntegerField(help_text=_("Permanent number of the row"))
    city = columns.city_column()
    name_th = serializers.CharField(help_text=_("Name of the asset in Thai"))
    name_en = serializers.CharField(help_text=_("Name of the asset in English"))
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    sources = columns.sources_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class AssetRows(FilterSet):
    city = of_city()


def rows(asked):
    assets = Asset.objects.select_related("city")
    return assets.order_by("city__position", "city__slug", "position", "pk")


def prepare(assets, asked):
    return [_row(asset, asked) for asset in assets]


def _row(asset, asked):
    page = reverse("cities:detail", args=[asset.city.slug])
    return {
        "id": asset.pk,
        "city": asset.city.slug,
        "name_th": asset.name_th,
        "name_en": asset.name_en,
        "basis": asset.basis,
        "sources": asset.source_codes,
        "is_sample": False,
        "page": asked.absolute(f"{page}#assets"),
    }


TABLE = Table(
    name="assets",
    title=_("Creative assets"),
    about=_("The creative assets of each city that a source names"),
    serializer=AssetRow,
    rows=rows,
    lookup="id",
    prepare=prepare,
    filterset=AssetRows,
    ordering={"city": "city__slug"},
)
