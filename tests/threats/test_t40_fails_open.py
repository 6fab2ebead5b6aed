"""T40: where a guard itself fails, nothing opens: 500 or 403, never a page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cities.models.city import CityQuerySet
from creativecity.accounts import sessions
from creativecity.accounts.second_factor import required
from creativecity.open_data.answers import Everybody
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.factories import make_reading
from tests.signing_in import signed_in


class BrokenError(Exception):
    """What no code of ours expects."""


def broken(*_args, **_kwargs):
    raise BrokenError


@pytest.fixture
def officer(cast):
    """Errors are answered to them, as to a browser."""
    return signed_in(cast[OFFICER], Client(raise_request_exception=False))


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (CityQuerySet, "visible_to"),
        (CityQuerySet, "editable_by"),
        (User, "has_perm"),
        (required, "is_awaited"),
        (sessions, "_bound"),
    ],
)
@pytest.mark.parametrize("page", ["readiness", "indicator", "add_evidence"])
def test_t40_a_guard_that_breaks_opens_nothing(
    page, owner, name, officer, cast, monkeypatch
):
    path = address(f"staff:cities:{page}", slug="sukhothai")
    monkeypatch.setattr(owner, name, broken)

    shown, done = officer.get(path), officer.post(path, {"R1.1-base": ""})

    assert {shown.status_code, done.status_code} <= {403, 404, 500}


def test_t40_a_broken_page_says_nothing_of_what_it_holds(officer, cast, monkeypatch):
    city = cast[OFFICER].cities.get()
    make_reading(city, note="canary-of-the-draft", by=cast[OFFICER])
    path = address("staff:cities:readiness")
    monkeypatch.setattr(CityQuerySet, "visible_to", broken)

    response = officer.get(path)

    assert response.status_code == 500
    assert "canary" not in response.content.decode()
    assert "BrokenError" not in response.content.decode()


def test_t40_the_api_is_shut_where_its_permission_breaks(facts, monkeypatch):
    monkeypatch.setattr(Everybody, "has_permission", broken)

    response = Client(raise_request_exception=False).get("/api/v1/cities/")

    assert response.status_code == 500
