"""Every address of the admin against each role: reference data, and nothing deleted."""

import pytest
from django.apps import apps
from django.urls import reverse

from .access_matrix import ADMIN, ADMIN_ONLY_SHOWS, ROLES, ROOT
from .admin_pages import admin_address, pages_of
from .factories import make_user
from .replaying import listening
from .signing_in import signed_in

OPENS = {"secretary", "auditor"}  # of the roles: whose accounts may open it at all


@pytest.fixture
def readers(sign_in, cast):
    root = make_user(ROOT, is_staff=True, is_superuser=True)
    return {role: sign_in(role) for role in OPENS} | {ROOT: signed_in(root)}


def expected(label, name, who):
    """200, or 403; what a page of a row answers where there is none, too."""
    looks, keeps = ADMIN[label]
    if who == ROOT:
        looks, keeps = {ROOT}, set() if label in ADMIN_ONLY_SHOWS else {ROOT}
    if name.endswith("delete"):
        return 403
    if name.endswith("add"):
        return 200 if who in keeps else 403
    return 200 if who in looks | keeps else 403


def has_rows(label):
    return apps.get_model(label)._base_manager.exists()


@pytest.mark.parametrize("label", sorted(ADMIN))
def test_admin_answers_each_reader_as_the_matrix_says(label, readers):
    of_rows = ("change", "delete", "history")
    names = [n for n in pages_of(label) if has_rows(label) or not n.endswith(of_rows)]

    answers = {
        (who, name): client.get(admin_address(name, label)).status_code
        for who, client in readers.items()
        for name in names
    }

    assert answers == {(who, name): expected(label, name, who) for who, name in answers}


@pytest.mark.parametrize("label", sorted(ADMIN))
def test_admin_takes_nothing_from_who_may_only_look(label, readers):
    with listening() as tables:
        for name in pages_of(label):
            for who, client in readers.items():
                if expected(label, name, who) == 403 or name.endswith("history"):
                    client.post(admin_address(name, label), {"post": "yes"})

    assert tables == set()


@pytest.mark.parametrize("role", sorted(ROLES - OPENS))
def test_admin_is_shut_to_all_other_roles(role, sign_in):
    """Its way out apart, which shows everybody a way back (test_leaving)."""
    client = sign_in(role)
    names = [name for label in sorted(ADMIN) for name in pages_of(label)]
    paths = [admin_address(n, label_of(n)) for n in names]
    doors = ["index", "jsi18n", "autocomplete", "password_change"]
    paths += [reverse(f"admin:{name}") for name in doors]

    answers = {client.get(path).status_code for path in paths}

    assert answers <= {302, 403}
    assert client.get("/admin/cities/city/").url.startswith("/admin/login/")


def label_of(name):
    return next(label for label in ADMIN if name in pages_of(label))
