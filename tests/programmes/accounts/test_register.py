"""The register of accounts: posts, factors, days, and who may change whose."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.models import City, Expert
from programmes.accounts.register import (
    everybody,
    manageable_by,
    named,
    register,
    role_ended_on,
)
from programmes.forms.accounts import AccountFilter
from tests.factories import make_assignment, make_user

ON = date(2026, 11, 26)
BEFORE, YESTERDAY = date(2026, 1, 1), ON - timedelta(days=1)


@pytest.fixture
def expert(cast):
    """Somebody whose assignments a test says."""
    expert = Expert.objects.get(user=cast["expert"])
    expert.assignments.all().delete()
    return expert


def row_of(cast, name, by="secretary"):
    [row] = register(everybody().filter(username=name), by=cast[by], on=ON)
    return row


def ended_on(cast):
    return role_ended_on(everybody().get(pk=cast["expert"].pk), ON)


def test_each_account_is_there_with_its_post_and_state(cast):
    get_user_model().objects.filter(username="cea").update(last_login=timezone.now())
    get_user_model().objects.filter(username="dasta").update(is_active=False)
    Authenticator.objects.create(user=cast["cea"], type="totp", data={})
    Authenticator.objects.create(user=cast["dasta"], type="recovery_codes", data={})

    cea, dasta, nobody = (row_of(cast, name) for name in ("cea", "dasta", "nobody"))

    assert [post.key() for post in cea.posts] == ["agency-cea"]
    assert (cea.state(), cea.user.has_factor) == ("active", True)
    assert (dasta.state(), dasta.user.has_factor) == ("closed", False)
    assert (nobody.state(), nobody.posts) == ("new", ())


def test_name_is_that_of_the_person_where_it_is_known(cast):
    make_user("manee", first_name="มานี มีนา")

    assert row_of(cast, "manee").name() == "มานี มีนา"
    assert row_of(cast, "cea").name() == "cea"


@pytest.mark.parametrize(
    ("last_days", "expected"),
    [
        ([], None),  # never sent anywhere yet
        ([None], None),  # runs on
        ([ON], None),  # its last day is today
        ([ON + timedelta(days=9)], None),
        ([YESTERDAY], YESTERDAY),
        ([BEFORE, YESTERDAY], YESTERDAY),
        ([YESTERDAY, None], None),
    ],
)
def test_an_experts_role_ends_with_the_last_assignment(
    last_days, expected, cast, expert
):
    for number, day in enumerate(last_days):
        starts_on = BEFORE - timedelta(days=number)
        nan = City.objects.get(slug="nan")
        make_assignment(expert, nan, starts_on=starts_on, ends_on=day)

    assert ended_on(cast) == expected
    assert row_of(cast, "expert").state() == ("ended" if expected else "new")


def test_from_the_day_after_an_expert_finds_no_city(cast, expert):
    nan = City.objects.get(slug="nan")
    make_assignment(expert, nan, starts_on=BEFORE, ends_on=YESTERDAY)

    seen = {
        on: City.objects.visible_to(cast["expert"], on).count()
        for on in (YESTERDAY, ON)
    }

    assert seen == {YESTERDAY: 1, ON: 0}


def test_a_retired_assignment_ends_no_role(cast, expert):
    nan = City.objects.get(slug="nan")
    row = make_assignment(expert, nan, starts_on=BEFORE, ends_on=YESTERDAY)
    row.retire(by=None, reason="ซ้ำ")

    assert ended_on(cast) is None


def test_nobody_changes_their_own_account_or_that_of_the_administrator(cast):
    root, other = (make_user(name, is_superuser=True) for name in ("root", "other"))
    make_user("second", role="secretary")

    managed = {
        name: set(manageable_by(user).values_list("username", flat=True))
        for name, user in (("secretary", cast["secretary"]), ("root", root))
    }

    everyone = {*cast, "second"}
    assert managed["secretary"] == everyone - {"secretary", "second"}
    assert managed["root"] == everyone
    assert other.username not in managed["root"]


def test_register_asks_no_more_for_many(cast):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            rows = register(everybody(), by=cast["secretary"], on=ON)
            assert [str(post) for row in rows for post in row.posts]
        return len(asked)

    before = queries()
    for number in range(20):
        user = make_user(f"officer{number}", role="officer")
        City.objects.get(slug="nan").officers.add(user)

    assert queries() == before


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"role": "agency"}, {"cea", "dasta"}),
        ({"role": "without"}, {"nobody", "manee"}),
        ({"state": "closed"}, {"dasta"}),
        ({"state": "active"}, {"cea"}),
        ({"factor": "with"}, {"cea"}),
        ({"factor": "without", "role": "agency"}, {"dasta"}),
        ({"q": "มีนา"}, {"manee"}),
        ({"q": "CEA", "role": "nonsense"}, {"cea"}),
    ],
)
def test_filter_finds_what_was_chosen(chosen, expected, cast):
    make_user("manee", first_name="มานี มีนา")
    get_user_model().objects.filter(username="cea").update(last_login=timezone.now())
    get_user_model().objects.filter(username="dasta").update(is_active=False)
    Authenticator.objects.create(user=cast["cea"], type="webauthn", data={})

    found = AccountFilter(chosen).page(None, by=cast["secretary"], on=ON)

    assert {row.user.username for row in found} == expected


def test_filter_with_nothing_chosen_finds_all(cast):
    found = AccountFilter({}).page(None, by=cast["secretary"], on=ON)

    assert len(found) == len(cast)


def test_an_address_is_not_searched(cast):
    make_user("manee", email="canary@example.org")

    assert not named(everybody(), "canary").exists()
