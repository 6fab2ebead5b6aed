"""What every test may ask for."""

import fcntl
import gc
import json
import os
import re
from datetime import date
from io import StringIO
from itertools import groupby

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.template import Template
from django.test.signals import template_rendered
from django.test.utils import override_settings
from django.utils import translation

from cities.evidence_files import apart, look_through_here
from cities.rubric_file import DEFAULT, publish
from programmes.demo_accounts import make_demo_accounts
from programmes.facts_file import load
from programmes.sample_data import add_sample_data
from programmes.search.index import catch_up
from programmes.search.vocabulary import forget
from tests.factories import make_cast
from tests.levels import EMPTY, Levels, highest
from tests.processes import manage
from tests.signing_in import signed_in

# No test is timed, and the gate tries the same examples on every machine; the audit
# looks for new ones.
hypothesis.settings.register_profile(
    "gate", deadline=None, derandomize=True, max_examples=25
)
hypothesis.settings.register_profile("audit", deadline=None, max_examples=500)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "gate"))

#: The fixtures without which pytest-django lets no test reach the database.
DATABASE = {"db", "transactional_db"}
#: Those whose tests commit: their database is copied anew, not rolled back.
COMMITTED = {"transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that ask for no database, and so cannot reach one",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """What a sweep leaves open is told by that sweep, not by whichever test runs when
    it is collected.
    """
    answer = yield
    if is_marked(item, "audit"):
        gc.collect()
    return answer


#: Modules of tests that say what one page shows, and what a file or a form says.
OF_A_PAGE = re.compile(r"_(page|pages|views)$")
OF_A_FILE = re.compile(r"_(files?|words|forms|cards|names|cells|slip|scan|plain)$")
#: What a test asks for that goes through pages: below them are the verbs and queries
#: of models, whose own tests run on both databases.
BY_PAGE = {"client", "sign_in"}
#: What another database may do another way: commits, locks, and how often it is asked.
OF_A_DATABASE = {
    *COMMITTED,
    "django_assert_num_queries",
    "django_assert_max_num_queries",
}


def is_marked(item, name):
    return item.get_closest_marker(name) is not None


def is_for_the_audit(item):
    """A journey without a script, of which the gate takes the first alone."""
    is_repeated = is_marked(item, "browser") and "without JavaScript" in item.name
    return is_repeated and not is_marked(item, "both")


def is_a_look(item):
    """Whether a test says the same on every database: `look` (pyproject.toml)."""
    if item.get_closest_marker("browser"):
        is_first = is_marked(item, "both") and "without JavaScript" not in item.name
        return is_marked(item, "walk") and not is_first
    if is_marked(item, "both") or OF_A_DATABASE & set(item.fixturenames):
        return False
    module = item.path.stem
    is_by_page = OF_A_PAGE.search(module) or BY_PAGE & set(item.fixturenames)
    is_written = OF_A_FILE.search(module) or hasattr(item.obj, "hypothesis")
    return bool(is_by_page or is_written)


def middle_ones(items):
    """Of each test that is tried with three values and more, all but first and last."""
    for _test, same in groupby(items, lambda i: (i.path, i.cls, i.originalname)):
        yield from list(same)[1:-1]


def leave_to_the_audit(item):
    """The values in the middle: on PostgreSQL, and of how one page shows them."""
    if is_marked(item, "both") or OF_A_DATABASE & set(item.fixturenames):
        return
    item.add_marker("look")
    if OF_A_PAGE.search(item.path.stem) and not is_marked(item, "each"):
        item.add_marker("slow")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    for item in filter(is_a_look, items):
        item.add_marker("look")
    for item in filter(is_for_the_audit, items):
        item.add_marker("audit")
    for item in middle_ones(items):
        leave_to_the_audit(item)
    # Tests of one level come together, so that it is copied but once for them.
    levels = [EMPTY, *LEVELS]
    items.sort(key=lambda item: levels.index(highest(LEVELS, item.fixturenames)))
    if config.getoption("--database-only"):
        others = [item for item in items if not DATABASE & set(item.fixturenames)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if DATABASE & set(item.fixturenames)]


def pytest_collection_finish():
    """What is there by now stays: to look through it for rubbish takes a tenth."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


#: Of every test. Said once: each change of a setting is told to all who listen.
SETTINGS = {
    "API_RATE": 0,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "PASSWORD_RESET_ANSWER_TAKES": 0,
    "VIRUS_SCAN": "off",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "MAILERS": {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    },
}
#: The module that says how a file is looked through in a process of its own.
APART = "tests.cities.test_evidence_apart"


@pytest.fixture(scope="session", autouse=True)
def _same_for_all_tests():
    with override_settings(**SETTINGS):
        yield


@pytest.fixture(scope="session", autouse=True)
def _only_pages_are_recorded(django_test_environment):
    """What a page includes or stands in has its context: to copy that for each of a
    hundred takes longer than to draw them.
    """

    def drawn(self, context):
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", drawn)
        yield


@pytest.fixture(autouse=True)
def _settings_for_tests(settings, tmp_path, request, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()  # what another test counted
    if request.module.__name__ != APART:
        monkeypatch.setattr(apart, "look_through", look_through_here)


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
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        database["OPTIONS"]["cached_statements"] = 2_000  # of 128, few stay


def _make_facts():
    publish()
    return load()


def _make_demo_accounts():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", "a password to try")
        make_demo_accounts()


#: What many tests begin with, by the name of its fixture: what it stands on, and what
#: adds its rows (levels.py).
LEVELS = {
    "facts": (EMPTY, _make_facts),
    "indexed_facts": ("facts", catch_up),
    "demo_accounts": ("facts", _make_demo_accounts),
    "demo_sample": ("demo_accounts", lambda: add_sample_data(date(2026, 10, 1))),
    "cast": ("facts", make_cast),
    "indexed_cast": ("cast", catch_up),
    "sampled": ("cast", lambda: add_sample_data(date(2026, 11, 26))),
}


@pytest.fixture(scope="session")
def _levels(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        levels = Levels(LEVELS)
    yield levels
    with django_db_blocker.unblock():
        levels.discard()


@pytest.fixture
def _standing(request, _levels, django_db_blocker, _settings_for_tests):
    """The test's level is there before anything else is asked of the database."""
    language = translation.override(django_settings.LANGUAGE_CODE)
    with django_db_blocker.unblock(), language:
        _levels.stand_at(highest(LEVELS, request.fixturenames))


@pytest.fixture
def db(request, _standing):
    """pytest-django's, on the level of the test: all that it writes is taken back."""
    is_committed = COMMITTED & set(request.fixturenames)
    request.getfixturevalue("transactional_db" if is_committed else "_django_db_helper")


@pytest.fixture
def transactional_db(_standing, _levels, django_db_blocker):
    """The same for one that commits: the next test gets a new copy of its level."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        _levels.leave()


@pytest.fixture
def emptied_after(transactional_db):
    """A database that is committed to."""


@pytest.fixture
def facts(db, _levels):
    """The real public facts and the rubric, as `load_facts` leaves them."""
    return _levels.result("facts")


@pytest.fixture
def indexed_facts(facts, _levels):
    """The same, with everything to be found by the search."""
    forget()  # the words that another test brought
    return _levels.result("indexed_facts")


@pytest.fixture
def demo_accounts(facts, _levels):
    """The facts with the accounts that the demo shows, and their password."""
    return _levels.result("demo_accounts")


@pytest.fixture
def demo_sample(demo_accounts, _levels):
    """All that the demo shows on 1 October 2026."""
    return _levels.result("demo_sample")


@pytest.fixture
def cast(facts, _levels):
    """One account for each role, by its name in the demo: `cast["officer.nan"]`."""
    _levels.result("cast")
    return {user.username: user for user in get_user_model().objects.all()}


@pytest.fixture
def indexed_cast(cast, _levels):
    """The same, with everything to be found by the search."""
    forget()
    _levels.result("indexed_cast")
    return cast


@pytest.fixture
def sampled(cast, _levels):
    """What the demo shows, for the cast, on a day of its own."""
    return _levels.result("sampled")


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """A file of SQLite's as `migrate` and `load_facts` leave it; not to be written to.

    Both take long, so the processes of one run share it.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    path = folder / "installed" / "portal.sqlite3"
    path.parent.mkdir(exist_ok=True)
    with path.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half_made = path.with_name("half-made.sqlite3")
            for command in ("migrate", "load_facts"):
                done = manage(half_made, command, "--verbosity=0")
                assert done.returncode == 0, done.stderr
            half_made.rename(path)
    return path


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
