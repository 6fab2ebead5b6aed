"""The readings that count: what cities said of themselves and an agency verified."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    DateFilter,
    FilterSet,
    NumberFilter,
)
from rest_framework import serializers

from creativecity.open_data import Table, columns

from ..models import City, Evidence, Indicator, Reading, Verification
from ..scoring import HIGHEST_LEVEL
from .narrowing import of_city
from .published_pieces import address_of


class ReadingRow(serializers.Serializer):
    sequence = columns.sequence_column()
    city = columns.city_column()
    rubric = serializers.CharField(
        help_text=_("The wording version that was asked, as in the table rubrics")
    )
    dimension = serializers.CharField(help_text=_("Code of the dimension"))
    indicator = serializers.CharField(
        help_text=_("Code of the indicator within that version")
    )
    level = serializers.IntegerField(
        allow_null=True,
        min_value=0,
        max_value=HIGHEST_LEVEL,
        help_text=_(
            "The level that was verified, 0 to 4; empty where the indicator does not "
            "apply to the city"
        ),
    )
    is_applicable = serializers.BooleanField(
        help_text=_("False where it was verified that the indicator does not apply")
    )
    not_applicable_reason = serializers.CharField(
        allow_null=True,
        help_text=_("Why it does not apply, as the city wrote it"),
    )
    effective_on = serializers.DateField(help_text=_("The day that it speaks of"))
    verified_on = serializers.DateField(
        help_text=_("The day on which an agency verified it")
    )
    agency = serializers.CharField(help_text=_("Code of the agency that verified it"))
    pieces = serializers.IntegerField(
        help_text=_("How many pieces of evidence lie behind it, public or not")
    )
    evidence = columns.codes_column(
        _("Addresses of those pieces of evidence that the public may see")
    )
    recorded_at = columns.recorded_column()
    is_sample = columns.sample_column()
    page = columns.page_column()


class ReadingRows(FilterSet):
    city = of_city()
    rubric = CharFilter(
        "indicator__dimension__rubric__version",
        help_text=_("Only readings in this wording version"),
    )
    dimension = CharFilter(
        "indicator__dimension__code",
        help_text=_("Only readings in this dimension, by its code"),
    )
    indicator = CharFilter(
        "indicator__code", help_text=_("Only readings on this indicator, by its code")
    )
    level = NumberFilter(help_text=_("Only readings of this level"))
    is_applicable = BooleanFilter(
        "level",
        "isnull",
        exclude=True,
        help_text=_("Only levels, or only what does not apply"),
    )
    since = DateFilter(
        "effective_on", "gte", help_text=_("Only readings of this day or a later one")
    )


def rows(asked):
    """In the order in which they were recorded, read along the ledger's own index:
    with their cities and indicators joined SQLite would sort all for the first twenty.
    """
    verified = Verification.objects.standing(asked.known_at).filter(
        reading=OuterRef("pk"), verdict=Verification.Verdict.VERIFIED
    )
    readings = Reading.objects.standing(asked.known_at).filter(
        Exists(verified), effective_on__lte=asked.on
    )
    return readings.order_by("sequence")


def prepare(readings, asked):
    verdicts = Verification.objects.by_reading(
        readings, Verification.Verdict.VERIFIED, asked.known_at
    )
    pieces = Evidence.objects.behind(readings)
    cities = City.objects.in_bulk({each.city_id for each in readings})
    pages = {
        pk: asked.absolute(reverse("cities:readiness", args=[city.slug]))
        for pk, city in cities.items()
    }
    indicators = Indicator.objects.select_related("dimension__rubric")
    indicators = indicators.in_bulk({each.indicator_id for each in readings})
    return [
        _row(each, verdicts[each.pk], pieces.get(each.pk, []), asked)
        | _places(cities[each.city_id], indicators[each.indicator_id])
        | {"page": f"{pages[each.city_id]}#{indicators[each.indicator_id].code}"}
        for each in readings
    ]


def _places(city, indicator):
    dimension = indicator.dimension
    return {
        "city": city.slug,
        "rubric": dimension.rubric.version,
        "dimension": dimension.code,
        "indicator": indicator.code,
    }


def _row(reading, verdict, pieces, asked):
    addresses = (address_of(piece, asked) for piece in pieces)
    return {
        "sequence": reading.sequence,
        "level": reading.level,
        "is_applicable": not reading.is_not_applicable(),
        "not_applicable_reason": columns.known(reading.not_applicable_reason),
        "effective_on": reading.effective_on,
        "verified_on": verdict.effective_on,
        "agency": verdict.agency.code,
        "pieces": len(pieces),
        "evidence": [address for address in addresses if address],
        "recorded_at": reading.recorded_at,
        "is_sample": reading.is_sample or verdict.is_sample,
    }


TABLE = Table(
    name="readings",
    title=_("Verified readings"),
    about=_(
        "What cities said of their level on an indicator, about a day up to the one "
        "asked for, and an agency verified. What was reported and not verified, sent "
        "back or withdrawn is not in it"
    ),
    serializer=ReadingRow,
    rows=rows,
    lookup="sequence",
    prepare=prepare,
    filterset=ReadingRows,
    ordering={"sequence": "sequence"},
    takes=frozenset({"as_of", "known_at"}),
)
