"""T33: one address that asks the API without end is told to wait."""

from collections import Counter

import pytest
from django.core.cache import cache

CITIES = "/api/v1/cities/"


@pytest.fixture(autouse=True)
def _sixty_a_minute(settings, facts):
    settings.API_RATE = 60
    cache.clear()
    yield
    cache.clear()


def test_two_hundred_requests_are_told_to_wait(client):
    answers = [client.get(CITIES) for _time in range(200)]

    counted = Counter(response.status_code for response in answers)
    waits = {int(r["Retry-After"]) for r in answers if r.status_code == 429}
    # They may fall into two minutes, each with its sixty.
    assert 60 <= counted[200] <= 120
    assert counted[200] + counted[429] == 200
    assert all(0 < seconds <= 60 for seconds in waits)


def test_another_address_is_served_meanwhile(client):
    for _time in range(61):
        client.get(CITIES)

    assert client.get(CITIES, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_what_was_fetched_already_is_not_made_again(client):
    first = client.get(CITIES)

    again = client.get(CITIES, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
