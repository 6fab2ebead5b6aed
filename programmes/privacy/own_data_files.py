"""What is on record of an account, as JSON for machines and as PDF for reading."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from creativecity.thai_calendar import bangkok_day

from ..audit.words import verb_words
from ..reports import pdf
from ..reports.layout.blocks import Block, Facts, Grid, Heading, Paragraph, facts
from ..reports.sheet import Sheet
from .own_data import Deeds, Kept, OwnData, Value
from .own_words import kind_words, moment_words

#: So many letters of a text, and so many deeds, a PDF shows; the JSON has all.
LONGEST, MOST = 600, 500
SIZE = 11


def as_json(data: OwnData) -> Iterator[str]:
    """In pieces: what was recorded comes as it is read."""
    told = {field.name: getattr(data, field.name) for field in fields(data)}
    lists = {name: told.pop(name) for name in ("deeds", "told")}
    yield _written({name: _plain(value) for name, value in told.items()})[:-2]
    for name, deeds in lists.items():
        yield f',\n  "{name}": ['
        for number, deed in enumerate(deeds):
            yield ",\n" * bool(number) + _written(asdict(deed))
        yield "]"
    yield "\n}"


def _plain(value):
    """Of tuples of dataclasses, of other tuples and of texts."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) else value


def _written(told):
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_pdf(data: OwnData) -> bytes:
    """In the language of the moment."""
    made = datetime.fromisoformat(data.made_at)
    sheet = Sheet(
        title=_("What the portal has on record of you"),
        subtitle=_("As of %(moment)s") % {"moment": moment_words(made)},
        language=get_language(),
        foot=_("Made for the account's owner alone"),
        size=SIZE,
        day=bangkok_day(made).isoformat(),
    )
    return pdf.draw(sheet, blocks_of(data))


def blocks_of(data: OwnData) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Personal Data Protection Act B.E. 2562, section 30. Long texts are cut "
            "here; the JSON file has all of them. Passwords, second factors and other "
            "secrets are handed out to nobody."
        )
    )
    yield Heading(1, _("Your account"))
    yield _facts(data.account)
    yield facts(
        [
            (_("Role"), ", ".join(data.roles)),
            *((what, name) for what, name in _merged(data.places)),
        ]
    )
    yield Heading(1, _("Kept about you"))
    if not data.kept:
        yield Paragraph(_("Nothing but the account."))
    for kept in data.kept:
        yield from _kept(kept)
    yield from _named(data)
    yield from _deeds(_("What you recorded"), data.deeds)
    yield from _deeds(_("What others recorded about your account"), data.told)


def _kept(kept: Kept):
    yield Heading(2, f"{kept.name} ({len(kept.rows)})")
    for row in kept.rows:
        yield _facts(row)


def _facts(values) -> Facts:
    return facts((value.label, _words(value)) for value in values)


def _words(value: Value) -> str:
    plain = value.value
    if not isinstance(plain, str | int | float):
        plain = json.dumps(plain, ensure_ascii=False)
    return Truncator(value.shown or str(plain)).chars(LONGEST)


def _merged(places):
    """One line for all cities, one for all agencies."""
    merged: dict[str, list[str]] = {}
    for what, name in places:
        merged.setdefault(what, []).append(name)
    return [(what, ", ".join(names)) for what, names in merged.items()]


def _named(data):
    if data.named:
        rows = [(row.name, row.field, str(row.count)) for row in data.named]
        header = (_("Kind of thing"), _("As"), _("How many"))
        yield Heading(1, _("Records of the work that name your account"))
        yield Grid(_("By kind"), header, tuple(rows), (6, 4, 2), (2,))


def _deeds(heading: str, deeds: Deeds):
    if not (count := len(deeds)):
        return
    yield Heading(1, f"{heading} ({count})")
    header = (
        _("No."),
        pgettext("audit", "When"),
        _("What"),
        _("Kind of thing"),
        _("Concerns"),
    )
    rows = tuple(map(_deed, deeds.newest(MOST)))
    yield Grid(_("Entries of the ledger"), header, rows, (2, 5, 3, 5, 5), (0,))
    if left := count - len(rows):
        yield Paragraph(_("%(n)s older ones are in the JSON file.") % {"n": left})


def _deed(deed):
    name = f"{kind_words(apps.get_model(deed.kind))} {deed.key}"
    when = moment_words(datetime.fromisoformat(deed.at))
    return (str(deed.sequence), when, verb_words(deed.verb), name, deed.about)
