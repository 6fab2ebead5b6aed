"""Whoever changes what was once said, triggers or no triggers, is found out."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import (
    City,
    Dimension,
    Fact,
    Indicator,
    Reading,
    ReadingEvidence,
)
from creativecity.ledger import chain, triggers, verbs
from creativecity.ledger.digest import entry_hash, row_digest
from creativecity.ledger.models import Head, LogEntry, Withdrawal
from creativecity.ledger.verification import first_fault
from tests.factories import make_evidence, make_reading, make_verdict, new_fact


@pytest.fixture
def written(cast):
    """The facts, then six entries of each kind; their sequences by name."""
    nan = City.objects.get(slug="nan")
    officer, agency = cast["officer.nan"], cast["cea"]
    piece = make_evidence(nan, by=officer)
    reading = make_reading(nan, level=2, by=officer, note="ประชุมแล้วสองครั้ง")
    verdict = make_verdict(reading, by=agency)
    other = Reading(indicator=reading.indicator, level=2, effective_on=date(2026, 9, 1))
    nan.record(other, by=officer, evidence=[piece])
    withdrawal = other.withdraw(by=officer, reason="ผิดปี")
    fact = verbs.add(new_fact(), by=None)
    return {
        "reading": reading,
        "verdict": verdict,
        "link": ReadingEvidence.objects.get(),
        "withdrawal": withdrawal,
        "fact": fact,
    }


@pytest.fixture
def tampered(written):
    """The same, with every trigger out of the way."""
    triggers.remove()
    return written


def in_words(row):
    return f"{row._meta.label_lower} {row.pk} (entry {row.sequence})"


def change(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def remove(row):
    type(row).objects.filter(pk=row.pk).delete()


def entry_of(row):
    return LogEntry.objects.get(sequence=row.sequence)


def test_loaded_facts_verify(facts):
    assert first_fault() is None


def test_what_the_verbs_wrote_verifies(written):
    assert first_fault() is None


def test_an_empty_ledger_verifies(db):
    assert first_fault() is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("fact", {"value_en": "another"}),
        ("fact", {"source_codes": ["ART"]}),
        ("fact", {"is_sample": True}),
        ("reading", {"level": 4}),
        ("reading", {"note": "another"}),
        ("reading", {"effective_on": date(2026, 10, 2)}),
        ("reading", {"recorded_by": None}),
        ("verdict", {"verdict": "returned", "reason": "no"}),
        ("withdrawal", {"reason": "another"}),
    ],
)
def test_changed_row_is_found(name, values, tampered):
    row = tampered[name]

    change(row, **values)

    assert first_fault() == f"{in_words(row)} was changed: its digest does not fit"


@pytest.mark.parametrize("name", ["fact", "verdict", "link", "withdrawal"])
def test_deleted_row_is_found(name, tampered):
    row = tampered[name]

    remove(row)

    assert first_fault() == f"{in_words(row)} is gone"


@pytest.mark.parametrize(
    "values",
    [
        {"verb": "another"},
        {"about": "another"},
        {"by": None},
        {"payload": {"digest": "0" * 64}},
        {"is_public": False},
        {"is_sample": True},
        {"hash": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_changed_entry_is_found(values, tampered):
    entry = entry_of(tampered["reading"])

    change(entry, **values)

    fault = f"entry {entry.sequence} was changed: its hash does not fit"
    assert first_fault() == fault


def test_changed_entry_with_a_hash_that_fits_is_found_at_the_next(tampered):
    entry = entry_of(tampered["reading"])
    entry.verb = "another"

    change(entry, verb=entry.verb, hash=entry_hash(entry))

    following = entry.sequence + 1
    fault = f"entry {following} does not follow from the entry before it"
    assert first_fault() == fault


def test_removed_entry_is_found(tampered):
    gone = tampered["reading"].sequence

    remove(entry_of(tampered["reading"]))

    assert first_fault() == f"entry {gone} is missing: entry {gone + 1} follows"


def test_removed_end_of_the_chain_is_found(tampered):
    last = tampered["fact"].sequence

    remove(entry_of(tampered["fact"]))
    remove(tampered["fact"])

    fault = f"the ledger ends at entry {last - 1}, its head says {last}"
    assert first_fault() == fault


@pytest.mark.parametrize("change", [{"sequence": 7}, {"hash": "0" * 64}])
def test_changed_head_is_found(change, written):
    last = written["fact"].sequence

    Head.objects.update(**change)

    says = change.get("sequence", last)
    assert first_fault() == f"the ledger ends at entry {last}, its head says {says}"


def test_public_version_that_stands_still_is_found(written):
    """Else pages would be kept for ever."""
    newest = LogEntry.objects.filter(is_public=True).latest("sequence").sequence

    Head.objects.update(public_sequence=1)

    fault = f"the newest public entry is {newest}, the ledger's head says 1"
    assert first_fault() == fault


def test_public_version_under_another_hash_is_found(written):
    newest = LogEntry.objects.filter(is_public=True).latest("sequence").sequence

    Head.objects.update(public_hash="0" * 64)

    fault = f"the hash of the newest public entry, {newest}, is not the head's"
    assert first_fault() == fault


def test_head_set_back_to_an_earlier_entry_is_found(written):
    last, earlier = written["fact"].sequence, LogEntry.objects.get(sequence=7)

    Head.objects.update(sequence=earlier.sequence, hash=earlier.hash)

    assert first_fault() == f"the ledger ends at entry {last}, its head says 7"


def test_row_that_came_in_beside_the_verbs_is_found(written):
    stray = new_fact(topic="website", sequence=10**6)
    stray.recorded_at = written["fact"].recorded_at
    Fact.objects.bulk_create([stray])

    assert first_fault() == f"cities.fact {stray.pk} has no ledger entry"


def test_row_under_the_sequence_of_another_kind_is_found(written):
    stray = Withdrawal(withdrawn=1, reason="no", sequence=written["fact"].sequence)
    stray.recorded_at = written["fact"].recorded_at
    Withdrawal.objects.bulk_create([stray])

    assert first_fault() == f"ledger.withdrawal {stray.pk} has no ledger entry"


def test_no_row_is_looked_for_in_a_list_of_entries(written):
    """PostgreSQL goes through such a list anew for each row, once it is long."""
    with CaptureQueriesContext(connection) as asked:
        first_fault()

    texts = [query["sql"] for query in asked.captured_queries]
    assert [text for text in texts if " IN (SELECT" in text] == []
    assert sum("NOT (EXISTS" in text for text in texts) > 10


def test_first_of_several_faults_is_named(tampered):
    change(tampered["fact"], value_en="another")
    remove(tampered["verdict"])

    assert first_fault() == f"{in_words(tampered['verdict'])} is gone"


def test_command_says_how_much_it_verified(written, run):
    total = chain.latest()

    printed = run("verify_ledger")

    assert printed == (
        f"The ledger verifies: {total} entries, every row in place, "
        "0 reports fit their hash.\n"
    )


def test_command_fails_with_the_first_broken_row(tampered, run):
    change(tampered["reading"], level=4)

    with pytest.raises(CommandError) as failure:
        run("verify_ledger")

    assert failure.value.returncode == 1
    assert str(failure.value) == (
        f"The ledger does not verify: {in_words(tampered['reading'])} was changed: "
        "its digest does not fit."
    )


class Terminal(StringIO):
    def isatty(self):
        return True


def test_command_shows_its_progress_on_a_terminal(facts):
    screen, total = Terminal(), chain.latest()

    call_command("verify_ledger", stdout=StringIO(), stderr=screen)

    shown = f"\rEntries: {total:,} of {total:,} (100 %)"
    assert screen.getvalue().startswith(shown)


# Whatever a field takes, and every database can hold.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200)
DAYS = st.dates(date(1941, 1, 1), date(2399, 12, 31))


@pytest.mark.slow
@given(
    level=st.none() | st.integers(0, 4),
    note=TEXTS,
    reason=TEXTS.filter(str.strip),
    day=DAYS | DAYS.map(date.isoformat),
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_digest_is_the_same_just_typed_and_read_back(facts, level, note, reason, day):
    city = City.objects.get(slug="nan")
    typed = make_reading(
        city,
        level=level,
        note=note,
        not_applicable_reason=reason if level is None else "",
        on=day,
    )

    read_back = Reading.objects.get(pk=typed.pk)

    assert row_digest(typed) == row_digest(read_back)
    assert entry_of(typed).payload == {"digest": row_digest(read_back)}
    assert first_fault() is None


@pytest.mark.parametrize("weight", [1, "1", "1.500", "10", "0.125"])
def test_digest_of_a_number_does_not_depend_on_how_it_was_typed(weight, facts):
    indicator = Indicator(
        dimension=Dimension.objects.get(code="R1"),
        code="R1.99",
        position=99,
        weight=weight,
        trace=["MoU J2"],
    )

    verbs.add(indicator, by=None)

    read_back = Indicator.objects.get(pk=indicator.pk)
    assert row_digest(indicator) == row_digest(read_back)
    assert first_fault() is None
