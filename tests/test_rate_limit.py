"""How often one address may send: counted without keeping the address."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from creativecity.rate_limit import count, has_room
from tests.ledger.test_concurrency import at_once


@pytest.fixture(autouse=True)
def _nobody_sent():
    cache.clear()
    yield
    cache.clear()


def asked(address="203.0.113.7", **headers):
    request = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    return has_room(request, "test", limit=2, seconds=60)


def test_the_limit_is_of_one_address():
    assert [asked() for _ in range(3)] == [True, True, False]
    assert asked("203.0.113.8")


def test_one_network_of_newer_addresses_counts_as_one():
    addresses = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::3")

    assert [asked(address) for address in addresses] == [True, True, False]
    assert asked("2001:db8:1:3::1")


def test_what_a_visitor_says_of_the_address_is_not_believed(settings):
    said = [asked(x_forwarded_for=f"198.51.100.{n}") for n in range(3)]

    assert said == [True, True, False]


def test_what_our_own_proxy_says_is(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert [asked(x_forwarded_for=f"6.6.6.6, 198.51.100.{n}") for n in range(3)] == [
        True,
        True,
        True,
    ]


def test_no_address_is_kept():
    asked("203.0.113.7")

    assert not [key for key in cache._cache if "203.0.113.7" in key]


def test_of_many_at_once_no_more_get_in():
    got_in = at_once(lambda number: asked(), 20)

    assert sum(got_in) == 2


def test_older_address_in_the_form_of_a_newer_one_counts_as_itself():
    mapped = [asked(f"::ffff:203.0.113.{number}") for number in (7, 8, 9)]

    assert mapped == [True, True, True]
    assert [asked(each) for each in ("203.0.113.7", "::ffff:203.0.113.7")] == [
        True,
        False,
    ]


def counted(address="203.0.113.7", action="test"):
    """In a stretch of time that does not end here."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    times, _left = count(request, action, seconds=10**10)
    return times


def test_requests_of_one_address_are_counted():
    assert [counted() for _ in range(3)] == [1, 2, 3]
    assert counted("203.0.113.8") == 1
    assert counted(action="other") == 1


def test_what_is_left_of_the_stretch_is_told():
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")

    _times, left = count(request, "test", seconds=60)

    assert left in range(1, 61)


def test_many_at_once_are_counted_one_by_one():
    assert sorted(at_once(lambda number: counted(), 20)) == list(range(1, 21))


def test_count_that_had_to_make_room_in_the_cache_begins_anew(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }

    assert [counted() for _ in range(2)] == [1, 1]
