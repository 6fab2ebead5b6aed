"""Differences between two reports, in words: which part, what it said, what it says."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from cities import standing_words
from cities.models import DistrictState, MoveReason

from ..action_words import STATES as ACTION_STATES
from ..key_words import STATES as KEY_STATES
from ..models import CommitmentReport
from ..words import AGREEMENT_STATES
from .difference import DAY, Difference, differences
from .values import AnnualReport, Day
from .words import day_words

PARTS = {
    "action_points": gettext_lazy("Action points"),
    "actual": gettext_lazy("actual"),
    "amendments": gettext_lazy("Amendments"),
    "answered": gettext_lazy("answer of the other agency"),
    "as_of": gettext_lazy("As of"),
    "attendance": gettext_lazy("Attendance"),
    "baseline": gettext_lazy("baseline"),
    "begins_at": gettext_lazy("begins at"),
    "carried": gettext_lazy("times carried"),
    "chair": gettext_lazy("chair"),
    "chair_office": gettext_lazy("office of the chair"),
    "cities": gettext_lazy("Cities"),
    "commitments": gettext_lazy("Duties"),
    "days": gettext_lazy("days"),
    "decisions": gettext_lazy("Decisions"),
    "dimensions": gettext_lazy("Dimensions"),
    "districts": gettext_lazy("Creative districts"),
    "due": gettext_lazy("due"),
    "effects": gettext_lazy("what it did"),
    "ends": gettext_lazy("end"),
    "ends_at": gettext_lazy("ends at"),
    "events": gettext_lazy("Activities"),
    "field": gettext_lazy("creative field"),
    "frame": gettext_lazy("frame"),
    "groups": gettext_lazy("groups that took part"),
    "held_on": gettext_lazy("held on"),
    "highest": gettext_lazy("highest"),
    "lowest": gettext_lazy("lowest"),
    "mean": gettext_lazy("mean of what was read"),
    "member_since": gettext_lazy("member since"),
    "milestones": gettext_lazy("Milestones"),
    "minutes_agreed": gettext_lazy("minutes agreed"),
    "moves": gettext_lazy("re-datings"),
    "name": gettext_lazy("name"),
    "next_report_year": gettext_lazy("next monitoring report"),
    "outcomes": gettext_lazy("Outcomes"),
    "owner": gettext_lazy("owner"),
    "participation": gettext_lazy("Participation"),
    "parties": gettext_lazy("Parties"),
    "place": gettext_lazy("place"),
    "progress": gettext_lazy("how far"),
    "promises": gettext_lazy("Targets"),
    "reach": gettext_lazy("people reached"),
    "read": gettext_lazy("indicators read"),
    "readiness": gettext_lazy("Readiness"),
    "readiness_before": gettext_lazy("Readiness before the year"),
    "reason": gettext_lazy("reason"),
    "reported": pgettext_lazy("report", "reported"),
    "result": gettext_lazy("what came of it"),
    "review": gettext_lazy("Review"),
    "rungs": gettext_lazy("how far people took part"),
    "share": gettext_lazy("share of the way"),
    "slip": gettext_lazy("days slipped"),
    "sources": gettext_lazy("Sources"),
    "stages": gettext_lazy("Stages of bids"),
    "standing": gettext_lazy("two keys"),
    "state": gettext_lazy("state"),
    "suggestions": gettext_lazy("suggestions"),
    "target": gettext_lazy("target"),
    "terms": gettext_lazy("Agreement"),
    "text": gettext_lazy("text"),
    "value": gettext_lazy("value"),
    "website": gettext_lazy("suggestions by the website"),
    "words": gettext_lazy("words"),
}
#: What the values keep as codes; a promise's word is taken where two things share one.
CODES = {
    "state": {
        **ACTION_STATES,
        **AGREEMENT_STATES,
        **dict(DistrictState.State.choices),
        **standing_words.STATES,
    },
    "standing": KEY_STATES,
    "progress": dict(CommitmentReport.Progress.choices),
    "reason": {**dict(MoveReason.choices), **standing_words.REASONS},
}
ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@dataclass(frozen=True)
class Told:
    """`where` leads from the part of the report to the value, step by step."""

    where: tuple[str, ...]
    before: str
    after: str


def told_differences(before: dict, after: AnnualReport) -> list[Told]:
    """`before` are the plain values of an earlier report on the same year."""
    cities = {city.slug: str(city.name) for city in after.cities}
    found = differences(before, _plain(asdict(after)))
    return [_told(each, cities) for each in found]


def _plain(value):
    """Lists for tuples, as JSON has them: nothing else differs between the two."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _told(difference: Difference, cities: dict) -> Told:
    path = [step for step in difference.path if step not in ("th", "en")]
    where = tuple(_step(step, cities) for step in path)
    codes = CODES.get(path[-1], {})
    before, after = (
        _decoded(difference.before, codes),
        _decoded(difference.after, codes),
    )
    return Told(where, _words(before), _words(after))


def _step(step, cities):
    """A part by its name, a city by its own, days of an action point as days."""
    return _with_days(str(PARTS.get(step) or cities.get(step, step)))


def _with_days(words):
    return ISO_DAY.sub(lambda found: day_words(found[0]), words)


def _decoded(value, codes):
    return codes.get(value, value) if isinstance(value, str) else value


def _words(value) -> str:
    if value is None or value in ("", [], {}):
        return _("nothing")
    if isinstance(value, dict):
        return _of_thing(value)
    if isinstance(value, list):
        return _("%(count)s in the list") % {"count": len(value)}
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _with_days(str(value))


def _of_thing(value) -> str:
    """A day in the reader's calendar, a text in their language, of others the name."""
    if value.keys() == DAY:
        return day_words(Day(**value))
    if "th" in value:
        return value[get_language()] or value["th"]
    return next(iter(_names(value)), "") or _("there")


def _names(value) -> Iterator[str]:
    for name in ("name", "text", "words"):
        if isinstance(value.get(name), dict):
            yield _of_thing(value[name])
