"""Readings of many cities in one file: the grid that a city hands in, for all at once.

What is recorded is said by whoever takes the file in, and stays reported until an
agency verifies it: four eyes, as of any reading.
"""

from contextlib import suppress

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.forms.reading import ReadingForm
from cities.models import City, Evidence, Reading, ReadingEvidence, Verification
from cities.readings_file.columns import on_record
from cities.readings_file.judging import form_data, numbers
from creativecity.thai_calendar import today
from creativecity.thai_dates import DateNotUnderstood, parse_date
from creativecity.thai_text import normalise

from ..models.imported import Import
from .adapter import Adapter, Done, Known, RowError, cities_by_name, city_of
from .effects import added, refused_by
from .reading_columns import COLUMNS

_SAVED = ("level", "not_applicable_reason", "effective_on", "note")


def find(rows, user):
    """What each city is asked, what it said, and the evidence that it may name."""
    by_name = cities_by_name(City.objects.kept_by(user))
    cities = _named(rows, by_name) if rows else set(by_name.values())
    progress = City.objects.progress(cities)
    cells = {
        (pk, cell.indicator.code): cell
        for pk in progress
        for cell in progress[pk].cells
    }
    things = _things(cities, cells, _days(rows))
    more = {
        "cities": by_name,
        "cells": cells,
        "evidence": _evidence(things.values()),
        "pieces": _pieces(cities),
        "has_day": not rows or "effective_on" in rows[0],
    }
    return Known(user, things, more)


def _named(rows, by_name):
    found = set()
    for row in rows:
        with suppress(RowError):
            found.add(city_of(row, by_name))
    return found


def _days(rows):
    return {day for row in rows if (day := _day(row))}


def _day(row):
    with suppress(DateNotUnderstood):
        return parse_date(row.get("effective_on", ""), get_language())
    return None


def _things(cities, cells, days):
    """(city, indicator, day) to what stands; of today, else the newest word."""
    things = {}
    for (city, _code), cell in cells.items():
        if cell.spoken:
            place = city, cell.indicator.pk
            things[*place, today()] = cell.spoken
            things[*place, cell.spoken.effective_on] = cell.spoken
    said = Reading.objects.standing().filter(city__in=cities, effective_on__in=days)
    for reading in said.order_by("sequence"):
        things[reading.city_id, reading.indicator_id, reading.effective_on] = reading
    return things


def _evidence(readings):
    found = ReadingEvidence.objects.by_reading(list(set(readings)))
    return {reading.pk: pieces for reading, pieces in found.items()}


def _pieces(cities):
    found = {}
    for piece in Evidence.objects.usable().filter(city__in=cities):
        found.setdefault(piece.city_id, []).append(piece)
    return found


def key_of(row, known):
    city = city_of(row, known.more["cities"])
    cell = _cell(city, row, known)
    typed = normalise(row.get("effective_on", ""))
    return city.pk, cell.indicator.pk, (_day(row) or typed) if typed else today()


def _cell(city, row, known):
    code = normalise(row.get("indicator", "")).upper()
    if cell := known.more["cells"].get((city.pk, code)):
        return cell
    words = _("The rubric has no such indicator. Use the codes of the downloaded grid.")
    raise RowError("indicator", words)


def said(reading, known):
    code = reading.indicator.code
    cell = known.more["cells"].get((reading.city_id, code))
    return {
        **_told(reading if reading.pk else None, known),
        "city": reading.city.name,
        "indicator": code,
        "name": cell.wording.name if cell else "",
        "is_sample": _("sample data") if reading.is_sample else "",
    }


def _told(reading, known):
    pieces = known.more["evidence"].get(reading.pk, ()) if reading else ()
    return on_record(reading, pieces)


def form(row, reading, known):
    city = city_of(row, known.more["cities"])
    cell = _cell(city, row, known)
    told = _told(reading, known)
    typed = row.get("effective_on", "").strip() if known.more["has_day"] else ""
    is_its_day = reading and typed and _day(row) == reading.effective_on
    day = reading.effective_on if is_its_day else ""
    return ReadingForm(
        form_data({**row, "effective_on": typed}, told),
        instance=Reading(city=city, indicator=cell.indicator),
        initial={**told, "evidence": numbers(told["evidence"]), "effective_on": day},
        prefix="row",
        wording=cell.wording,
        pieces=known.more["pieces"].get(city.pk, ()),
    )


def save(form, reading, known):
    row = form.instance
    row.city.record(row, by=known.user, evidence=form.ticked())
    _nothing, after = added(row, _SAVED)
    if reading is None:
        return [Done("added", row, {}, after)]
    _nothing, before = added(reading, _SAVED)
    return [Done("changed", row, before, after)]


def undo(effect, since, by, reason):
    """What an agency verified since, it has read and stands by: that is left."""
    del since
    reading = Reading.objects.select_related("city").get(pk=effect["id"])
    verdict = reading.verdict()
    if verdict and verdict.verdict == Verification.Verdict.VERIFIED:
        return _("An agency has verified it since. Withdraw it on its own page.")
    return refused_by(reading.withdraw, by=by, reason=reason)


def every(user):
    """What was said last of each indicator, and those never read, to be filled in."""
    cities = City.objects.kept_by(user).order_by("position", "slug")
    progress = City.objects.progress(cities)
    for city in cities:
        for cell in progress[city.pk].cells if city.pk in progress else ():
            word = cell.spoken or Reading(indicator=cell.indicator)
            word.city, word.indicator = city, cell.indicator
            yield word


ADAPTER = Adapter(
    kind=Import.Kind.READINGS,
    columns=COLUMNS,
    key=("indicator", "city"),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=every,
    about=gettext_lazy(
        "Levels of many cities in one file. They are recorded in your name and stay "
        "reported until an agency verifies them; levels 3 and 4 need evidence."
    ),
)
