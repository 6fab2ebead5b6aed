"""Which expert a row is about, and which assignment of theirs."""

from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _

from cities.models import Assignment, City, Expert
from creativecity.form_fields import DIGITS
from creativecity.thai_text import fold_digits, normalise, search_key

from ..forms.expert import agencies_of
from ..models import Target
from .adapter import Known, RowError, cities_by_name, city_of
from .cells import day_of
from .expert_columns import PERSON, SENT


class Of(NamedTuple):
    """What a row is about: an expert, and one assignment of theirs if it names one."""

    expert: Expert
    assignment: Assignment | None

    def __str__(self):
        return str(self.assignment or self.expert)


def find(rows, user):
    kept = Expert.objects.kept_by(user).standing()
    experts = list(kept.select_related("agency"))
    sent = Assignment.objects.standing().filter(expert__in=experts)
    sent = sent.select_related("city")
    sent = list(sent) if rows else []
    cities = cities_by_name(_promised())
    agencies = agencies_of(user)
    more = {
        "experts": {each.pk: each for each in experts},
        "names": Counter(search_key(each.name_th) for each in experts),
        "by_name": {search_key(each.name_th): each for each in experts},
        "twice": Counter((a.expert_id, a.city_id, a.starts_on) for a in sent),
        "cities": cities,
        "agencies": agencies,
        "agency_names": _agency_names(agencies),
        "first": {},
    }
    known = Known(user, {}, more)
    _hold(known, experts, sent)
    _note_first(rows, known)
    if rows:
        more["progress"] = City.objects.progress(_named(rows, cities))
    return known


def _promised():
    """The cities of which an agreement promises something, as on the page."""
    promised = Target.objects.standing().values("city")
    return City.objects.in_order().filter(pk__in=promised)


def _agency_names(agencies):
    names = ("code", "short_th", "short_en", "name_th", "name_en")
    return {search_key(getattr(each, n)): each for each in agencies for n in names}


def _hold(known, experts, sent):
    for expert in experts:
        known.things[expert.pk, None] = Of(expert, None)
    for row in sent:
        key = _sent_key(known, row.expert_id, row.city_id, row.starts_on, row.ends_on)
        known.things[row.expert_id, key] = Of(known.more["experts"][row.expert_id], row)


def _note_first(rows, known):
    """What the first row of each person says, so that no later one says otherwise.

    And whom an assignment that is new to the register belongs to.
    """
    for row in rows:
        try:
            key = key_of(row, known)
        except RowError:
            continue
        said = {name: normalise(row[name]) for name in PERSON if name in row}
        known.more["first"].setdefault(key[0], said)
        if expert := known.more["experts"].get(key[0]):
            known.things.setdefault(key, Of(expert, None))


def _named(rows, cities):
    named = (cities.get(search_key(row.get("city", ""))) for row in rows)
    return list(dict.fromkeys(filter(None, named)))


def key_of(row, known):
    """The expert's number, or the name of a new one; and which assignment, if any."""
    expert = _expert_of(row, known)
    if not any(row.get(name, "").strip() for name in SENT):
        return expert, None
    city = city_of(row, known.more["cities"])
    days = (day_of(row, name) for name in ("starts_on", "ends_on"))
    return expert, _sent_key(known, expert, city.pk, *days)


def _sent_key(known, expert, city, starts_on, ends_on):
    """City and first day; the last one too where these two do not tell it apart."""
    is_twice = known.more["twice"][expert, city, starts_on] > 1
    return (city, starts_on, ends_on) if is_twice else (city, starts_on)


def _expert_of(row, known):
    number = fold_digits(normalise(row.get("expert", "")))
    if number:
        return _by_number(number, known).pk
    name = search_key(row.get("name_th", ""))
    if known.more["names"][name] > 1:
        words = _("Several experts have this name: write the number of the one meant.")
        raise RowError("expert", words)
    expert = known.more["by_name"].get(name)
    return expert.pk if expert else name


def _by_number(number, known):
    is_number = number.isdecimal() and len(number) < DIGITS
    if is_number and (expert := known.more["experts"].get(int(number))):
        return expert
    words = _("No expert whom you keep has this number. It is empty for a new one.")
    raise RowError("expert", words)
