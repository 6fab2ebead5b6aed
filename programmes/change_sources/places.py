"""Creative districts and how far they are; yearly figures of a city."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import DistrictState, Outcome
from cities.outcome_figures import written

from ..calendar_file.event import in_words
from .source import Kind, Source, Told


def _stands(state):
    district = state.district
    city = district.city
    title = _("%(city)s: creative district %(district)s: %(state)s") % {
        "city": city.name,
        "district": district.name,
        "state": state.get_state_display(),
    }
    path = f"{district.get_absolute_url()}#state-{state.sequence}"
    return Told(title, state.text, path, state.day(), city)


def _counted(outcome):
    city, measure = outcome.city, outcome.measure
    values = {
        "city": city.name,
        "measure": measure.name,
        "kind": outcome.get_kind_display(),
        "period": in_words(outcome.period()),
        "value": written(outcome.value, measure.decimals),
        "unit": measure.unit,
    }
    title = (
        _("%(city)s: %(measure)s, %(period)s (%(kind)s): %(value)s %(unit)s") % values
    )
    page = reverse("cities:outcomes", args=[city.slug])
    words = [f"{title}."]
    if outcome.source_text:
        words.append(_("Source: %(source)s.") % {"source": outcome.source_text})
    text = " ".join(words)
    return Told(title, text, f"{page}#{measure.code}", outcome.period(), city)


def _reached(model):
    """Those whose day has come; until then no page tells of them."""

    def shown(on):
        rows = model.objects.filter(sequence=OuterRef("sequence"))
        return Q(Exists(rows.filter(effective_on__lte=on)))

    return shown


SOURCES = (
    Source(
        Kind.DISTRICT,
        DistrictState,
        ("say",),
        _stands,
        ("district__city",),
        shown=_reached(DistrictState),
    ),
    Source(
        Kind.OUTCOME,
        Outcome,
        ("record",),
        _counted,
        ("city", "measure"),
        shown=_reached(Outcome),
    ),
)
