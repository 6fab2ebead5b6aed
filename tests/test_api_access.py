"""Every address of the API against every method and every role: open to all, read."""

import pytest
from django.test import Client
from django.urls import get_resolver
from rest_framework.permissions import AllowAny

from creativecity.open_data.answers import Everybody, Nobody
from creativecity.open_data.public_answer import Nowhere
from programmes.open_data import TABLES

from .access_matrix import API, ROLES
from .addresses import walk

UNSAFE = ("post", "put", "patch", "delete", "options", "trace")


def views(patterns=None):
    """(name, class of the view) of each address below /api/."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            found |= views(pattern.url_patterns)
        elif hasattr(pattern.callback, "cls"):
            found[pattern.name] = pattern.callback.cls
    return found


@pytest.fixture
def lists(sampled):
    return ["/api/v1/", *(f"/api/v1/{table.name}/?page_size=1" for table in TABLES)]


@pytest.fixture
def paths(lists, client):
    """All kinds of addresses: the lists, a first row of each that has one, the rest."""
    rows = []
    for table in TABLES:
        path = f"/api/v1/{table.name}/"
        found = client.get(path, {"page_size": 1}).json()["results"]
        rows += [f"{path}{row[table.lookup]}/" for row in found]
    return ["/api/v1/schema/", *lists, *rows]


def test_every_address_of_the_api_is_in_the_matrix():
    ours = {name for name in walk() if name.startswith("api:")}

    assert ours == API


def test_every_view_says_itself_that_it_is_open(settings):
    assert settings.REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] == [
        f"{Nobody.__module__}.{Nobody.__name__}"
    ]
    open_to = {cls: tuple(cls.permission_classes) for cls in views().values()}
    assert set(open_to.values()) == {(Everybody,)}
    assert AllowAny not in Nowhere.permission_classes


def test_visitors_may_read_all_of_it(paths, client):
    answers = {path: client.get(path).status_code for path in paths}

    assert set(answers.values()) == {200}
    assert len(paths) > len(TABLES) + 10


@pytest.mark.slow
def test_every_role_reads_what_a_visitor_reads(lists, client, sign_in):
    told = {path: client.get(path).content for path in lists}

    others = {
        role: path
        for role in sorted(ROLES)
        for reader in [sign_in(role)]
        for path in lists
        if reader.get(path).content != told[path]
    }

    assert others == {}


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, "secretary", "officer.nan"])
def test_nobody_changes_anything(role, paths, sign_in):
    client = sign_in(role) if role else Client()

    answers = {
        (path, method): getattr(client, method)(path).status_code
        for path in paths
        for method in UNSAFE
    }

    assert set(answers.values()) == {405}


def test_what_is_not_there_is_not_there_for_anybody(sign_in):
    answers = {role: sign_in(role).get("/api/v1/x/").status_code for role in ROLES}

    assert set(answers.values()) == {404}
