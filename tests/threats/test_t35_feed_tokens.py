"""T35: there is no feed with a key in its address that could leak what is private.

Calendar and feeds hold what is public, and say the same to everybody.
"""

import pytest

from tests.factories import make_milestone

FEEDS = [
    "/calendar.ics",
    "/calendar.ics?city=nan",
    "/th/changes.atom",
    "/en/changes.atom",
    "/th/cities/nan/changes.atom",
]
ASKED = ["token", "key", "user", "secret"]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_to_staff_what_it_says_to_visitors(address, client, sign_in, cast):
    make_milestone(cast["officer.nan"].cities.get(), by=cast["secretary"])

    visitor = client.get(address).content

    assert {sign_in(n).get(address).content for n in ("officer.nan", "cea")} == {
        visitor
    }


@pytest.mark.parametrize("name", ASKED)
def test_no_key_in_the_address_opens_more(name, client, facts):
    plain = client.get("/calendar.ics").content

    assert client.get(f"/calendar.ics?{name}=1").content == plain
