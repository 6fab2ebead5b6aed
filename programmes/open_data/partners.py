"""Who works along, and how often one spoke with them."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet
from rest_framework import serializers

from cities.models import City
from cities.models.source import PUBLISHED_BASES
from cities.open_data.narrowing import of_city
from creativecity.open_data import Table, columns

from ..models import Engagement, Partner
from ..partners import steps_by_year


class PartnerRow(serializers.Serializer):
    slug = serializers.CharField(help_text=_("What the body is called by"))
    kind = serializers.ChoiceField(
        Partner.Kind.choices, help_text=_("What kind of body it is")
    )
    name_th = serializers.CharField(help_text=_("Name in Thai"))
    name_en = serializers.CharField(help_text=_("Name in English"))
    part_th = serializers.CharField(allow_null=True, help_text=_("Its part, in Thai"))
    part_en = serializers.CharField(
        allow_null=True, help_text=_("Its part, in English")
    )
    website = serializers.CharField(allow_null=True, help_text=_("Its own website"))
    cities = columns.codes_column(
        _("Names in addresses of the cities where it works along")
    )
    areas = columns.codes_column(
        _("Codes of the designated areas where it works along")
    )
    joined_on = serializers.DateField(
        allow_null=True, help_text=_("Day since which it works along")
    )
    left_on = serializers.DateField(
        allow_null=True, help_text=_("Day since which it works along no longer")
    )
    basis = serializers.ChoiceField(
        PUBLISHED_BASES,
        help_text=_("Whether its source states it, or it is derived from sources"),
    )
    sources = columns.sources_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class PartnerFilter(FilterSet):
    city = of_city("cities__slug")
    area = CharFilter("areas__code", help_text=_("Code of a designated area"))
    kind = ChoiceFilter(
        choices=Partner.Kind.choices, help_text=_("What kind of body it is")
    )


def _rows(_asked):
    """All in the register, those too that have left."""
    cities = Prefetch("cities", City.objects.order_by("position", "slug"))
    return Partner.objects.in_order().prefetch_related(cities, "areas")


def _prepare(batch, asked):
    return [_row(each, asked) for each in batch]


def _row(partner, asked):
    chosen = "?state=left" if partner.has_left(asked.on) else ""
    address = f"{reverse('programmes:partners')}{chosen}#{partner.slug}"
    return {
        "slug": partner.slug,
        "kind": partner.kind,
        "name_th": partner.name_th,
        "name_en": partner.name_en,
        "part_th": columns.known(partner.role_th),
        "part_en": columns.known(partner.role_en),
        "website": columns.known(partner.website),
        "cities": [city.slug for city in partner.cities.all()],
        "areas": [area.code for area in partner.areas.all()],
        "joined_on": partner.joined_on,
        "left_on": partner.left_on,
        "basis": partner.basis,
        "sources": partner.source_codes,
        "is_sample": partner.is_sample,
        "page": asked.absolute(address),
    }


PARTNERS = Table(
    name="partners",
    title=_("Who works along"),
    about=_("Bodies that work along, each with its part and where; nobody by name"),
    serializer=PartnerRow,
    rows=_rows,
    lookup="slug",
    prepare=_prepare,
    filterset=PartnerFilter,
    ordering={"slug": "slug", "kind": "kind", "joined_on": "joined_on"},
)


class CoordinationRow(serializers.Serializer):
    fiscal_year = serializers.IntegerField(
        help_text=_("Fiscal year (B.E.): 2569 runs from 1 Oct 2568 to 30 Sep 2569")
    )
    steps = serializers.IntegerField(
        help_text=_("Meetings, visits, letters and calls on record in that year")
    )
    is_sample = serializers.BooleanField(
        help_text=_("Whether some of those steps are sample data: made up, not a fact")
    )
    page = columns.page_column()


def _years(asked):
    samples = Engagement.objects.standing().filter(is_sample=True)
    samples = dict(steps_by_year(asked.on, samples))
    address = asked.absolute(f"{reverse('programmes:partners')}#coordination")
    return [
        {
            "fiscal_year": int(year),
            "steps": steps,
            "is_sample": year in samples,
            "page": address,
        }
        for year, steps in steps_by_year(asked.on)
    ]


COORDINATION = Table(
    name="coordination",
    title=_("Coordination with partners"),
    about=_(
        "How many steps of coordination with partners are on record, year by year; "
        "only how many there were is public"
    ),
    serializer=CoordinationRow,
    rows=_years,
    lookup="fiscal_year",
    takes=frozenset({"as_of"}),
)
