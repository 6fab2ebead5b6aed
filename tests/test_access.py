"""Deny by default: every address of the program against every role."""

import pytest
from django.contrib.auth.models import Permission
from django.template.backends.django import Template
from django.test import Client
from django.urls import resolve, reverse

from cities.models import City
from creativecity.ledger.models import LogEntry

from .access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    ADMIN,
    ADMIN_DOORS,
    API,
    NOWHERE,
    OF_SOMEBODY,
    OFFICER,
    PUBLIC,
    PUBLIC_FORMS,
    ROLES,
    ROOT,
    ROOT_OPENS,
    SENDERS,
    STAFF_PAGES,
)
from .addresses import address, rows_of, walk
from .admin_pages import pages_of
from .factories import make_file, make_reading, make_user
from .guard_list import asked_of
from .signing_in import signed_in

SAFE_ANSWERS = {200, 301, 302}


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


@pytest.fixture
def root(cast):
    return signed_in(make_user(ROOT, is_staff=True, is_superuser=True))


@pytest.fixture
def undrawn(monkeypatch):
    """Views answer with a page of no words."""
    monkeypatch.setattr(Template, "render", lambda self, context, request: "")


def open_page(client, name, reading, method="get"):
    return read(getattr(client, method)(address(name, **rows_of(name, reading))))


def read(response):
    """A streamed one to its end, where its file is closed."""
    if response.streaming:
        response.getvalue()
    return response


def test_every_address_is_in_the_matrix():
    listed = PUBLIC | set(STAFF_PAGES) | ACCOUNTS_OPEN | ACCOUNTS_SIGNED_IN
    admin = {f"admin:{name}" for name in ADMIN_DOORS}
    admin |= {page for model in ADMIN for page in pages_of(model)}

    assert set(walk()) == listed | API | NOWHERE | admin
    assert ROOT_OPENS | set(SENDERS) <= set(STAFF_PAGES)


def test_every_address_finds_its_rows_in_each_language(reading):
    """The audit asks for one after the other, and for each once more in English."""
    for name in [*STAFF_PAGES, *STAFF_PAGES]:
        assert address(name, **rows_of(name, reading))


@pytest.mark.both
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_page_is_open_to_visitors(name, client, reading):
    response = open_page(client, name, reading)

    assert response.status_code in SAFE_ANSWERS
    assert "login" not in response.get("Location", "")


@pytest.mark.parametrize("name", sorted(PUBLIC - PUBLIC_FORMS))
def test_public_page_takes_safe_methods_alone(name, client, reading):
    answers = {
        method: open_page(client, name, reading, method).status_code
        for method in ("post", "put", "delete")
    }

    assert answers == {"post": 405, "put": 405, "delete": 405}


@pytest.mark.parametrize("name", sorted(STAFF_PAGES))
def test_staff_page_answers_each_role_as_the_matrix_says(
    name, client, sign_in, root, reading, undrawn
):
    """Of each page, whose rows take long to make: also that a visitor is sent to sign
    in, and that the technical administrator opens accounts and the log alone.

    Whether it opens is decided before it is drawn, as it is for one of them below, and
    for each of them in the audit (test_translations.py).
    """
    allowed, strangers = STAFF_PAGES[name]
    path = address(name, **rows_of(name, reading))

    answers = {role: read(sign_in(role).get(path)).status_code for role in ROLES}
    of_root = read(root.get(path)).status_code
    visitor = client.get(path)

    assert answers == {
        role: 200 if role in allowed else 404 if role in strangers else 403
        for role in ROLES
    }
    assert of_root == (200 if name in ROOT_OPENS else 403)
    assert visitor.status_code == 302
    assert visitor["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(OF_SOMEBODY))
def test_the_permission_alone_opens_nobodys_rows(name, reading):
    path = address(name, **rows_of(name, reading))
    permission, _again = asked_of(resolve(path).func)
    app, codename = permission.split(".")
    stranger = make_user("stranger")
    stranger.user_permissions.set(
        Permission.objects.filter(content_type__app_label=app, codename=codename)
    )

    response = signed_in(stranger).get(path)

    assert response.status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("name", sorted(STAFF_PAGES))
def test_staff_page_is_not_kept_by_browsers(name, sign_in, reading):
    allowed, _stranger = STAFF_PAGES[name]

    response = open_page(sign_in(min(allowed)), name, reading)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", sorted(ACCOUNTS_SIGNED_IN))
def test_account_page_sends_visitors_to_sign_in(name, client, db):
    response = client.get(address(name))

    assert response.status_code == 302


def test_a_visitor_is_sent_from_admin_to_the_staffs_door(client, db):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_sign_up_is_closed(client, db):
    response = client.post(
        reverse("account_signup"),
        {"username": "x", "email": "x@example.org", "password1": "y" * 14},
    )

    assert response.status_code == 200
    assert not LogEntry.objects.filter(subject="auth.user").exists()


def test_posting_without_a_token_is_refused(cast, reading):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast[OFFICER])

    response = client.post(address("staff:cities:readiness"), {"R1.1-base": ""})

    assert response.status_code == 403
