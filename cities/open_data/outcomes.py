"""Yearly figures of cities: where each began, what it aims for, what came of it."""

from collections import defaultdict

from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import CharFilter, FilterSet, NumberFilter

from creativecity.open_data import Table, columns
from creativecity.thai_calendar import BUDDHIST_OFFSET

from ..models import City, Outcome
from ..outcome_series import arrange
from .keys import joined
from .narrowing import of_city
from .outcome_columns import OutcomeRow
from .published_pieces import address_of


class OutcomeRows(FilterSet):
    city = of_city()
    measure = CharFilter("measure__code", help_text=_("Only figures of this measure"))
    year = NumberFilter(
        "year", help_text=_("Only figures of the year that ends in this one (C.E.)")
    )


def rows(asked):
    """One for each city, measure and year of which a figure stands: where any does,
    one of them is the latest, whichever it is.
    """
    said = Outcome.objects.standing(asked.known_at).filter(effective_on__lte=asked.on)
    years = said.order_by(
        "city__position",
        "city__slug",
        "measure__position",
        "measure__code",
        "period_on",
    ).annotate(
        year=ExtractYear("period_on"),
        key=joined("city__slug", "measure__code", ExtractYear("period_on")),
    )
    return years.values("city_id", "measure_id", "period_on").distinct()


def prepare(years, asked):
    cities = City.objects.in_bulk({each["city_id"] for each in years})
    series = _series(years, asked)
    return [
        _row(
            cities[each["city_id"]],
            *series[each["city_id"], each["measure_id"], each["period_on"]],
            asked,
        )
        for each in years
    ]


def _series(years, asked):
    """(city pk, measure pk, last day) to the measure and its Year."""
    said = Outcome.objects.filter(
        city__in={each["city_id"] for each in years},
        measure__in={each["measure_id"] for each in years},
    ).latest(on=asked.on, known_at=asked.known_at)
    figures = defaultdict(list)
    for figure in said.select_related("measure", "evidence__city"):
        figures[figure.city_id, figure.measure_id].append(figure)
    found = {}
    for place, own in figures.items():
        measure = own[0].measure
        for year in arrange(measure, own).years:
            found[*place, year.period.last_day] = measure, year
    return found


def _row(city, measure, year, asked):
    ends_in = year.period.last_day.year
    page = reverse("cities:outcomes", args=[city.slug])
    return {
        "key": f"{city.slug}-{measure.code}-{ends_in}",
        "city": city.slug,
        **_measured(measure),
        "year_be": ends_in + BUDDHIST_OFFSET,
        "year_ce": ends_in,
        **_judged_by("baseline", year.start),
        **_judged_by("target", year.aim),
        "actual": year.actual and year.actual.value,
        "share_percent": year.achievement.share,
        "state": year.achievement.state,
        **_where("baseline", year.start, asked),
        **_where("target", year.aim, asked),
        **_where("actual", year.actual, asked),
        "as_of": asked.on,
        "known_at": asked.known_at,
        "is_sample": year.is_sample(),
        "page": asked.absolute(page),
    }


def _measured(measure):
    return {
        "measure": measure.code,
        "name_th": measure.name_th,
        "name_en": measure.name_en,
        "unit_th": measure.unit_th,
        "unit_en": measure.unit_en,
        "better": measure.better,
        "kind_of_year": measure.year,
    }


def _judged_by(name, figure):
    return {
        name: figure and figure.value,
        f"{name}_year_ce": figure and figure.period_on.year,
    }


def _where(name, figure, asked):
    """The columns that tell where a figure comes from."""
    return {
        f"{name}_source": columns.known(figure and figure.source_text),
        f"{name}_sources": figure.source_codes if figure else [],
        f"{name}_evidence": address_of(figure and figure.evidence, asked),
        f"{name}_note": columns.known(figure and figure.note),
    }


TABLE = Table(
    name="outcomes",
    title=_("Outcomes"),
    about=_(
        "What is measured of each city, year by year: the actual figure beside the "
        "baseline and the target that it is judged by, each with its source. One row "
        "for each measure and year of which anything is known"
    ),
    serializer=OutcomeRow,
    rows=rows,
    lookup="key",
    prepare=prepare,
    filterset=OutcomeRows,
    takes=frozenset({"as_of", "known_at"}),
)
