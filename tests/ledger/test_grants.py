"""The application's user of PostgreSQL: it can do its work, and undo nobody's."""

import secrets

import psycopg2
import pytest
from django.core.management.base import CommandError
from django.db import connection, connections
from django.test import Client

from cities.models import City, Reading
from creativecity.ledger import grants, verbs
from creativecity.ledger.grants import ALL, CACHE, rights
from creativecity.ledger.models import REDACTED
from creativecity.ledger.redacting import redact
from creativecity.ledger.triggers import append_only_models
from creativecity.ledger.verification import first_fault
from programmes.backup.saving import back_up
from tests.factories import make_reading
from tests.programmes.backup.emptying import unseen

pytestmark = pytest.mark.both

ON_SQLITE = connection.vendor == "sqlite"
needs_users = pytest.mark.skipif(ON_SQLITE, reason="SQLite has no users")
FORBIDDEN = [
    "UPDATE {table} SET sequence = sequence",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TABLE {table} CASCADE",
    "DROP TRIGGER {trigger} ON {table}",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION ledger_refuse()",
]
ELSEWHERE = [
    "CREATE TABLE mine (id int)",
    "ALTER FUNCTION ledger_refuse() RENAME TO other",
    "DELETE FROM ledger_head",
    "UPDATE auth_group SET name = 'x'",
    "INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (1, 1)",
    "SET session_replication_role = replica",
    "DELETE FROM auth_permission",
]


@pytest.fixture
def role(emptied_after, run):
    """A user that signs in with a password, and has what the command gives."""
    name, password = f"portal_{secrets.token_hex(4)}", secrets.token_hex(16)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
    run("grant_application", name)
    yield {"USER": name, "PASSWORD": password}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


@pytest.fixture
def signed_in_as(role):
    """The tests' connection is the role's own while it is in here."""
    owner = connections["default"]
    own = connections.create_connection("default")
    own.settings_dict = {**owner.settings_dict, **role}
    connections["default"] = own
    yield role["USER"]
    own.close()
    connections["default"] = owner


@pytest.fixture
def filled(emptied_after, cast, request):
    """A reading of Nan's officer; from here on the role does everything."""
    nan = City.objects.get(slug="nan")
    reading = make_reading(nan, level=2, note="นายสมชาย", by=cast["officer.nan"])
    request.getfixturevalue("signed_in_as")
    return reading


def refused(sql):
    """Whether the database says that this user may not."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql)
        except Exception as error:
            return isinstance(error.__cause__, psycopg2.errors.InsufficientPrivilege)
    return False


@needs_users
def test_user_changes_and_deletes_nothing_that_was_said(filled):
    for model in append_only_models():
        table = model._meta.db_table
        trigger = f"{table}_no_change"
        for sql in FORBIDDEN:
            assert refused(sql.format(table=table, trigger=trigger)), (sql, table)

    assert first_fault() is None


@needs_users
@pytest.mark.parametrize("sql", ELSEWHERE)
def test_user_makes_nothing_and_gives_itself_no_right(sql, filled):
    assert refused(sql)


@needs_users
def test_user_can_do_what_the_portal_does(filled):
    nan, officer = filled.city, filled.recorded_by
    make_reading(nan, "R1.2", by=officer)
    nan.name_en = "Nan city"
    verbs.edit(nan, by=officer)
    verbs.relate(nan, "officers", [officer], by=None)
    redact(filled, "note", by=officer, reason="a name")

    client = Client()
    client.force_login(officer)
    pages = ["/th/", "/th/cities/nan/", "/th/staff/", "/th/staff/audit/", "/readyz"]

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(
        pages, 200
    )
    assert client.get("/th/search/", {"q": "น่าน"}).status_code == 200
    assert Reading.objects.get(pk=filled.pk).note == REDACTED
    assert first_fault() is None


@needs_users
def test_rights_are_given_anew_all_at_once(role, monkeypatch):
    """Else what works meanwhile is refused, and for good where it breaks off."""

    def broken(_connection, name, _given):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}"
        raise RuntimeError

    monkeypatch.setattr(grants, "_statements", broken)
    with pytest.raises(RuntimeError):
        grants.grant(role["USER"])

    with connection.cursor() as cursor:
        asked = "SELECT has_table_privilege(%s, 'ledger_head', 'SELECT')"
        cursor.execute(asked, [role["USER"]])
        assert cursor.fetchone() == (True,)


@needs_users
def test_temporary_table_stands_in_for_no_redaction(filled):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE ledger_redaction AS SELECT 'cities.reading'::text"
            " AS subject, sequence AS redacted, 'note'::text AS field,"
            " encode(sha256(convert_to(note, 'UTF8')), 'hex') AS digest"
            " FROM cities_reading"
        )
        with pytest.raises(Exception, match="append-only"):
            cursor.execute("UPDATE cities_reading SET note = %s", [REDACTED])


@needs_users
def test_user_backs_up_all_that_is_there(filled, tmp_path):
    manifest = back_up(tmp_path / "a.zip", unseen)

    assert manifest.tables["cities_reading"]["rows"] == 1
    assert manifest.ledger["sequence"] == manifest.tables["ledger_logentry"]["rows"]


@needs_users
@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        (None, "There is no user"),
        ("SUPERUSER", "take another"),
        ("CREATEROLE", "take"),
        ("IN ROLE pg_write_all_data", "take"),
    ],
)
def test_user_that_could_take_rights_is_refused(attributes, words, db, run):
    if attributes:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE somebody {attributes}")

    with pytest.raises(CommandError, match=words):
        run("grant_application", "somebody")


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL has users")
def test_other_databases_have_no_users(db, run):
    with pytest.raises(CommandError, match="Only PostgreSQL has users"):
        run("grant_application", "somebody")


def test_cache_that_is_a_table_may_be_written_to(db, settings):
    settings.CACHES = {"default": {"BACKEND": CACHE, "LOCATION": "auth_user"}}

    assert rights(connection)["auth_user"] == ALL
