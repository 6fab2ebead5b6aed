"""A text is taken out of the ledger for good; all else stays, and can be verified."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cities.models import City, Reading
from creativecity.ledger import chain, triggers, verbs
from creativecity.ledger.digest import (
    canonical,
    entry_hash,
    redacted_payload,
    row_values,
    sha256,
)
from creativecity.ledger.models import REDACTED, LogEntry, Redaction
from creativecity.ledger.past import Past
from creativecity.ledger.redacting import redact, redactable
from creativecity.ledger.verification import first_fault
from tests.factories import make_reading

NOTE = "นายสมชายแจ้งทางโทรศัพท์"


@pytest.fixture
def reading(cast):
    return make_reading(City.objects.get(slug="nan"), level=2, note=NOTE)


@pytest.fixture
def entry(cast):
    """An edit of prose that should not have been written, and what was put right."""
    nan = City.objects.get(slug="nan")
    nan.name_en = "Nan of Mr Somchai"
    verbs.edit(nan, by=None)
    found = LogEntry.objects.get(sequence=chain.latest())
    nan.name_en = "Nan"
    verbs.edit(nan, by=None)
    return found


def told(row, field="note", digest=None):
    """What tells of a redaction, beside the verb."""
    text = getattr(row, field) if field == "note" else None
    redaction = Redaction(
        subject=row._meta.label_lower,
        redacted=row.sequence,
        field=field,
        digest=digest or sha256(text),
        reason="ชื่อบุคคล",
    )
    return verbs.add(redaction, by=None)


def change(row, **values):
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**values)


def test_text_gives_way_to_a_mark_and_its_hash_stays(reading, cast):
    redaction = redact(reading, "note", by=cast["secretary"], reason="ชื่อบุคคล")

    reading.refresh_from_db()
    assert reading.note == REDACTED
    assert (reading.level, redaction.digest) == (2, sha256(NOTE))
    assert redaction.recorded_by == cast["secretary"]
    assert str(redaction) == f"{reading.sequence} note"
    assert first_fault() is None
    assert NOTE not in str(list(LogEntry.objects.values_list("payload", flat=True)))


def test_redaction_is_about_what_the_row_is_about(reading):
    before = chain.version()

    redaction = redact(reading, "note", by=None, reason="ชื่อบุคคล")

    entry = LogEntry.objects.get(sequence=redaction.sequence)
    assert (entry.verb, entry.about) == ("redact", "cities.city/nan")
    assert chain.version() > before


@pytest.mark.parametrize("field", ["not_applicable_reason", "level", "nothing"])
def test_only_a_text_that_is_there_can_be_removed(field, reading):
    with pytest.raises(ValidationError):
        redact(reading, field, by=None, reason="x")

    assert not Redaction.objects.exists()


def test_a_text_is_removed_once(reading):
    redact(reading, "note", by=None, reason="x")

    with pytest.raises(ValidationError):
        redact(reading, "note", by=None, reason="x")


def test_the_reason_of_a_redaction_can_be_removed_too(reading):
    first = redact(reading, "note", by=None, reason=NOTE)

    redact(first, "reason", by=None, reason="repeated the name")

    first.refresh_from_db()
    assert first.reason == REDACTED
    assert first_fault() is None


def test_values_of_an_entry_are_removed_and_their_names_stay(entry):
    redact(entry, "payload", by=None, reason="ชื่อบุคคล")

    entry.refresh_from_db()
    assert entry.payload["personal"] == ["name_en"]
    assert (entry.payload["before"], entry.payload["after"]) == ({}, {})
    assert "Somchai" not in str(entry.payload)
    assert first_fault() is None


def test_entry_of_a_row_holds_no_text(reading):
    entry = LogEntry.objects.get(sequence=reading.sequence)

    assert redactable(entry) == []


@pytest.mark.parametrize(
    ("payload", "may_go"),
    [
        ({"before": {"groups": [2]}, "after": {"groups": [6]}, "personal": []}, False),
        ({"before": {"is_active": True}, "after": {"is_active": False}}, False),
        ({"before": {"first_name": ""}, "after": {"first_name": "มานี"}}, True),
        ({"before": {}, "after": {"gone_text": "x"}}, True),
        ({"before": {}, "after": {"gone_id": 3}}, False),
        ({"reason": "ลาออก"}, True),
        ({"kind": "", "rows": 12}, False),
        ({}, False),
    ],
    ids=str,
)
def test_of_an_entry_only_what_people_typed_can_be_removed(payload, may_go):
    entry = LogEntry(form=2, subject="auth.user", payload=payload)

    assert redactable(entry) == ["payload"] * may_go


def test_entry_about_a_kind_of_thing_that_is_no_more_may_hold_a_text():
    entry = LogEntry(form=2, subject="gone.thing", payload={"after": {"name": "x"}})

    assert redactable(entry) == ["payload"]


def test_entry_of_the_first_form_is_hashed_as_it_is():
    entry = LogEntry(form=1, payload={"before": {}, "after": {"name": "x"}})
    values = row_values(entry)
    del values["hash"], values["form"]

    assert entry_hash(entry) == sha256(canonical(values))
    assert redactable(entry) == []


def test_past_says_that_a_text_was_removed(entry):
    nan = City.objects.get(slug="nan")
    point = entry.sequence - 1
    assert Past([nan], point).value(nan, "name_en", point) == "Nan"

    redact(entry, "payload", by=None, reason="ชื่อบุคคล")

    assert Past([nan], point).value(nan, "name_en", point) == REDACTED
    assert Past([nan], point).value(nan, "slug", point) == "nan"


# Beside the verb: the triggers let exactly a redaction through


@pytest.mark.parametrize(
    "values",
    [
        {"note": "another"},
        {"note": ""},
        {"note": REDACTED, "level": 4},
        {"note": REDACTED, "sequence": 10**9},
        {"note": REDACTED, "not_applicable_reason": "x"},
        {"note": REDACTED, "not_applicable_reason": REDACTED},
        {"not_applicable_reason": REDACTED},
        {"level": 4},
        {"note": NOTE},
    ],
    ids=str,
)
def test_no_other_change_passes_where_a_redaction_is_told(values, reading):
    told(reading)

    with pytest.raises(DatabaseError, match=r"append-only|CHECK constraint"):
        change(reading, **values)

    assert Reading.objects.get(pk=reading.pk).note == NOTE


def test_mark_without_a_redaction_is_refused(reading):
    with pytest.raises(DatabaseError, match="append-only"):
        change(reading, note=REDACTED)


def test_redaction_of_another_row_or_field_lets_nothing_through(reading):
    other = make_reading(reading.city, "R1.2", note=NOTE)
    told(other)
    told(reading, "not_applicable_reason", sha256(NOTE))

    with pytest.raises(DatabaseError, match="append-only"):
        change(reading, note=REDACTED)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no hashes")
def test_redaction_of_another_text_is_refused_by_the_database(reading):
    told(reading, digest="0" * 64)

    with pytest.raises(DatabaseError, match="append-only"):
        change(reading, note=REDACTED)


@pytest.mark.parametrize(
    "more",
    [
        {"after": {"name_en": "x"}},
        {"before": {"name_en": "x"}},
        {"redacted": ""},
        {"personal": ["name_th"]},
        {"personal": []},
        {"more": "x"},
    ],
)
def test_of_an_entry_nothing_but_its_hash_is_left(more, entry):
    left = redacted_payload(entry.payload)
    told(entry, "payload", left["redacted"])

    with pytest.raises(DatabaseError, match="append-only"):
        change(entry, payload={**left, **more})
    with pytest.raises(DatabaseError, match="append-only"):
        change(entry, payload=left, verb="another")


def test_redacted_entry_is_changed_no_more(entry):
    redact(entry, "payload", by=None, reason="x")
    entry.refresh_from_db()

    with pytest.raises(DatabaseError, match="append-only"):
        change(entry, payload={**entry.payload, "personal": []})


def test_entry_of_a_row_keeps_its_digest(reading):
    entry = LogEntry.objects.get(sequence=reading.sequence)
    left = redacted_payload(entry.payload)
    told(entry, "payload", left["redacted"])

    with pytest.raises(DatabaseError, match="append-only"):
        change(entry, payload=left)


# Without triggers: verification finds it


def test_digest_that_was_taken_out_is_found(reading):
    entry = LogEntry.objects.get(sequence=reading.sequence)
    left = redacted_payload(entry.payload)
    told(entry, "payload", left["redacted"])
    triggers.remove()

    change(entry, payload=left)
    change(reading, level=4)

    assert first_fault() == (
        f"entry {entry.sequence} was changed: it held a digest, and no text"
    )


def test_mark_that_no_redaction_tells_of_is_found(reading):
    triggers.remove()

    change(reading, note=REDACTED)

    assert f"cities.reading {reading.pk}" in first_fault()


def test_redaction_of_another_text_is_found(reading):
    told(reading, digest="0" * 64)
    triggers.remove()

    change(reading, note=REDACTED)

    assert f"cities.reading {reading.pk}" in first_fault()


def test_emptied_entry_that_no_redaction_tells_of_is_found(entry):
    triggers.remove()

    change(entry, payload=redacted_payload(entry.payload))

    fault = f"entry {entry.sequence} was changed: no redaction tells of it"
    assert first_fault() == fault


@pytest.mark.parametrize(
    "forged",
    [
        {"after": {"name_en": "forged"}},
        {"personal": ["a whole sentence"]},
        {"personal": {"name_en": "forged"}},
        {"personal": [1]},
    ],
    ids=str,
)
def test_values_put_into_a_redacted_entry_are_found(forged, entry):
    redact(entry, "payload", by=None, reason="x")
    entry.refresh_from_db()
    triggers.remove()

    change(entry, payload={**entry.payload, **forged})

    assert f"entry {entry.sequence}" in first_fault()
