"""The description of the API for machines: valid, whole, and in both languages."""

import json
import re

import pytest
import yaml
from rest_framework import serializers

from creativecity.open_data import Table
from creativecity.open_data.filtering import for_list
from creativecity.open_data.parameters import ordering
from programmes.open_data import TABLES

SCHEMA = "/api/v1/schema/"
THAI = re.compile("[\u0e00-\u0e7f]")


@pytest.fixture
def described(facts, client):
    """`described("en")`: the description in that language."""

    def get(language, **headers):
        response = client.get(SCHEMA, {"language": language}, headers=headers)
        assert response.status_code == 200
        return response.json()

    return get


def operations(schema):
    for path, methods in schema["paths"].items():
        assert set(methods) == {"get"}
        yield path, methods["get"]


@pytest.mark.look
def test_description_is_valid_and_leaves_nothing_to_guess(facts, run, tmp_path):
    path = tmp_path / "schema.yaml"

    run("spectacular", validate=True, fail_on_warn=True, file=str(path))

    assert yaml.safe_load(path.read_text())["openapi"] == "3.1.1"


def test_every_table_has_a_list_and_its_rows(described):
    paths = dict(operations(described("en")))

    assert set(paths) == {
        "/api/v1/",
        *(f"/api/v1/{table.name}/" for table in TABLES),
        *(f"/api/v1/{table.name}/{{lookup}}/" for table in TABLES),
    }
    names = [operation["operationId"] for operation in paths.values()]
    assert len(set(names)) == len(names)


def test_every_operation_tells_its_errors(described):
    for _path, operation in operations(described("en")):
        assert set(operation["responses"]) == {
            "200",
            "304",
            "400",
            "404",
            "406",
            "412",
            "429",
            "500",
            "503",
        }
        told = operation["responses"]["400"]["content"]
        assert set(told) == {"application/problem+json"}
        assert set(operation["responses"]["429"]["headers"]) == {"Retry-After"}
        assert set(operation["responses"]["200"]["headers"]) >= {"ETag"}


def test_every_parameter_is_there_with_its_meaning(described):
    paths = dict(operations(described("en")))

    for table in TABLES:
        told = paths[f"/api/v1/{table.name}/"]["parameters"]
        assert [one["name"] for one in told] == [p.name for p in for_list(table)]
        assert all(one["description"] and one["schema"] for one in told)


def test_every_column_has_its_meaning_in_english(described):
    schemas = described("en")["components"]["schemas"]

    unsaid = [
        f"{name}.{column}"
        for name, schema in schemas.items()
        for column, said in schema["properties"].items()
        if not said.get("description") or THAI.search(said["description"])
    ]
    assert unsaid == []


def test_titles_are_in_the_language_asked_for(described):
    thai, english = (dict(operations(described(code))) for code in ("th", "en"))

    assert english["/api/v1/cities/"]["summary"] == "Cities"
    assert thai["/api/v1/cities/"]["summary"] == "เมือง"


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ({}, "*/*", "application/json; charset=utf-8"),
        ({}, "application/json", "application/json; charset=utf-8"),
        ({}, "application/yaml", "application/yaml; charset=utf-8"),
        (
            {},
            "application/vnd.oai.openapi",
            "application/vnd.oai.openapi; charset=utf-8",
        ),
        ({"format": "json"}, "text/html,*/*", "application/json; charset=utf-8"),
        ({"format": "yaml"}, "text/html,*/*", "application/yaml; charset=utf-8"),
    ],
)
def test_description_comes_as_json_or_yaml(query, accept, kind, facts, client):
    response = client.get(SCHEMA, query, headers={"accept": accept})

    assert response["Content-Type"] == kind
    is_json = "json" in kind
    read = json.loads if is_json else yaml.safe_load
    assert read(response.content)["openapi"] == "3.1.1"


def test_tags_of_the_formats_differ(facts, client):
    tags = {
        client.get(SCHEMA, headers={"accept": accept})["ETag"]
        for accept in ("application/json", "application/yaml")
    }

    assert len(tags) == 2
    assert "Accept" in client.get(SCHEMA)["Vary"].split(", ")


def test_unknown_format_is_refused(facts, client):
    response = client.get(SCHEMA, {"format": "xml"})

    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"format"}


def test_index_lists_every_table_with_its_address(facts, client):
    answer = client.get("/api/v1/", {"language": "en"}).json()

    assert [one["name"] for one in answer["tables"]] == [one.name for one in TABLES]
    assert all(
        client.get(one["address"]).status_code == 200 for one in answer["tables"]
    )
    assert answer["schema"] == "http://testserver/api/v1/schema/"
    assert answer["documentation"] == "http://testserver/en/data/api/"
    assert answer["holds_sample_data"] is False


def test_index_and_lists_say_that_there_is_sample_data(sampled, client):
    answers = [client.get(f"/api/v1/{path}").json() for path in ("", "cities/")]

    assert [answer["holds_sample_data"] for answer in answers] == [True, True]


def test_table_in_one_order_alone_takes_no_ordering():
    table = Table("rows", "Rows", "All", serializers.Serializer, list, "code")

    assert ordering(table) == []
