"""T46: a sealed report that was altered, here or in a copy, no longer fits its hash."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from creativecity.ledger import triggers
from tests.factories import make_sealed_report
from tests.visible import visible_text

PLACE = "/en/reviews/mou-2563/4/"


@pytest.fixture
def sealed(cast):
    return make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])


def execute(sql, *values):
    values_column = connection.ops.quote_name("values")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.replace("COLUMN", values_column), values)


def test_the_database_refuses_to_alter_it(sealed):
    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE programmes_frozenreport SET COLUMN = %s", "{}")
    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE programmes_sealedreport SET sha256 = %s", "0" * 64)


def test_a_byte_flipped_here_is_said_to_everybody(sealed, client, run):
    assert "The values kept here fit the hash" in visible_text(
        client.get(f"{PLACE}verify/")
    )
    triggers.remove()

    execute(
        "UPDATE programmes_frozenreport SET COLUMN = %s",
        sealed.report.values.replace('"year":4', '"year":3', 1),
    )

    page = visible_text(client.get(f"{PLACE}verify/"))
    assert "The values kept here fit the hash" not in page
    with pytest.raises(Exception, match="digest does not fit"):
        run("verify_ledger")


def test_each_byte_of_a_copy_counts(sealed, client):
    values = sealed.report.values.encode()

    for place in range(0, len(values), max(1, len(values) // 8)):
        altered = bytearray(values)
        altered[place] ^= 1
        copy = SimpleUploadedFile("report.json", bytes(altered))
        page = visible_text(client.post(f"{PLACE}verify/", {"file": copy}))
        assert "does not fit the sealed report" in page


def test_what_the_public_takes_is_what_was_signed(sealed, client):
    taken = json.loads(client.get(f"{PLACE}report.json").content)

    assert taken == json.loads(sealed.report.values)
    assert sealed.sha256 in visible_text(client.get(PLACE))
