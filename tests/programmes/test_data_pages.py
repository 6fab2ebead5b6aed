"""The pages of the open data: what there is, and what each column means."""

import csv
import json
from io import BytesIO, StringIO

import lxml.html
import pytest
from django.core import checks
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook
from rest_framework import serializers

from creativecity.ledger.chain import version
from creativecity.open_data import Table
from creativecity.thai_calendar import today
from programmes.downloads import shown
from programmes.downloads.dictionary import (
    HEADER,
    Value,
    common_entries,
    entries,
    whole_entries,
)
from programmes.downloads.licences import KNOWN, licence_is_known
from programmes.downloads.metadata import FIELDS, labelled
from programmes.downloads.shown import MOST
from programmes.downloads.subjects import SUBJECTS
from programmes.open_data import TABLES
from programmes.templatetags.data_cells import data_cell
from programmes.views import data
from tests.addresses import address
from tests.visible import visible_text


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def read(client, name, language="en", **arguments):
    with translation.override(language):
        path = address(f"programmes:{name}", **arguments)
    return client.get(path)


@pytest.mark.slow
def test_list_shows_every_table_with_its_files_and_length(sampled, client):
    response = read(client, "data")

    html, text = response.content.decode(), visible_text(response)
    lacking = [
        table.name
        for table in TABLES
        for address_of in (
            f"/en/data/{table.name}/",
            f"/en/data/{table.name}.csv",
            f"/en/data/{table.name}.xlsx",
            f"/en/data/{table.name}.json",
            f"/api/v1/{table.name}/",
        )
        if f'href="{address_of}"' not in html
    ]
    assert lacking == []
    assert f"{len(TABLES)} tables" in text
    assert "5 rows, 18 columns" in text
    assert "The column is_sample marks each" in text


@pytest.mark.slow
def test_list_tells_sizes_once_they_are_known(facts, client):
    assert "KB" not in visible_text(read(client, "data"))
    read(client, "dump").getvalue()

    assert "Every table in one file (ZIP, " in visible_text(read(client, "data"))


def test_list_says_that_no_licence_was_given(facts, client):
    assert "not yet given by the two agencies" in visible_text(read(client, "data"))


def test_list_names_the_licence_that_was_given(facts, client, settings):
    settings.DATA_LICENCE = "dga-open-government"

    html = read(client, "data_table").content.decode()

    url = KNOWN["dga-open-government"].url
    assert f'<a href="{url}" rel="external license">' in html
    assert f'"license": "{url}"' in html


def test_unknown_licence_stops_the_start(settings):
    assert licence_is_known(None) == []
    settings.DATA_LICENCE = "mine"

    [error] = licence_is_known(None)
    assert isinstance(error, checks.Error)
    assert "'mine'" in error.msg


def test_page_of_a_table_shows_its_first_rows(sampled, client):
    response = read(client, "data_table")

    preview = list(response.context["preview"])
    assert [row[0] for row in preview][:2] == ["sukhothai", "nan"]
    assert "The first 5 rows of 5" in visible_text(response)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "more than 3 rows"), ("th", "มากกว่า 3 แถว")]
)
def test_length_beyond_the_bound_is_told_as_more(
    language, words, facts, client, monkeypatch
):
    for module in (data, shown):
        monkeypatch.setattr(module, "MOST", 3)

    pages = [read(client, name, language) for name in ("data", "data_table")]

    assert [page.status_code for page in pages if words in visible_text(page)] == [
        200,
        200,
    ]
    assert pages[1].context["rows"] == 4


def is_count(sql):
    return sql.startswith("SELECT COUNT(")


def test_no_table_is_counted_to_its_end(facts, client):
    with CaptureQueriesContext(connection) as asked_for:
        read(client, "data")

    counts = [each["sql"] for each in asked_for if is_count(each["sql"])]
    assert [sql for sql in counts if f"LIMIT {MOST + 1}" not in sql] == []
    assert len(counts) > 20


@pytest.mark.look
@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_page_of_an_empty_table_teaches(table, db, client):
    response = read(client, "data_table", table=table)

    assert response.status_code == 200
    assert "nobody has entered it yet" in visible_text(response)


def test_page_of_no_table_is_a_404(db, client):
    assert read(client, "data_table", table="nothing").status_code == 404


