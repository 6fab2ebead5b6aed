"""What the sections share: their rows, where a row is from, and saying a fact."""

from functools import partial

from cities.models import Fact
from creativecity.ledger import verbs

from ..loading import Row

ALIASES = {
    "effective_on": "on",
    "due_on": "on",
    "starts_on": "on",
    "source_codes": "sources",
}


def rows(loader, section, items, key=None):
    """The rows of a list, each under its own name; what is no row is a fault."""
    if not isinstance(items, list):
        loader.faults.append(f"{section}: is not a list")
        return
    names = set()
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            loader.faults.append(f"{section} {number}: is not an object")
            continue
        name = str((key and item.get(key)) or number)
        if name in names:
            loader.faults.append(f"{section} {name}, field {key}: stands there twice")
            continue
        names.add(name)
        yield Row(loader, f"{section} {name or number}", item, dict(ALIASES))


def provenance(row):
    return {
        "basis": row.need("basis"),
        "source_codes": row.get("sources", []),
        "note": row.get("note"),
    }


def say(loader, row, subject, topic, value_th, value_en):
    """A fact about `subject`, added unless it already stands or staff said another."""
    on, precision = row.day()
    fact = Fact(
        subject=subject,
        topic=topic,
        value_th=value_th,
        value_en=value_en,
        number=row.values.get("number"),
        effective_on=on,
        precision=precision,
        **provenance(row),
    )
    said = Fact.objects.filter(subject=subject, topic=topic)
    add = partial(verbs.add, by=None, verb="load", about=subject)
    loader.state(row, fact, said, add)


def facts(loader, section, subject, cells):
    for row in rows(loader, f"{section} fact", cells, "topic"):
        say(
            loader,
            row,
            subject,
            row.need("topic"),
            str(row.get("value_th")),
            str(row.get("value_en")),
        )
