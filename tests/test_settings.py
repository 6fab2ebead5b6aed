"""What a deployment must set, and what follows from `DEBUG=0`: as processes see it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRET_KEY = "only-for-these-tests-" + "0123456789abcdefghij" * 3
#: Of two machines, whichever takes writes; and as visitors read them.
BOTH = "postgres://portal:secret@10.0.0.1:5432,10.0.0.2:5433/portal"
WRITTEN = f"{BOTH}?target_session_attrs=read-write"
READ = "postgres://portal:secret@10.0.0.2:5433,10.0.0.1:5432/portal"


@pytest.fixture
def python(tmp_path):
    """`python(*arguments, **environment)` runs it with an environment of its own."""

    def process(*arguments, **environment):
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        }
        database = f"sqlite:///{tmp_path}/empty.sqlite3"
        return subprocess.run(
            [sys.executable, "-W", "ignore", *arguments],
            cwd=settings.BASE_DIR,
            env={**kept, "DATABASE_URL": database, "SECRET_KEY": "", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return process


@pytest.fixture
def setting(python):
    """`setting(name, module, **environment)` is its value once that was imported."""

    def value(name, module="creativecity.settings", **environment):
        code = (
            "import os; os.environ.setdefault("
            "'DJANGO_SETTINGS_MODULE', 'creativecity.settings');"
            f"import {module}; from django.conf import settings;"
            f"print(repr(settings.{name}))"
        )
        done = python("-c", code, **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return value


def test_debug_off_without_a_secret_key_starts_nothing(python):
    done = python("manage.py", "check", DEBUG="0")

    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "Set SECRET_KEY to 50 or more random characters." in done.stderr


@pytest.mark.slow
def test_a_clone_runs_at_once(python):
    done = python("manage.py", "check")

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_deployment_settings_are_clean(python):
    done = python(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DEBUG="0",
        SECRET_KEY=SECRET_KEY,
        ALLOWED_HOSTS="creativecity.example",
        SITE_URL="https://creativecity.example",
        DEFAULT_FROM_EMAIL="portal@creativecity.example",
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("module", "environment", "debug"),
    [
        ("creativecity.settings", {}, "True"),
        ("creativecity.settings", {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}, "False"),
        ("creativecity.wsgi", {"SECRET_KEY": SECRET_KEY}, "False"),
        ("creativecity.wsgi", {"DEBUG": "1"}, "True"),
    ],
)
def test_debug_is_on_for_a_clone_and_off_in_production(
    module, environment, debug, setting
):
    assert setting("DEBUG", module, **environment) == debug


def test_production_does_not_start_without_a_secret_key(python):
    done = python("-c", "import creativecity.wsgi")

    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr


def test_production_serves_no_host_that_is_not_named(setting):
    production = {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}

    assert setting("ALLOWED_HOSTS", **production) == "[]"
    assert setting("ALLOWED_HOSTS") == "['localhost', '127.0.0.1', '[::1]']"


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({}, "None"),
        ({"TRUSTED_PROXIES": "1"}, "('HTTP_X_FORWARDED_PROTO', 'https')"),
    ],
)
def test_word_of_a_proxy_is_taken_where_one_stands_in_front(
    environment, header, setting
):
    production = {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}

    assert setting("SECURE_PROXY_SSL_HEADER", **production, **environment) == header


#: What a process of its own is told by /readyz.
READYZ = (
    "import django; django.setup(); from django.test import Client;"
    "response = Client(SERVER_NAME='localhost').get('/readyz');"
    "print(response.status_code, response.json())"
)


def test_tables_without_migrations_are_not_ready(python):
    done = python("-c", READYZ, DJANGO_SETTINGS_MODULE="creativecity.settings")

    assert done.stdout.startswith("503 "), done.stderr
    assert "'migrations': 'not ready'" in done.stdout


@pytest.mark.parametrize("name", ["SESSION", "CSRF", "MESSAGE"])
def test_cookies_are_bound_to_the_host_in_production(name, setting):
    production = {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}

    assert setting(f"{name}_COOKIE_NAME", **production).startswith("'__Host-")
    assert not setting(f"{name}_COOKIE_NAME").startswith("'__Host-")


def test_plain_http_leads_to_the_name_that_the_site_has(setting):
    production = {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}
    site = "https://creativecity.example"

    assert setting("SECURE_SSL_HOST", **production, SITE_URL=site) == (
        "'creativecity.example'"
    )
    assert setting("SECURE_SSL_HOST", **production) == "None"


def test_the_day_of_the_release_is_a_day(setting):
    assert setting("RELEASED_ON") == "None"
    assert setting("RELEASED_ON", RELEASED_ON="2026-11-26") == (
        "datetime.date(2026, 11, 26)"
    )


def test_a_virus_scanner_is_asked_in_one_of_three_ways(python, setting):
    done = python("-c", "import creativecity.settings", VIRUS_SCAN="sometimes")

    assert setting("VIRUS_SCAN") == "'off'"  # a demo starts without a scanner
    real = {"DEBUG": "0", "SECRET_KEY": SECRET_KEY}
    assert setting("VIRUS_SCAN", **real) == "'if-there'"
    assert "VIRUS_SCAN is off, if-there or required." in done.stderr


def test_replica_says_whether_it_answers(python, tmp_path):
    environment = {"DJANGO_SETTINGS_MODULE": "creativecity.settings"}
    there = f"sqlite:///{tmp_path}/copy.sqlite3"
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/copy.sqlite3"

    said = [
        python("-c", READYZ, REPLICA_URL=address, **environment).stdout
        for address in (there, nowhere)
    ]

    assert ["'replica': 'ok'" in text for text in said] == [True, False]
    assert "'replica': 'OperationalError'" in said[1]


def test_files_lie_in_a_bucket_where_one_is_named(setting):
    bucket = {
        "MEDIA_BUCKET": "portal-media",
        "MEDIA_ENDPOINT": "https://storage.example",
        "MEDIA_KEY": "key",
        "MEDIA_SECRET": "secret",
    }
    there = "STORAGES['default']['BACKEND']"
    assert setting(there) == "'creativecity.whole_files.WholeFiles'"
    assert setting(there, **bucket) == "'creativecity.object_storage.ObjectStorage'"
    assert setting("MEDIA_OPTIONS['secret_key']", **bucket) == "'secret'"
    # Without keys of its own the library looks for the usual ones.
    del bucket["MEDIA_KEY"]
    assert "access_key" not in setting("MEDIA_OPTIONS", **bucket)


def test_a_token_of_the_watcher_that_could_be_guessed_is_refused(python, setting):
    done = python("-c", "import creativecity.settings", METRICS_TOKEN="short")

    assert "METRICS_TOKEN has fewer than 20 characters." in done.stderr
    counting = "creativecity.metrics.counted.count_requests"
    first = "MIDDLEWARE[0]"
    assert counting in setting(first, METRICS_TOKEN="0123456789" * 3)
    assert counting not in setting(first)


def test_an_address_of_several_servers_reaches_the_library_whole(python):
    """libpq asks them in turn until one takes writes."""
    code = (
        "from django.db import connections;"
        "told = connections['default'].get_connection_params();"
        "print(*(told[n] for n in ('host', 'port', 'user', 'password', 'dbname',"
        " 'target_session_attrs', 'connect_timeout', 'tcp_user_timeout')),"
        " told['options'].replace(' ', '_'))"
    )

    done = python(
        "-c",
        code,
        DJANGO_SETTINGS_MODULE="creativecity.settings",
        DATABASE_URL=WRITTEN,
    )

    assert done.stdout.split() == [
        "10.0.0.1,10.0.0.2",
        "5432,5433",
        "portal",
        "secret",
        "portal",
        "read-write",
        "3",
        "5000",
        "-c_jit=off",
    ], done.stderr


def test_what_the_address_says_of_waiting_counts(setting):
    url = f"{BOTH}?connect_timeout=10"

    assert "'connect_timeout': 10" in setting("DATABASES", DATABASE_URL=url)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("list(settings.DATABASES)", "['default', 'replica']"),
        ("settings.DATABASES['replica']['PORT']", "5433,5432"),
        ("settings.DATABASES['replica']['CONN_HEALTH_CHECKS']", "True"),
        ("settings.DATABASE_ROUTERS", "['creativecity.replica.VisitorsReadThere']"),
        ("settings.MIDDLEWARE.count('creativecity.kept_pages.kept_pages')", "1"),
    ],
)
def test_a_replica_is_one_more_database_with_its_router(name, expected, python):
    done = python(
        "-c",
        f"from django.conf import settings; print({name})",
        DJANGO_SETTINGS_MODULE="creativecity.settings",
        DATABASE_URL=WRITTEN,
        REPLICA_URL=READ,
    )

    assert done.stdout.strip() == expected, done.stderr


def test_without_a_replica_there_is_no_router(setting):
    assert setting("DATABASE_ROUTERS") == "[]"


def test_redis_holds_nobody_up(setting):
    caches = setting("CACHES", CACHE_URL="rediscache://10.0.0.3:6379/1")

    assert "'BACKEND': 'django.core.cache.backends.redis.RedisCache'" in caches
    assert "'LOCATION': 'redis://10.0.0.3:6379/1'" in caches
    assert "{'socket_connect_timeout': 1, 'socket_timeout': 1}" in caches


def test_what_the_address_of_redis_says_counts(setting):
    caches = setting("CACHES", CACHE_URL="rediscache://10.0.0.3/1?socket_timeout=3")

    assert "{'socket_connect_timeout': 1, 'socket_timeout': 3}" in caches