def test_page_of_a_table_describes_it_for_search_engines(facts, client):
    html = read(client, "data_table").content.decode()

    assert '"@type": "Dataset"' in html
    assert '"contentUrl": "http://testserver/en/data/cities.xlsx"' in html
    assert '"@type": "DataCatalog"' in read(client, "data").content.decode()


def test_pages_cost_the_same_for_one_city_and_for_more(
    facts, client, django_assert_num_queries
):
    read(client, "data")

    with django_assert_num_queries(6):  # the lengths were counted before
        read(client, "data")


# The dictionary


class Row(serializers.Serializer):
    state = serializers.ChoiceField([("met", "บรรลุ")], help_text="How it stands")
    fields_of = serializers.ListField(child=serializers.ChoiceField(["craft"]))
    note = serializers.CharField(allow_null=True)
    parts = serializers.Serializer(many=True)


def test_entry_says_kind_meaning_and_what_may_stand_there():
    state, fields, note, parts = entries(Table("rows", "", "", Row, list, "state"))

    assert (state.column, state.kind, state.about_en) == (
        "state",
        "text",
        "How it stands",
    )
    assert state.values == (Value("met", "บรรลุ", "บรรลุ"),)
    assert (fields.kind, fields.values) == ("list", (Value("craft", "craft", "craft"),))
    assert (note.can_be_empty, state.can_be_empty) == (True, False)
    assert parts.kind == "nested"


def test_dictionary_names_every_column_and_leads_to_its_table(sampled, client):
    response = read(client, "data_dictionary", "th")

    html, text = response.content.decode(), visible_text(response)
    for table in TABLES:
        assert ", ".join(table.fields()) in text
        assert f'href="/th/data/{table.name}/#dictionary"' in html


def test_what_many_tables_have_alike_is_told_once(sampled, client):
    names = [entry.column for entry in common_entries(TABLES)]

    assert {"as_of", "known_at", "is_sample", "page", "sources"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.look
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_page_of_a_table_tells_each_column_in_both_languages(table, db, client):
    page = lxml.html.document_fromstring(
        read(client, "data_table", "th", table=table.name).content.decode()
    )

    told = page.find_class("dictionary")[0]
    columns = [cell.text_content() for cell in told.iterfind("tbody/tr/th")]
    others = [each.get("lang") for each in told.find_class("meta")]
    assert columns == [entry.column for entry in whole_entries(table)]
    assert [name for name in columns if "." not in name] == list(table.fields())
    assert set(others) == {"en"}


def test_columns_of_rows_within_rows_follow_them():
    [milestones] = [table for table in TABLES if table.name == "milestones"]

    names = [entry.column for entry in whole_entries(milestones)]

    assert "forecasts.reason" in names[names.index("forecasts") :]


def test_every_table_has_its_place_under_one_subject():
    placed = [name for _subject, names in SUBJECTS for name in names]

    assert sorted(placed) == sorted(table.name for table in TABLES)


def rows_of(response):
    data = response.getvalue()
    kind = response["Content-Disposition"].rpartition(".")[2].strip('"')
    if kind == "csv":
        return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    if kind == "json":
        return json.loads(data)["rows"]
    names, *rows = load_workbook(BytesIO(data)).active.values
    return [
        {name: value or "" for name, value in zip(names, row, strict=True)}
        for row in rows
    ]


@pytest.mark.slow
def test_dictionary_is_the_same_in_every_format(db, client):
    found = {
        kind: rows_of(read(client, f"dictionary_{kind}"))
        for kind in ("csv", "xlsx", "json")
    }

    assert found["csv"] == found["xlsx"] == found["json"]
    assert tuple(found["csv"][0]) == HEADER
    assert len(found["csv"]) == sum(len(table.fields()) for table in TABLES)
    lacking = [row for row in found["csv"] if not row["about_en"]]
    assert [row for row in lacking if row["kind"] != "nested"] == []


# For catalogues


def test_every_table_is_described_as_the_government_asks(facts, settings):
    settings.CONTACT_EMAIL = "data@example.go.th"

    said = {table.name: labelled(table) for table in TABLES}

    assert {name for rows in said.values() for name, _label, _value in rows} == set(
        FIELDS
    )
    empty = {
        name for rows in said.values() for name, _label, value in rows if not value
    }
    assert empty == {"update_frequency_interval"}


def test_address_that_is_not_known_stays_empty(facts):
    said = {name: value for name, _label, value in labelled(TABLES[0])}

    assert said["maintainer_email"] == ""
    assert said["license_id"] == "License not specified"
    assert said["data_category"] == "ข้อมูลสาธารณะ"


def test_packages_are_what_a_ckan_harvester_reads(facts, client):
    told = json.loads(read(client, "data_packages").content)

    assert told["success"] is True
    packages = told["result"]["results"]
    assert told["result"]["count"] == len(packages) == len(TABLES)
    assert [p["name"] for p in packages if p.keys() < set(FIELDS)] == []
    assert packages[0]["resources"][0] == {
        "id": "creativecity-programmes-csv",
        "name": "programmes.csv",
        "format": "CSV",
        "mimetype": "text/csv",
        "url": "http://testserver/en/data/programmes.csv",
        "size": None,
    }


@pytest.mark.slow
def test_catalogue_lists_each_table_with_its_files(facts, client):
    read(client, "dump").getvalue()
    response = read(client, "data_catalogue")

    told = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert told["@type"] == "dcat:Catalog"
    found = {each["dct:identifier"]: each for each in told["dcat:dataset"]}
    assert list(found) == [table.name for table in TABLES]
    file = found["cities"]["dcat:distribution"][0]
    assert file["dcat:downloadURL"] == {"@id": "http://testserver/en/data/cities.csv"}
    assert file["dcat:mediaType"] == "text/csv"
    assert file["dcat:byteSize"] > 1000
    assert [title["@language"] for title in told["dct:title"]] == ["th", "en"]
    assert "dct:license" not in told
    assert told["dct:modified"]["@value"] == today().isoformat()


def test_catalogue_names_the_licence_that_was_given(facts, client, settings):
    settings.DATA_LICENCE = "cc-by-4.0"

    told = json.loads(read(client, "data_catalogue").content)

    assert told["dct:license"] == {"@id": KNOWN["cc-by-4.0"].url}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("ก", "<span>ก</span>"),
        ("A", '<span><span lang="en">A</span></span>'),
        (3, '<span><span lang="en">3</span></span>'),
        ("ก" * 80, f"<span>{'ก' * 59}…</span>"),
    ],
)
def test_cell_is_shown_as_the_files_have_it(value, shown):
    assert data_cell(value) == shown


