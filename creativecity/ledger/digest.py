"""What a hash is taken of: one canonical text for the same values on every database."""

import hashlib
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db.models.fields.files import FieldFile

from .models import REDACTED


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value):
    """A value as JSON holds it; the same whether just typed or read back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, FieldFile):
        return value.name or ""
    return value


def canonical(values) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_values(row) -> dict:
    return {
        field.attname: plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
    }


def row_digest(row, redacted=None) -> str:
    """The hash of an append-only row, its free text standing in it as hashes.

    `redacted` holds, by its field, the hash of each text that was taken out.

    A field added later (`AppendOnly.added_later`) is left out while it has the value of
    the rows before it, for their digests know nothing of it.
    """
    values = row_values(row)
    for name, before in row.added_later.items():
        if values[name] == plain(before):
            del values[name]
    for name in values.keys() & set(row.free_text):
        values[name] = _text_hash(values[name], (redacted or {}).get(name))
    return sha256(canonical(values))


def _text_hash(text, kept):
    """A text's hash; where it was redacted, the one that was kept."""
    return kept if kept and text == REDACTED else sha256(text)


def entry_hash(entry) -> str:
    """The hash of a ledger entry: of all it says and of the entry before it.

    Of form 1 the payload stands in it as it is, of form 2 as its own hash, which a
    redacted one still holds.
    """
    values = row_values(entry)
    del values["hash"]
    if entry.form == 1:
        del values["form"]
    else:
        values["payload"] = payload_hash(entry.payload)
    return sha256(canonical(values))


def payload_hash(payload) -> str:
    """The hash of what an entry says; where that was redacted, the one left in it."""
    return payload.get("redacted") or sha256(canonical(payload))


def redacted_payload(payload) -> dict:
    """What is left of a payload: its hash, and the names of what was changed.

    In the shape of any other entry of prose, so that who reads it finds no values.
    """
    names = {*payload.get("after", ()), *payload.get("personal", ())}
    empty = {"before": {}, "after": {}, "personal": sorted(names)}
    return {"redacted": payload_hash(payload), **empty}
