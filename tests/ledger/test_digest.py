"""A field added to an append-only model later leaves the digests before it true."""

from datetime import date

import pytest

from cities.models import Rubric
from creativecity.ledger import triggers
from creativecity.ledger.digest import canonical, row_digest, row_values, sha256
from creativecity.ledger.models import LogEntry
from creativecity.ledger.triggers import append_only_models
from creativecity.ledger.verification import first_fault


def make_rubric(**fields):
    return Rubric(version="2569-1", published_on=date(2026, 10, 1), **fields)


def digest_before_the_fields_were_added(row):
    values = row_values(row)
    for name in row.added_later:
        del values[name]
    return sha256(canonical(values))


def test_row_with_what_older_rows_have_keeps_its_digest():
    rubric = make_rubric()

    assert row_digest(rubric) == digest_before_the_fields_were_added(rubric)


@pytest.mark.parametrize("fields", [{"target_level": 2}, {"replaces_id": 7}])
def test_row_with_more_than_older_rows_have_says_so_in_its_digest(fields):
    rubric = make_rubric(**fields)

    assert row_digest(rubric) != digest_before_the_fields_were_added(rubric)
    assert row_digest(rubric) != row_digest(make_rubric())


def test_what_an_older_row_has_is_what_its_field_gives_to_rows_before_it():
    declared = [
        (field, model.added_later[field.attname])
        for model in append_only_models()
        if model is not LogEntry
        for field in model._meta.concrete_fields
        if field.attname in model.added_later
    ]

    assert {field.name for field, _value in declared} >= {"target_level", "replaces"}
    for field, value in declared:
        assert field.get_default() == value


def test_changing_a_field_added_later_is_found_out(facts):
    assert first_fault() is None
    triggers.remove()

    Rubric.objects.update(target_level=2)

    assert "cities.rubric" in first_fault()
