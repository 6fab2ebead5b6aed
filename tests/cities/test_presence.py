"""Who else has the grid open, and what they recorded meanwhile."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cities.models import City, Draft
from creativecity.ledger import chain
from tests.addresses import address
from tests.factories import make_reading, make_user
from tests.visible import visible_text

OFFICER = "officer.nan"


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def colleague(nan):
    user = make_user("colleague", role="officer")
    nan.officers.add(user)
    return user


@pytest.fixture
def colleagues_page(colleague):
    client = Client()
    client.force_login(colleague)
    return client


def beat(client, **data):
    return client.post(address("staff:cities:presence"), data)


def test_two_who_have_the_grid_open_see_each_other(sign_in, colleagues_page):
    mine = sign_in(OFFICER)
    beat(mine)

    theirs = beat(colleagues_page)
    again = beat(mine)

    assert OFFICER in visible_text(theirs)
    assert "colleague" in visible_text(again)


def test_a_page_that_beats_no_more_is_gone(sign_in, colleague):
    Draft.objects.keep(colleague, "cities.city/nan open", "page", {})
    long_ago = timezone.now() - timedelta(seconds=46)
    Draft.objects.filter(user=colleague).update(saved_at=long_ago)

    assert "colleague" not in visible_text(beat(sign_in(OFFICER)))


def test_to_look_is_not_to_be_there(sign_in, colleagues_page):
    colleagues_page.get(address("staff:cities:presence"))

    assert "colleague" not in visible_text(beat(sign_in(OFFICER)))


def test_what_others_recorded_since_the_page_was_opened_is_named(
    sign_in, nan, cast, colleague
):
    client = sign_in(OFFICER)
    make_reading(nan, "R1.1", by=colleague)
    since = chain.latest()
    first = beat(client)
    make_reading(nan, "R1.2", by=colleague)
    make_reading(nan, "R1.3", by=cast[OFFICER])

    later = visible_text(beat(client, since=since))

    assert f'value="{since}"' in first.content.decode()
    assert "R1.2" in later
    assert "R1.1" not in later
    assert "R1.3" not in later


@pytest.mark.parametrize("since", ["x", "-1", "9" * 40, "๑"])
def test_a_point_that_is_none_is_the_newest(since, sign_in, nan):
    response = beat(sign_in(OFFICER), since=since)

    assert f'value="{chain.latest()}"' in response.content.decode()


def test_the_page_of_another_city_is_not_to_be_found(sign_in, nan):
    response = beat(sign_in("officer.sukhothai"))

    assert response.status_code == 404
