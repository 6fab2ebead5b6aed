"""The picture of a shared link: a city's line of time, or the five lines of all.

Drawn by Typst on the server, 1200 by 630 pixels. The words go over as JSON and are
never part of the template's source.
"""

import json
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.scoring import as_percent
from cities.templatetags.readiness_words import cover_words, range_words
from creativecity.on_demand import on_demand
from creativecity.thai_dates import year_number

from .membership_words import membership_words
from .reports.pdf import faces
from .timeline import LINE, NATIONAL, PROMISED

typst = on_demand("typst")

TEMPLATE = Path(__file__).parent / "reports" / "typst" / "card.typ"
SIZE = (1200, 630)
MEDIA_TYPE = "image/png"

#: Where a lane lies from its line, in steps of the drawing.
_LANES = {PROMISED: -1, LINE: 0, NATIONAL: 1}


def general_card(timeline, *, is_sample):
    """PNG of all cities on one axis; without an agreement its words alone."""
    return _draw(
        title=_("What was aimed for, and what came of it"),
        line=_("Thai cities on their way into UNESCO's network of creative cities"),
        time=timeline and _time(timeline),
        readiness=None,
        is_sample=is_sample,
    )


def city_card(overview, timeline, *, is_sample):
    """PNG of one city: its field, since when it is a member, how ready it is."""
    return _draw(
        title=overview.city.name,
        line=membership_words(overview.designation),
        time=timeline and _time(timeline),
        readiness=_readiness(overview.progress),
        is_sample=is_sample,
    )


def _draw(*, is_sample, **values):
    values |= {
        "portal": _("Creative Cities Portal"),
        "sample": _("SAMPLE DATA") if is_sample else "",
        "language": get_language(),
    }
    return typst.compile(
        TEMPLATE,
        format="png",
        ppi=72,  # a point is a pixel
        font_paths=faces(),
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
    )


def _readiness(progress):
    """What was read of the rubric; no bar where nothing was."""
    name, readiness = _("Readiness"), progress and progress.readiness
    if readiness is None:
        words = _("no rubric is published")
        return {"name": name, "words": words, "cover": "", "bar": None}
    if not readiness.read:
        words = _("no verified reading yet")
        cover = cover_words(readiness)
        return {"name": name, "words": words, "cover": cover, "bar": None}
    shares = (readiness.lowest, readiness.highest, readiness.mean)
    return {
        "name": name,
        "words": range_words(readiness),
        "cover": cover_words(readiness),
        "bar": [as_percent(share) for share in shares],
    }


def _time(timeline):
    language = get_language()
    return {
        "term": [timeline.term_start, timeline.term_end],
        "reviews": timeline.reviews,
        "today": timeline.today,
        "ticks": [(t.at, str(year_number(t.year, language))) for t in timeline.ticks],
        "lines": [_line(line) for line in timeline.lines],
    }


def _line(line):
    return {
        "name": line.city.name,
        "member_from": line.member_from,
        "threads": [(t.start, t.end, t.is_late) for t in line.threads],
        "marks": [
            {"at": mark.at, "lane": _LANES[mark.lane], "kind": _kind(mark)}
            for mark in line.marks
        ],
    }


def _kind(mark):
    """The shape of a mark; what is inferred looks so, as on the portal's pages."""
    if mark.is_inferred:
        return "inferred"
    return "target-designated" if mark.goal == "designated" else mark.kind
