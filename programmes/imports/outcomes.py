"""Outcomes from a file: yearly figures of cities, each with its source.

A figure that is there already gives way to one said later and stays on record, as on
the page; what is taken back is withdrawn, and the earlier figure stands again.
"""

from bisect import bisect_right

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.forms.outcome import OutcomeForm, YearField
from cities.models import City, Measure, Outcome
from creativecity.ledger.digest import plain
from creativecity.thai_calendar import today
from creativecity.thai_dates import year_number
from creativecity.thai_text import fold_digits, normalise, search_key

from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    Known,
    RowError,
    cities_by_name,
    city_of,
    day_text,
)
from .cells import as_read_back, day_of
from .effects import added, refused_by
from .outcome_columns import COLUMNS

SAID = ("value", "source_text", "source_codes", "evidence", "effective_on", "note")


def find(rows, user):
    cities = cities_by_name(City.objects.kept_by(user))
    measures = {
        search_key(name): measure
        for measure in Measure.objects.all()
        for name in (measure.name_en, measure.name_th, measure.code)
    }
    more = {
        "cities": cities,
        "measures": measures,
        "has_day": not rows or "effective_on" in rows[0],
    }
    keys = set(_keys(rows, Known(user, {}, more)))
    return Known(user, _standing(keys), more)


def _keys(rows, known):
    for row in rows:
        try:
            yield key_of(row, known)
        except RowError:
            continue


def _standing(keys):
    """The figure that stood on the day that each row speaks of, by the row's key."""
    said = {}
    rows = Outcome.objects.standing().filter(
        city__in={key[0] for key in keys}, period_on__in={key[3] for key in keys}
    )
    for row in rows.select_related("city", "measure").order_by(
        "effective_on", "sequence"
    ):
        place = (row.city_id, row.measure_id, row.kind, row.period_on)
        said.setdefault(place, []).append(row)
    found = {}
    for *place, day in keys:
        figures = said.get(tuple(place), [])
        days = [figure.effective_on for figure in figures]
        if count := bisect_right(days, day or today()):
            found[*place, day] = figures[count - 1]
    return found


def key_of(row, known):
    """City, measure, kind, last day of the year, and the day it was said (or None)."""
    city = city_of(row, known.more["cities"])
    measure = known.more["measures"].get(search_key(row.get("measure", "")))
    if measure is None:
        raise RowError("measure", _no_measure(known))
    kind = ADAPTER.column("kind").value(row.get("kind", ""))
    if kind not in Outcome.Kind.values:
        raise RowError("kind", _("Choose baseline, target or actual."))
    day = day_of(row, "effective_on")
    return city.pk, measure.pk, kind, _period(row, measure).last_day, day


def _no_measure(known):
    names = {measure.pk: measure.name for measure in known.more["measures"].values()}
    words = _("There is no such measure. Write one of: %(measures)s.")
    return words % {"measures": ", ".join(names.values())}


def _period(row, measure):
    words = {"required": _("Write the year.")}
    try:
        return YearField(measure=measure, error_messages=words).clean(row["year"])
    except ValidationError as error:
        raise RowError("year", " ".join(error.messages)) from error


def said(figure, known):
    """A file that has no column of days says what it says today."""
    has_day = known.more["has_day"]
    return {
        "city": figure.city.name,
        "measure": figure.measure.name,
        "year": str(year_number(figure.period_on.year, get_language())),
        "kind": str(figure.get_kind_display()),
        "value": plain(figure.value),
        "source_text": figure.source_text,
        "source_codes": ", ".join(figure.source_codes),
        "evidence": str(figure.evidence_id or ""),
        "effective_on": day_text(figure.effective_on) if has_day else "",
        "note": figure.note,
    }


def form(row, figure, known):
    measure = known.more["measures"][search_key(row["measure"])]
    data = ADAPTER.data(row)
    data["evidence"] = fold_digits(normalise(data["evidence"]))
    bound = OutcomeForm(data, city=city_of(row, known.more["cities"]), measure=measure)
    if figure is not None:
        names = ("kind", "value", "source_text", "source_codes", "note")
        bound.initial |= {name: getattr(figure, name) for name in names}
        bound.initial |= {"year": figure.period(), "evidence": figure.evidence_id}
        # The same said on a later day adds nothing: the day alone is no change.
        bound.initial["effective_on"] = day_of(row, "effective_on")
    return as_read_back(bound)


def save(form, figure, known):
    row = form.instance.record(by=known.user)
    if row is not form.instance:
        return []
    _nothing, after = added(row, SAID)
    if figure is None:
        return [Done("added", row, {}, after)]
    _nothing, before = added(figure, SAID)
    return [Done("changed", row, before, after)]


def undo(effect, since, by, reason):
    """Nothing of a figure changes after it was said: it stands, or was withdrawn."""
    del since
    figure = Outcome.objects.select_related("city").get(pk=effect["id"])
    return refused_by(figure.withdraw, by=by, reason=reason)


def on_record(user):
    """The figures that stand, of the cities that the user keeps."""
    figures = Outcome.objects.latest().filter(city__in=City.objects.kept_by(user))
    order = ("city__position", "measure__position", "period_on", "kind")
    return figures.select_related("city", "measure").order_by(*order)


ADAPTER = Adapter(
    kind=Import.Kind.OUTCOMES,
    columns=COLUMNS,
    key=("city", "measure", "year", "kind", "effective_on"),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=on_record,
    about=gettext_lazy("Baseline, target and actual of each city, year by year."),
)
