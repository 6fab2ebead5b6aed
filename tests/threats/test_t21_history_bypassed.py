"""T21: no shortcut of the ORM writes past the ledger."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction

from cities.models import City, Reading
from creativecity.ledger.triggers import append_only_models
from tests.factories import make_reading

#: Whose rows are private, or belong to a row that may go (tests/test_writes.py).
MAY_GO_ALONG = {"cities.draft"}


def relations():
    """(model, field) of every reference to or from a model that is only added to."""
    kept = set(append_only_models())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and (model in kept or field.related_model in kept):
                yield model, field


def test_nothing_is_deleted_along_with_something_else():
    gone = [
        f"{model._meta.label_lower}.{field.name}"
        for model, field in relations()
        if field.remote_field.on_delete is not models.PROTECT
        and model._meta.label_lower not in MAY_GO_ALONG
    ]

    assert gone == []


def test_the_database_deletes_nothing_along_either():
    """Django 6.1's DB_CASCADE sends no signal and asks no Python."""
    found = [
        f"{path.name}:{node.lineno}"
        for folder in ("cities", "programmes", "creativecity")
        for path in Path(settings.BASE_DIR, folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if "DB_CASCADE" in {getattr(node, "attr", ""), getattr(node, "id", "")}
    ]

    assert found == []


@pytest.mark.parametrize(
    "write",
    [
        lambda rows, row: rows.update(level=4),
        lambda rows, row: rows.bulk_update([row], ["level"]),
        lambda rows, row: rows.delete(),
        lambda rows, row: row.delete(),
        lambda rows, row: row.save(),
    ],
    ids=["update", "bulk_update", "delete", "delete one", "save"],
)
def test_a_shortcut_changes_no_row(write, cast):
    row = make_reading(City.objects.get(slug="nan"), level=2)
    rows = Reading.objects.filter(pk=row.pk)
    row.level = 4

    refusals = (DatabaseError, models.ProtectedError)
    with pytest.raises(refusals), transaction.atomic():
        write(rows, row)

    assert list(rows.values_list("level", flat=True)) == [2]
