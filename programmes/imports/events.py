"""Meetings and activities of all cities, in one file."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.forms.event import EventForm
from cities.models import Event
from creativecity.partial_days import within_reach
from creativecity.thai_calendar import Precision
from creativecity.thai_dates import DateNotUnderstood, parse_date
from creativecity.thai_text import normalise, search_key

from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    Known,
    RowError,
    cities_by_name,
    city_of,
    day_text,
    number_text,
    only,
)
from .effects import added, bring_back, changed, changed_since, refused_by
from .event_columns import COLUMNS

#: Columns that are no text of the event as it stands.
_OWN = {"city", "kind", "precision", "rung", "starts_on", "ends_on", "source_codes"}
_NUMBERS = ("reach", "spent_baht")


def find(rows, user):
    """Every standing event of the cities, by its code and by city, name and day."""
    events = Event.objects.kept_by(user).filter(retired_on=None)
    things = {}
    for event in events.select_related("city") if rows else ():
        things[event.code] = event
        name = search_key(event.name_th)
        things.setdefault((event.city_id, name, event.starts_on), event)
    return Known(user, things, {"cities": cities_by_name()})


def key_of(row, known):
    """The code, else what makes two events the same: city, name in Thai and day."""
    city = city_of(row, known.more["cities"])
    if code := normalise(row.get("code", "")).upper():
        _judge_code(code, city, known)
        return code
    key = city.pk, search_key(row["name_th"]), _day(row)
    event = known.things.get(key)
    return event.code if event else key


def _judge_code(code, city, known):
    event = known.things.get(code)
    if event is None:
        words = _("No event here has this code. Leave it empty for a new event.")
        raise RowError("code", words)
    if event.city_id != city.pk:
        words = _("%(code)s is an event of %(city)s, and an event keeps its city.")
        raise RowError("city", words % {"code": code, "city": event.city})


def _day(row):
    """The last day of the period that the row names, as it is stored; else its text."""
    typed = row["starts_on"]
    with suppress(DateNotUnderstood, ValidationError, ValueError):
        day = parse_date(typed, get_language())
        return within_reach("starts_on", day, _precision(row)).last_day
    return typed


def _precision(row):
    column = ADAPTER.column("precision")
    return column.value(row.get("precision", "")) or Precision.DAY.value


def said(event, known):
    del known
    names = [column.name for column in COLUMNS if column.name not in _OWN]
    texts = {name: getattr(event, name) for name in names}
    texts |= {c: _in_words(c, event) for c in ("kind", "precision", "rung")}
    return {
        **{name: "" if text is None else str(text) for name, text in texts.items()},
        "city": event.city.name,
        "starts_on": day_text(event.starts_on),
        "ends_on": day_text(event.ends_on),
        "source_codes": ", ".join(event.source_codes),
    }


def _in_words(name, event):
    return ADAPTER.column(name).text(getattr(event, name))


def form(row, event, known):
    instance = event or Event(city=city_of(row, known.more["cities"]))
    data = ADAPTER.data(row)
    data["precision"] = _precision(row)
    data |= {name: number_text(data[name]) for name in _NUMBERS}
    bound = only(EventForm(data, instance=instance), data)
    if not data["ends_on"]:
        # The one constraint on what a file says: no last day before the first. Each
        # time it is asked, the database is, which costs a third of the whole check.
        bound.validate_constraints = lambda: None
    return bound


def save_new(forms, known):
    rows = Event.objects.add_all([form.instance for form in forms], by=known.user)
    return [Done("added", row, *added(row, ["name_th", "starts_on"])) for row in rows]


def save(form, event, known):
    event.edit(by=known.user, fields=form.changed_data)
    return [Done("changed", event, *changed(form))]


def undo(effect, since, by, reason):
    del reason  # only what was added takes one, and untouched goes by undo_new
    event = Event.objects.select_related("city").get(pk=effect["id"])
    if effect["verb"] == "added":
        return changed_since(event, [])
    back, left = bring_back(event, effect, since)
    return refused_by(event.edit, by=by, fields=back) or left


def undo_new(keys, by, reason):
    Event.objects.retire_all(keys, by=by, reason=reason)


def every(user):
    events = Event.objects.kept_by(user).filter(retired_on=None)
    return events.select_related("city").order_by("city__position", "starts_on", "code")


ADAPTER = Adapter(
    kind=Import.Kind.EVENTS,
    columns=COLUMNS,
    key=("code",),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=every,
    save_new=save_new,
    undo_new=undo_new,
    about=gettext_lazy(
        "Meetings and activities of all cities. A row with a code is about that event; "
        "without one it is about the event of the same city, name and day, or new."
    ),
)
