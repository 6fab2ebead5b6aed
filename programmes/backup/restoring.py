"""Restoring: all of an archive into an empty installation, or nothing.

Files come first, which harm nothing while no row tells of them; then the rows in one
transaction, which are read back and held against the checksums before it ends.
"""

import hashlib

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from creativecity.accounts.second_factor.secret_box import open_box

from .archive import opened
from .fitting import refuse_what_does_not_fit
from .manifest import table_part
from .media import brought
from .refusal import RefusalError
from .rows import insert, lines_of
from .tables import FILL_THEMSELVES, tables

EMPTY = "DELETE FROM {}"


def check(path, look_on):
    """The Manifest of an archive that is whole; RefusalError for another."""
    with opened(path) as archive:
        _check(archive, look_on)
        return archive.manifest


def restore(path, look_on):
    """Bring all of it back; its Manifest. RefusalError says why nothing was changed.

    `look_on(what, total)` gives the Line that tells how far it is.
    """
    with opened(path) as archive:
        refuse_what_does_not_fit(archive.manifest)
        _check(archive, look_on)
        with (
            look_on("Files", len(archive.manifest.files)) as line,
            brought(archive, line),
        ):
            _bring_rows(archive, look_on)
        return archive.manifest


def _check(archive, look_on):
    size = sum(told["size"] for told in archive.manifest.parts().values())
    with look_on("Bytes checked", size) as line:
        archive.check(line)


def _bring_rows(archive, look_on):
    try:
        with transaction.atomic():
            _make_room()
            with look_on("Rows", archive.manifest.rows()) as line:
                _insert_all(archive, line)
            _go_on_counting()
            with look_on("Rows read back", archive.manifest.rows()) as line:
                _read_back(archive.manifest, line)
    except (DatabaseError, ValidationError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise RefusalError(
            f"The database does not take it, and nothing was kept: {reason} (On "
            "PostgreSQL restore as the owner of the tables.)"
        ) from error


def _make_room():
    """References are looked at when the transaction ends."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name, model in tables().items():
            if model._meta.label_lower in FILL_THEMSELVES:
                cursor.execute(EMPTY.format(quote(name)))


def _insert_all(archive, line):
    done = 0
    for name, model in tables().items():
        with archive.stream(table_part(name)) as lines:
            for number in insert(model, lines):
                done += number
                line.tell(done)


def _go_on_counting():
    """New rows get keys above the highest: no row that the ledger tells of is ever
    deleted, so none gets a key that stood for another.
    """
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables().values()):
            cursor.execute(sql)


def _read_back(manifest, line):
    """What one database can hold another may round: no row may have changed."""
    done = 0
    for name, model in tables().items():
        digest = hashlib.sha256()
        for told in lines_of(model):
            digest.update(told)
            done += 1
            line.tell(done)
        if digest.hexdigest() != manifest.tables[name]["sha256"]:
            raise ValueError(f"{name} reads otherwise than it was written.")


def unreadable_apps():
    """How many authenticator apps were closed with a key that is not set here."""
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    secrets = rows.values_list("data__secret", flat=True)
    return sum(open_box(secret) is None for secret in secrets)
