"""T30: whatever is asked for by an address is a value, and never a piece of SQL."""

import re
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from programmes.models import Article
from tests.access_matrix import OFFICER, PUBLIC
from tests.addresses import address, rows_of
from tests.factories import make_file, make_reading
from tests.test_access import read

pytestmark = pytest.mark.both

PAYLOADS = [
    "' OR '1'='1",
    '" OR ""="',
    "1; DROP TABLE cities_city; --",
    "1) UNION SELECT username, password FROM auth_user --",
    "name_th); SELECT pg_sleep(5); --",
    "%' ESCAPE '!' --",
    "\\'; SELECT 1 --",
    "-1 OR 1=1",
    "id__in",
    "officers__password",
    "password__startswith",
    "?",
    "\u02bc OR 1=1",
]
ASKED = [
    "q",
    "o",
    "page",
    "as_of",
    "known_at",
    "city",
    "field",
    "state",
    "kind",
    "year",
]
ASKED += ["ordering", "sort", "limit", "offset", "compare", "language", "for", "p", "e"]


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def with_all(payload, names):
    return dict.fromkeys([*names, *ASKED], payload)


def fields_of(page):
    tree = lxml.html.document_fromstring(page.content)
    return {field.get("name") for field in tree.iterfind(".//form//*[@name]")}


def narrowed(client, reading):
    """Address to the names of its filters, of each public page that has some."""
    for name in PUBLIC:
        path = address(name, **rows_of(name, reading))
        page = read(client.get(path))
        is_page = page.get("Content-Type", "").startswith("text/html")
        if (
            is_page
            and b"<main" in page.content
            and b'method="post"' not in page.content
        ):
            yield path, fields_of(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_search_for_sql_is_a_search(payload, indexed_facts, client):
    before = City.objects.count(), Article.objects.count()

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/th/search/", {"q": payload, "kind": payload})

    assert page.status_code == 200
    assert (City.objects.count(), Article.objects.count()) == before
    assert not any("UNION SELECT username" in q["sql"].split("LIKE")[0] for q in asked)


@pytest.mark.audit
def test_no_filter_of_a_public_page_is_sql(reading, client):
    found, tables = {}, set(connection.introspection.table_names())
    for path, names in list(narrowed(client, reading)):
        for payload in PAYLOADS:
            answer = read(client.get(path, with_all(payload, names)))
            if answer.status_code not in {200, 302, 400, 404}:
                found[path, payload] = answer.status_code

    assert found == {}
    assert set(connection.introspection.table_names()) == tables


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("path", ["/api/v1/cities/", "/api/v1/partners/"])
def test_the_api_sorts_by_its_own_columns_alone(path, payload, facts, client):
    for name in ("ordering", "limit", "q", payload):
        assert client.get(path, {name: payload}).status_code in {200, 400}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_lists_of_admin_sort_by_their_own_columns_alone(payload, sign_in):
    path = "/admin/cities/city/"

    answer = sign_in("secretary").get(path, {"o": payload, "q": payload, "p": payload})

    assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_lists_of_staff_take_no_sql(payload, sign_in):
    client = sign_in("cea")
    for name in ("staff:action_points", "staff:decisions", "staff:engagements"):
        answer = client.get(address(name), with_all(payload, ()))
        assert answer.status_code in {200, 400, 404}


#: Where SQL is written by hand: locks, indexes, triggers; values go beside it.
BY_HAND = {
    "creativecity/cache_table.py",
    "creativecity/ledger/chain.py",
    "cities/models/latest.py",
    "creativecity/health.py",
    "creativecity/spared.py",
    "creativecity/ledger/grants.py",
    "creativecity/ledger/triggers.py",
    "programmes/backup/moment.py",
    "programmes/backup/restoring.py",
    "programmes/backup/rows.py",
}


def test_sql_is_written_by_hand_where_nothing_asked_for_reaches():
    written = re.compile(r"\.raw\(|\.extra\(|RawSQL|cursor\.execute")
    root = Path(settings.BASE_DIR)
    found = {
        str(path.relative_to(root))
        for folder in ("creativecity", "cities", "programmes")
        for path in (root / folder).rglob("*.py")
        if "migrations" not in path.parts and written.search(path.read_text("utf-8"))
    }

    assert found == BY_HAND
