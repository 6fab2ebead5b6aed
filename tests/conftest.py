"""What every test may ask for."""

import json
import os
import re
from datetime import date
from io import StringIO

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from cities.rubric_file import DEFAULT, publish
from creativecity.ledger import triggers
from creativecity.ledger.models import Head
from programmes.facts_file import load
from programmes.sample_data import add_sample_data
from tests.factories import make_cast
from tests.signing_in import signed_in

# No test is timed, and the gate tries the same examples on every machine; the audit
# looks for new ones.
hypothesis.settings.register_profile("gate", deadline=None, derandomize=True)
hypothesis.settings.register_profile("audit", deadline=None, max_examples=500)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "gate"))

#: The fixtures without which pytest-django lets no test reach the database.
DATABASE = {"db", "transactional_db"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that ask for no database, and so cannot reach one",
    )


#: Those that walk every page, on each database.
SWEEPS = {"test_pages", "test_public_pages"}
#: Modules of tests that say what one page shows: `look` (pyproject.toml).
OF_A_PAGE = re.compile(r"_(page|pages|views)$")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if OF_A_PAGE.search(item.path.stem) and item.path.stem not in SWEEPS:
            item.add_marker("look")
    if config.getoption("--database-only"):
        others = [item for item in items if not DATABASE & set(item.fixturenames)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if DATABASE & set(item.fixturenames)]


@pytest.fixture(autouse=True)
def _settings_for_tests(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.API_RATE = 0
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    cache.clear()  # what another test counted
    settings.PASSWORD_RESET_ANSWER_TAKES = 0
    settings.VIRUS_SCAN = "off"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    }


@pytest.fixture(autouse=True)
def _language_for_tests(settings):
    """A page read in English leaves its language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory
):
    """On SQLite a file of this run's own: in memory, threads cannot write in turn."""
    database = django_settings.DATABASES["default"]
    # A page that is still polling when its test ends must not keep a connection open:
    # PostgreSQL drops no database that somebody is connected to.
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(path)}


@pytest.fixture
def emptied_after(transactional_db):
    """A database that is committed to; its triggers give way when it is emptied."""
    yield
    triggers.remove()


@pytest.fixture(scope="session")
def _copies():
    """What the first tests of this process made, for all others."""
    return {}


@pytest.fixture
def copied(_copies):
    """`copied(name, make)`: what `make` writes, called but once in this process.

    And once more after a test that emptied the database, for the roles that the rows
    refer to have other keys since then.
    """

    def bring(name, make):
        roles = Group.objects.order_by("pk").values_list("pk", flat=True).first()
        return _copies.setdefault((name, roles), Copy()).bring(make)

    return bring


@pytest.fixture
def facts(db, copied):
    """The real public facts and the rubric, as `load_facts` leaves them."""
    assert Head.objects.get().sequence == 0, "ask for `facts` before writing anything"
    return copied("facts", _load)


def _load():
    publish()
    return load()


@pytest.fixture
def cast(facts, copied):
    """One account for each role, by its name in the demo: `cast["officer.nan"]`."""
    copied("cast", make_cast)
    return {user.username: user for user in get_user_model().objects.all()}


@pytest.fixture
def sampled(cast, copied):
    """What the demo shows, on a day of its own."""
    copied("sampled", lambda: add_sample_data(date(2026, 11, 26)))


class Copy:
    """Rows that are made once, which takes a second or two; every later test gets them
    by the very statements that wrote them anew for the second.
    """

    def __init__(self):
        self.rows, self.statements = None, None

    def bring(self, make):
        """What `make` returned when it was called, once; its rows are there."""
        if self.rows is None:
            before = {model: {row.pk for row in rows} for model, rows in _all_rows()}
            self.result = make()
            found = [
                [row for row in rows if row.pk not in before[model]]
                for model, rows in _all_rows()
            ]
            self.rows, self.head = [rows for rows in found if rows], Head.objects.get()
        elif self.statements is None:
            self.statements = self._written_anew()
        else:
            with transaction.atomic(), connection.cursor() as cursor:
                for sql, values in self.statements:
                    cursor.execute(sql, values)
        return self.result

    def _written_anew(self):
        """Write the rows; the (SQL, values) that this took."""
        statements = []

        def listen(execute, sql, values, many, context):
            if sql.startswith(("INSERT", "UPDATE")):
                statements.append((sql, values))
            return execute(sql, values, many, context)

        with transaction.atomic(), connection.execute_wrapper(listen):
            for rows in self.rows:  # rows refer to rows of models that come later
                type(rows[0]).objects.bulk_create(rows)
            self.head.save()
        return statements


def _all_rows():
    """(model, its rows) of all tables that facts and cast write to, the head apart."""
    labels = ("ledger", "cities", "programmes", "auth")
    ours = (apps.get_app_config(label) for label in labels)
    # With the tables of many-to-many relations, such as a partner's cities.
    models = [model for app in ours for model in app.get_models(True)]
    return [(m, list(m.objects.all())) for m in models if m is not Head]


@pytest.fixture
def sign_in(cast):
    """`sign_in("cea")` gives a client that this account signed in with just now."""
    return lambda name: signed_in(cast[name])


@pytest.fixture
def new_version(tmp_path):
    """`new_version("2570-1", replaces="2569-1", on=day, **{"R1.1": ["R1.1"]})`."""

    def published(version="2570-1", *, replaces="2569-1", on, **origins):
        rubric = json.loads(DEFAULT.read_text(encoding="utf-8"))
        rubric |= {"version": version, "replaces": replaces}
        for row in (i for d in rubric["dimensions"] for i in d["indicators"]):
            row["from"] = origins.get(row["code"], [])
        path = tmp_path / f"{version}.json"
        path.write_text(json.dumps(rubric), encoding="utf-8")
        publish(path, on=on)

    return published


@pytest.fixture
def run():
    """Run a management command and return what it printed."""

    def command(*args, **options):
        out = StringIO()
        call_command(*args, stdout=out, **options)
        return out.getvalue()

    return command
