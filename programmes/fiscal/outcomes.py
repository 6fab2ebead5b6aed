"""Yearly figures of cities that were recorded in the period and stood at its end."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Outcome
from cities.outcome_figures import written

from .row import Found, Part, Row, Scope
from .words import day_words


def find(scope: Scope) -> Iterator[Found]:
    """One query."""
    rows = Outcome.objects.filter(city__in=scope.cities).latest(on=scope.until())
    rows = rows.filter(effective_on__gte=scope.period.first_day())
    rows = rows.order_by("effective_on", "sequence")
    for pk, day in rows.values_list("pk", "effective_on"):
        yield Found(Part.OUTCOMES, day, of=pk)


def tell(found: list[Found], _scope: Scope) -> Iterator[Row]:
    """One query."""
    rows = Outcome.objects.select_related("city", "measure")
    rows = rows.in_bulk([each.of for each in found])
    for each in found:
        yield _row(rows[each.of])


def _row(outcome):
    measure, city = outcome.measure, outcome.city
    page = reverse("staff:cities:outcomes", args=[city.slug])
    about = {"measure": measure.name, "year": day_words(outcome.period())}
    return Row(
        part=Part.OUTCOMES,
        first_day=outcome.effective_on,
        day=day_words(outcome.effective_on),
        kind=_("outcome: %(kind)s") % {"kind": outcome.get_kind_display()},
        activity=_("%(measure)s, %(year)s") % about,
        city=city.name,
        progress=f"{written(outcome.value, measure.decimals)} {measure.unit}",
        source=measure.code,
        url=f"{page}#{measure.code}",
        is_sample=outcome.is_sample,
    )
