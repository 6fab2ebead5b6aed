"""The public tables as files: each equals its records, whoever reads it back."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook
from rest_framework import serializers

from creativecity.ledger.chain import version
from creativecity.open_data import Asked, Table
from creativecity.rate_limit import has_room
from creativecity.spreadsheets import LAST_ROW, carried, guard
from creativecity.thai_calendar import today
from programmes.downloads.files import as_csv, as_json, as_xlsx, cell, file_name
from programmes.open_data import TABLES
from programmes.views.data_files import (
    AT_MOST,
    HOUR,
    LARGE,
    answer_with,
)
from tests.addresses import address
from tests.factories import make_city

DAY = date(2026, 11, 26)
LONGEST = 32_767


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


class Row(serializers.Serializer):
    code = serializers.IntegerField()
    note = serializers.CharField()


def long_table(count):
    def prepare(rows, asked):
        return [{"code": row, "note": "=1+1"} for row in rows]

    return Table(
        "long", "Long", "All", Row, lambda _asked: range(count), "code", prepare
    )


def asked(on=DAY):
    return Asked(on, None, lambda path: f"http://testserver{path}")


def fetch(client, name="cities", kind="csv", **query):
    return client.get(address(f"programmes:table_{kind}", table=name), query)


def csv_rows(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def in_csv(value):
    """What a cell of CSV says of a value of JSON."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(in_csv(each) for each in value)
        case str():
            return guard(carried(value))
    return str(value)


def in_xlsx(value):
    match value:
        case bool() | list():
            return in_csv(value) or None
        case str() if len(value) <= LONGEST:
            return carried(value) or None
        case str():
            return None  # cut: its own test
    return value


def wanted(table, records, shown):
    names = [column.name for column in table.columns()]
    return [{name: shown(record[name]) for name in names} for record in records]


def test_every_csv_file_is_its_tables_records(sampled):
    different = [
        table.name
        for table in TABLES
        if csv_rows(b"".join(as_csv(table, asked())))
        != wanted(table, table.records(asked()), in_csv)
    ]

    assert different == []


@pytest.mark.slow
def test_every_workbook_is_its_tables_records(sampled):
    different = []
    for table in TABLES:
        with as_xlsx(table, asked()) as file:
            names, *rows = load_workbook(file).active.values
        found = [dict(zip(names, row, strict=True)) for row in rows]
        if found != wanted(table, table.records(asked()), in_xlsx):
            different.append(table.name)

    assert different == []


@pytest.mark.slow
def test_every_json_file_is_its_tables_records(sampled):
    different = []
    for table in TABLES:
        told = json.loads(b"".join(as_json(table, asked())))
        records = [dict(record) for record in table.records(asked())]
        if told["rows"] != json.loads(json.dumps(records, default=str)):
            different.append(table.name)

    assert different == []
    assert told | {"rows": []} == {
        "table": TABLES[-1].name,
        "as_of": "2026-11-26",
        "known_at": version(),
        "version": version(),
        "licence": {
            "id": "not-given",
            "name": "not yet given by the two agencies",
            "url": None,
        }
        | {"name": told["licence"]["name"]},
        "holds_sample_data": True,
        "rows": [],
    }


def pages_of(client, table):
    """Every row that the API gives of it, page by page."""
    rows, path = [], f"/api/v1/{table.name}/?page_size=200&language=th"
    while path:
        cache.clear()  # else the API asks to wait
        told = client.get(path).json()
        rows += told["results"]
        path = told["next"] and told["next"].removeprefix("http://testserver")
    return rows


@pytest.mark.slow
def test_every_json_file_is_what_the_api_gives_page_by_page(sampled, client):
    different = [
        table.name
        for table in TABLES
        if json.loads(fetch(client, table.name, "json").getvalue())["rows"]
        != pages_of(client, table)
    ]

    assert different == []


def test_names_of_tables_and_columns_need_no_quotes():
    names = [table.name for table in TABLES]
    columns = {column.name for table in TABLES for column in table.columns()}

    assert len(set(names)) == len(names)
    assert [name for name in names if not name.replace("-", "").isalnum()] == []
    assert [
        name for name in columns if not name.isidentifier() or name.lower() != name
    ] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_file_has_the_name_of_its_table_and_day(kind, facts, client):
    response = fetch(client, kind=kind, as_of="30/9/2564")

    response.getvalue()
    name = f'filename="cities-2021-09-30.{kind}"'
    assert response["Content-Disposition"] == f"attachment; {name}"


