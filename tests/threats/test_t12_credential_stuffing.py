"""T12: guessing passwords stops after five tries, in however many processes."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests.factories import make_user

PASSWORD = "a long enough password"
SHARED = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }
}


@pytest.fixture
def shared(emptied_after, settings):
    """The cache as it is served: a table, in the database of this test."""
    settings.CACHES = SHARED
    call_command("createcachetable", verbosity=0)
    cache.clear()
    yield
    cache.clear()


def database_url():
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    place = f"{told['HOST']}:{told['PORT']}/{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{place}"


def start(name, guesses, network):
    environment = {**os.environ, "DATABASE_URL": database_url(), "DEBUG": "1"}
    environment.pop("CACHE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.threats.guessing", name, str(guesses), network],
        cwd=django_settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_t12_two_processes_count_the_guesses_together(shared, client):
    make_user("mali")
    processes = [start("mali", 100, network) for network in ("10.1", "10.2")]
    heard = [json.loads(process.communicate()[0]) for process in processes]

    right = {"login": "mali", "password": PASSWORD}
    response = client.post(reverse("account_login"), right)

    assert sum(events.get("sign-in failed", 0) for events in heard) == 5
    assert sum(events.get("locked out", 0) for events in heard) == 195
    assert response.status_code == 200
    assert response.context["form"].errors


def test_t12_name_and_address_are_one_count(client, db):
    make_user("mali", email="mali@example.org")
    names = ["mali", "mali@example.org", "MALI", "Mali@Example.ORG", "mali"]
    for name in names:
        client.post(reverse("account_login"), {"login": name, "password": "wrong"})

    typed = {"login": "mali@example.org", "password": PASSWORD}
    response = client.post(reverse("account_login"), typed)

    assert response.status_code == 200


def test_t12_one_address_tries_ten_accounts_a_minute_and_no_more(client, db):
    for number in range(10):
        typed = {"login": f"nobody{number}", "password": "wrong"}
        client.post(reverse("account_login"), typed)
    make_user("mali")

    typed = {"login": "mali", "password": PASSWORD}
    here = client.post(reverse("account_login"), typed)
    elsewhere = client.post(reverse("account_login"), typed, REMOTE_ADDR="192.0.2.9")

    assert (here.status_code, elsewhere.status_code) == (200, 302)


def test_t12_the_host_that_is_asked_for_makes_no_new_count(client, db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user("mali")
    path = reverse("account_login")
    for number in range(5):
        typed = {"login": "mali", "password": "wrong"}
        client.post(path, typed, headers={"host": f"host{number}.example"})

    response = client.post(path, {"login": "mali", "password": PASSWORD})

    assert response.status_code == 200


def test_t12_asking_again_counts_too(sign_in):
    client, path = sign_in("cea"), reverse("account_reauthenticate")
    for _try in range(5):
        client.post(path, {"password": "wrong"})

    response = client.post(path, {"password": PASSWORD})

    assert response.status_code == 200


def test_t12_the_old_password_is_not_guessed_at_leisure(sign_in):
    client, path = sign_in("cea"), reverse("account_change_password")

    answers = [client.post(path, {"oldpassword": "x"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
