"""A plan as a letter: a subject, plain text, and the same lines as a page.

The page carries its looks with it (mail programs know no style sheets) and asks for
nothing else: no picture, no font, nothing that tells that it was read.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.on_demand import on_demand
from creativecity.thai_calendar import Precision
from creativecity.thai_dates import format_date

from ..models import Letter
from ..owed_words import WORDS
from .plan import Plan
from .stopping import stop_url, whole
from .words import subject_of, when, why

css_inline = on_demand("css_inline")

#: Rows of one kind that a letter names; the others it counts.
MOST = 7
CHANGES = 12
LONGEST_SUBJECT = 200
DARK = "@media (prefers-color-scheme: dark)"
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")


@dataclass(frozen=True)
class Row:
    """`place` and `note` stand beside the words, `why` on the reader's own page."""

    words: str
    place: str
    note: str
    path: str
    why: str = ""

    def url(self) -> str:
        return whole(self.path)


@dataclass(frozen=True)
class Section:
    """`more` rows are not named; `url` is where all of them are."""

    heading: str
    rows: tuple[Row, ...]
    more: int
    url: str


@dataclass(frozen=True)
class Drawn:
    subject: str
    text: str
    html: str


def draw(user, plan: Plan) -> Drawn:
    """In the language of the plan."""
    with override(plan.language):
        subject = subject_line(plan)
        context = _context(user, plan) | {"subject": subject}
        text = render_to_string("letters/letter.txt", context)
        page = render_to_string("letters/letter.html", context | {"looks": looks()})
    return Drawn(
        subject=subject,
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        html=css_inline.inline(page, keep_at_rules=True, load_remote_stylesheets=False),
    )


def subject_line(plan: Plan) -> str:
    """What it is about and how many, in the language of the moment."""
    words = subject_of(_numbers(plan), len(plan.changes))
    return one_line(words)[:LONGEST_SUBJECT]


def sections(plan: Plan) -> list[Section]:
    """What changed, then what the user owes, one section a kind."""
    return [*_changes(plan), *_owed(plan)]


def one_line(words: str) -> str:
    """Whatever a name holds, it makes no further line in the head of a letter."""
    return " ".join(words.split())


def _context(user, plan):
    other = Letter.Kind.REMINDER if plan.is_digest() else Letter.Kind.DIGEST
    return {
        "language": get_language(),
        "name": one_line(user.get_full_name() or user.username),
        "plan": plan,
        "is_sample": holds_sample_data(),
        "sections": sections(plan),
        "day": _day(plan.on),
        "desk": whole(reverse("staff:desk")),
        "letters": whole(reverse("staff:letters")),
        "stop": stop_url(user, plan.kind),
        "other": other.label,
    }


def _numbers(plan):
    numbers = defaultdict(int)
    for thing in plan.things():
        numbers[thing.kind] += 1
    return list(numbers.items())


def _changes(plan):
    if not plan.changes:
        return
    rows = tuple(
        Row(
            words=one_line(change.title),
            place=_place_of(change),
            note=_day(change.on.day, change.on.precision),
            path=change.path,
        )
        for change in plan.changes[:CHANGES]
    )
    heading = _("Changed since %(day)s") % {"day": _day(plan.since)}
    more = len(plan.changes) - len(rows)
    yield Section(heading, rows, more, whole(reverse("programmes:changes")))


def _place_of(change):
    """The city, unless the title names it anyway."""
    place = str(change.city or "")
    return "" if place in change.title else place


def _owed(plan):
    stages = {line.thing.about: line.stage for line in plan.lines}
    by_kind = defaultdict(list)
    for thing in plan.things():
        by_kind[thing.kind].append(thing)
    for kind, things in by_kind.items():
        rows = tuple(_row(t, plan.on, stages.get(t.about)) for t in things[:MOST])
        heading = f"{capfirst(str(WORDS[kind]))} ({len(things)})"
        more = len(things) - len(rows)
        yield Section(heading, rows, more, whole(reverse("staff:desk")))


def _day(day, precision=Precision.DAY):
    return format_date(day, get_language(), precision=precision)


def _row(thing, on, stage):
    return Row(
        words=one_line(thing.words),
        place=str(thing.city or ""),
        note=when(thing, on),
        path=thing.url,
        why=why(stage, is_due=thing.is_due) if stage else "",
    )


@cache
def looks():
    """The style sheet of letters in the colours of the portal's tokens."""
    tokens = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    light, dark = map(dict, map(TOKEN.findall, tokens.split(DARK)))
    sheet = render_to_string("letters/letter.css").split(DARK)
    painted = DARK.join(map(_painted, sheet, (light, light | dark)))
    return mark_safe(painted)  # noqa: S308 (our own file)


def _painted(sheet, tokens):
    return re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]], sheet)
