"""T20: history cannot be changed by whoever reaches the database, nor unnoticed."""

import pytest
from django.db import DatabaseError, connection, transaction

from cities.models import City
from creativecity.ledger import triggers
from creativecity.ledger.verification import first_fault
from tests.factories import make_reading

pytestmark = pytest.mark.both

TRIES = [
    "UPDATE cities_reading SET level = 4",
    "DELETE FROM cities_reading",
    "UPDATE ledger_logentry SET verb = 'another'",
    "DELETE FROM ledger_logentry",
    "DELETE FROM ledger_withdrawal WHERE 1 = 0 OR reason <> ''",
]


@pytest.fixture
def reading(cast):
    reading = make_reading(City.objects.get(slug="nan"), level=2)
    reading.withdraw(by=cast["officer.nan"], reason="ผิดปี")
    return reading


@pytest.mark.parametrize("sql", TRIES)
def test_changing_history_is_refused_by_the_database(sql, reading):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert first_fault() is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cities_reading SET level = 3 WHERE level = 2",
        "UPDATE ledger_logentry SET verb = 'Record' WHERE verb = 'record'",
        "UPDATE ledger_withdrawal SET reason = 'ผิดปิ'",
    ],
)
def test_one_changed_byte_is_found_where_the_triggers_were_taken_away(
    sql, reading, run
):
    triggers.remove()

    with connection.cursor() as cursor:
        cursor.execute(sql)

    assert "was changed" in first_fault()
    with pytest.raises(Exception, match="does not verify"):
        run("verify_ledger")


@pytest.mark.parametrize("name", ["secretary", "auditor"])
def test_no_page_deletes(name, sign_in, reading):
    page = f"/admin/ledger/logentry/{reading.sequence}/"

    for action in ("delete/", "change/"):
        response = sign_in(name).post(page + action, {"post": "yes", "verb": "x"})
        assert response.status_code in {403, 404}

    assert first_fault() is None