def test_file_of_sample_data_says_so_in_its_name(sampled, client):
    response = fetch(client, known_at=version())

    name = f"cities-{today()}-known-{version()}-sample.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert fetch(client, known_at=0)["Content-Disposition"].endswith('known-0.csv"')


def test_file_as_of_a_day_holds_what_was_so_then(facts, client):
    now, then = (
        {row["slug"]: row["is_member"] for row in csv_rows(response.getvalue())}
        for response in (fetch(client), fetch(client, as_of="2019-01-01"))
    )

    assert now["nan"] == "true"
    assert then["nan"] == "false"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"as_of": "soon"}, id="no-day"),
        pytest.param({"as_of": "2999-01-01"}, id="a-day-ahead"),
        pytest.param({"known_at": "99999999"}, id="a-point-ahead"),
        pytest.param({"known_at": "now"}, id="no-point"),
        pytest.param({"city": "nan"}, id="no-parameter-of-a-file"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(query, facts, client):
    response = fetch(client, **query)

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    [name] = query
    assert response.content.decode().startswith(f"{name}: ")


def test_table_that_is_not_there_is_a_404(facts, client):
    assert fetch(client, name="nothing").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_file_unchanged_is_not_sent_again(kind, facts, client):
    first = fetch(client, kind=kind)
    first.getvalue()
    headers = {"if-none-match": first["ETag"]}
    path = address(f"programmes:table_{kind}")

    assert client.get(path, headers=headers).status_code == 304
    make_city()
    changed = client.get(path, headers=headers)
    changed.getvalue()
    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (False, "false"),
        (None, None),
        (3, 3),
        ("ก", "ก"),
        ([], None),
        (["C1", "C2"], "C1; C2"),
        ([True, 1], "true; 1"),
        ({"th": "ก"}, '{"th": "ก"}'),
    ],
)
def test_cell_says_what_the_api_says(value, shown):
    assert cell(value) == shown


def test_text_too_long_for_a_workbook_is_cut_and_says_so(facts):
    class Long(serializers.Serializer):
        note = serializers.CharField()

    table = Table(
        "long", "Long", "", Long, lambda _asked: [{"note": "ก" * 40_000}], "note"
    )

    with translation.override("en"), as_xlsx(table, asked()) as file:
        [_head, (note,)] = load_workbook(file).active.values
    assert note.startswith("กกก")
    assert note.endswith("whole in the CSV file)")


def test_workbook_that_cannot_be_written_leaves_no_file_open(facts):
    broken = long_table(1)

    def prepare(rows, asked):
        raise ZeroDivisionError

    broken = Table("broken", "", "", Row, lambda _asked: [1], "code", prepare)
    with pytest.raises(ZeroDivisionError):
        as_xlsx(broken, asked())


def request():
    return RequestFactory().get("/th/data/long.csv")


def test_table_longer_than_a_sheet_is_pointed_to_its_csv_file(facts):
    with translation.override("en"):
        response = answer_with(long_table(LAST_ROW + 1), request(), "xlsx")

    assert response.status_code == 400
    assert "more than the 1,048,575 rows" in response.content.decode()
    assert "/en/data/long.csv" in response.content.decode()


def test_long_file_is_streamed_with_no_row_left_out(facts):
    response = answer_with(long_table(LARGE + 1), request(), "csv")

    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines[:2] == ["code,note", "0,'=1+1"]
    assert len(lines) == LARGE + 2


def test_long_files_are_made_only_so_often_for_one_address(facts):
    table, asking = long_table(LARGE + 1), request()
    asking.user = None
    for _time in range(AT_MOST):
        has_room(asking, "table", limit=AT_MOST, seconds=HOUR)

    response = answer_with(table, asking, "csv")

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "no-store" in response["Cache-Control"]


def test_name_of_a_file_says_what_was_asked(facts):
    assert file_name("cities", Asked(DAY, 7), "csv") == "cities-2026-11-26-known-7.csv"


def test_no_column_goes_unexplained():
    assert [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns()
        if not column.about
    ] == []


@pytest.mark.parametrize(
    ("kind", "most"), [("csv", LARGE), ("json", LARGE), ("xlsx", LAST_ROW)]
)
def test_rows_are_counted_only_as_far_as_the_answer_depends_on_them(
    kind, most, facts, client
):
    with CaptureQueriesContext(connection) as asked_for:
        fetch(client, "changes", kind).getvalue()

    counts = [each["sql"] for each in asked_for if "COUNT(" in each["sql"]]
    assert [f"LIMIT {most + 1}" in sql for sql in counts] == [True]
