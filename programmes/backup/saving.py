"""Backing up: the rows as of one moment, and then the files.

A file is written before the row that tells of it, and taken away after; so each file
that a row of that moment tells of is there, unless it was taken away meanwhile.
"""

from itertools import batched

from django.db import connection
from django.utils import timezone

from creativecity.ledger.models import Head

from .archive import add, new_archive
from .manifest import NAME, Manifest, file_part, table_part
from .media import contents, names
from .moment import one_moment
from .rows import BATCH, lines_of
from .tables import applied, columns, tables


def back_up(path, look_on):
    """Write everything to `path`; its Manifest. FileExistsError if it is there.

    `look_on(what, total)` gives the Line that tells how far it is.
    """
    with new_archive(path) as archive:
        with one_moment():
            told = {"at": timezone.now().isoformat(), **_now()}
            told["tables"] = _save_tables(archive, look_on)
        told["files"] = _save_files(archive, look_on)
        manifest = Manifest(**told)
        add(archive, NAME, [manifest.to_json()])
    return manifest


def _now():
    head = Head.objects.values("sequence", "hash").get(pk=1)
    return {"database": connection.vendor, "ledger": head, "migrations": applied()}


def _save_tables(archive, look_on):
    found = tables()
    counts = {name: model._base_manager.count() for name, model in found.items()}
    with look_on("Rows", sum(counts.values())) as line:
        done, told = 0, {}
        for name, model in found.items():
            pieces = _counted(model, line, done)
            told[name] = {
                "model": model._meta.label_lower,
                "columns": columns(model),
                "rows": counts[name],
                **add(archive, table_part(name), pieces),
            }
            done += counts[name]
    return told


def _counted(model, line, done):
    for some in batched(lines_of(model), BATCH, strict=False):
        yield b"".join(some)
        done += len(some)
        line.tell(done)


def _save_files(archive, look_on):
    told = {}
    with look_on("Files", sum(1 for _name in names())) as line:
        for name, content in contents():
            part = file_part(name)  # a picture or a document is packed as it is
            told[name] = add(archive, part, content.chunks(), is_packed=False)
            line.tell(len(told))
    return told
