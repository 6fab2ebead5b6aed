"""What goes on without the cache, and what does not."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from creativecity.open_data.answers import FairShare
from creativecity.rate_limit import has_room
from creativecity.spared import kept, unless_away, wait_for_no_replica
from tests.replicas import GONE

MADE = []


@pytest.fixture
def _gone(settings):
    settings.CACHES = GONE


def make():
    MADE.append("made")
    return len(MADE)


def test_what_is_kept_is_made_once():
    MADE.clear()

    assert [kept("what", make, 60) for _time in range(2)] == [1, 1]


@pytest.mark.usefixtures("_gone")
def test_without_the_cache_it_is_made_each_time():
    MADE.clear()

    assert [kept("what", make, 60) for _time in range(2)] == [1, 2]


def test_a_fault_of_its_maker_is_raised_and_no_cache_is_blamed():
    with pytest.raises(ZeroDivisionError):
        kept("what", lambda: 1 // 0, 60)
    with pytest.raises(ZeroDivisionError), unless_away():
        raise ZeroDivisionError


@pytest.mark.usefixtures("_gone")
def test_the_api_is_read_where_nobody_can_count(settings):
    settings.API_RATE = 1
    request = RequestFactory().get("/api/v1/cities/", REMOTE_ADDR="203.0.113.7")

    assert [FairShare().allow_request(request, None) for _time in range(3)] == [
        True
    ] * 3


@pytest.mark.usefixtures("_gone")
def test_nobody_sends_anything_where_nobody_can_count():
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")

    with pytest.raises(OperationalError):
        has_room(request, "test", limit=5, seconds=60)


@pytest.mark.usefixtures("_gone")
def test_nobody_signs_in_where_nobody_can_count(cast):
    visitor = Client(raise_request_exception=False)

    answer = visitor.post(
        reverse("account_login"),
        {"login": "officer.nan", "password": "a long enough password"},
    )

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Traceback" not in answer.content.decode()
    assert "sessionid" not in visitor.cookies


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has no replica")
def test_what_can_be_made_anew_waits_for_no_replica(db):
    wait_for_no_replica()

    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("local",)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it may have a replica")
def test_sqlite_has_no_replica_to_wait_for(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        wait_for_no_replica()
