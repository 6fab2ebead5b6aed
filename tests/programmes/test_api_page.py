"""The API told to people: every table, its own page too, and addresses that work."""

import lxml.html
import pytest
from django.urls import reverse
from django.utils import translation

from creativecity.open_data.problems import PROBLEMS
from programmes.open_data import TABLES
from tests.visible import visible_text


@pytest.fixture
def told(client, facts):
    """`told("en")`: the page in that language, or that of a table, as a tree."""

    def get(language, table=None):
        with translation.override(language):
            name, taken = ("data_table", {"table": table}) if table else ("api", {})
            response = client.get(reverse(f"programmes:{name}", kwargs=taken))
        assert response.status_code == 200
        return lxml.html.document_fromstring(response.content.decode())

    return get


def paths(tree):
    links = (link.get("href") for link in tree.iter("a"))
    return [link for link in links if link.startswith("/api/")]


@pytest.mark.audit
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_address_to_try_works(language, told, client):
    pages = [told(language), *(told(language, table.name) for table in TABLES)]
    found = {path for page in pages for path in paths(page) if "schema" not in path}

    answers = {path: client.get(path) for path in found}

    shown = [path for path in found if "language=" in path]
    assert {answer.status_code for answer in answers.values()} == {200}
    assert {answers[path]["Content-Language"] for path in shown} == {language}
    assert len(shown) > 2 * len(TABLES)


def test_every_table_is_told_with_its_page_and_its_address(told):
    tree = told("en")

    for table in TABLES:
        part = tree.get_element_by_id(f"table-{table.name}")
        assert [link.get("href") for link in part.iter("a")] == [
            f"/en/data/{table.name}/#api",
            f"/api/v1/{table.name}/?language=en",
        ]


@pytest.mark.each
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_filters_are_told_on_the_page_of_their_table(table, told):
    part = told("en", table.name).get_element_by_id("api")

    filters = [term.text_content() for term in part.iterfind(".//dt")]
    assert filters == list(table.filterset.base_filters if table.filterset else [])


def test_every_kind_of_problem_has_its_place(told):
    tree = told("en")

    for status, (title, _about) in PROBLEMS.items():
        with translation.override("en"):
            assert (
                str(title) in tree.get_element_by_id(f"problem-{status}").text_content()
            )


@pytest.mark.parametrize(
    ("rate", "said"), [(60, "60 requests a minute"), (1, "1 request a minute")]
)
def test_limit_is_the_one_that_is_set(rate, said, settings, client, facts):
    settings.API_RATE = rate

    assert said in visible_text(client.get("/en/data/api/"))


def test_no_limit_is_told_where_there_is_none(client, facts):
    assert "a minute" not in visible_text(client.get("/en/data/api/"))


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("not-given", "not yet given by the two agencies"),
        ("cc-by-4.0", "Creative Commons Attribution 4.0"),
    ],
)
def test_licence_is_the_one_that_was_given(licence, said, settings, client, facts):
    settings.DATA_LICENCE = licence

    assert said in visible_text(client.get("/en/data/api/"))


def test_table_without_rows_has_no_row_to_try(client, db):
    """Nothing is loaded: the page stands all the same."""
    text = visible_text(client.get("/en/data/cities/"))

    assert "One row alone" not in text
    assert "Any row" in text
    assert "One row alone" not in visible_text(client.get("/en/data/api/"))


def test_nothing_on_the_page_is_written_into_it(told):
    tree = told("en")

    assert tree.xpath("//*[@style]") == []
    inline = [one for one in tree.iter("script") if not one.get("src")]
    assert {one.get("type") for one in inline} == {"application/ld+json"}