@pytest.mark.parametrize("value", [None, ""])
def test_cell_of_what_is_not_known_says_so(value):
    assert "unseen" in data_cell(value)


# Cited, and as of an earlier day


@pytest.mark.parametrize(
    ("table", "query"),
    [
        ("readiness", "?as_of={day}&known_at={version}"),
        ("events", "?as_of={day}"),
        ("changes", "?known_at={version}"),
        ("calls", ""),
    ],
)
def test_table_is_cited_by_an_address_that_shows_it_again(table, query, facts, client):
    response = read(client, "data_table", table=table)

    asked = query.format(day=today(), version=version())
    cited = f"http://testserver/en/data/{table}.csv{asked}"
    assert response.context["cited"] == cited
    assert f"point {version()} of the ledger, {cited}" in visible_text(response)
    assert client.get(cited).status_code == 200
    is_kept = "keep the file that you cite" in visible_text(response)
    assert is_kept == (query == "")


def test_table_of_an_earlier_day_leads_to_the_files_of_that_day(facts, client):
    with translation.override("en"):
        path = address("programmes:data_table", table="candidacies")

    response = client.get(path, {"as_of": "30/9/2021"})

    html = response.content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert f'href="/en/data/candidacies.{kind}?as_of=2021-09-30"' in html
    assert (
        response.context["rows"]
        < read(client, "data_table", table="candidacies").context["rows"]
    )
    assert "(30 September 2021)" in html.partition("</title>")[0]


def test_day_that_is_not_understood_is_said_and_today_shown(facts, client):
    with translation.override("en"):
        path = address("programmes:data_table", table="readiness")

    response = client.get(path, {"as_of": "soon"})

    assert "Please correct the following" in visible_text(response)
    assert response.context["day"] == today()


def test_table_that_knows_no_days_asks_for_none(facts, client):
    assert 'name="as_of"' not in (
        read(client, "data_table", table="calls").content.decode()
    )
