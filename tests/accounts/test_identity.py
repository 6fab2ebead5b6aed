"""Who is meant by what was typed at the door."""

import pytest
from django.contrib.auth import authenticate

from creativecity.accounts.identity import account_of
from tests.factories import make_user

PASSWORD = "a long enough password"


@pytest.fixture
def mali(db):
    return make_user("mali", email="mali@example.org")


@pytest.mark.parametrize(
    "typed", ["mali", "Mali", "mali@example.org", "Mali@Example.org"]
)
def test_an_account_is_found_by_its_name_or_address(typed, mali):
    assert account_of(typed) == mali


@pytest.mark.parametrize("typed", ["nobody", "mal", "", "mali@example.com"])
def test_nobody_is_found_by_what_is_nobodys(typed, mali):
    assert account_of(typed) is None


def test_a_name_goes_before_an_address(mali):
    named = make_user("mali@example.org")

    assert account_of("mali@example.org") == named


def test_of_two_names_that_differ_in_capitals_the_one_as_typed_is_meant(mali):
    other = make_user("MALI")

    assert [account_of(typed) for typed in ("mali", "MALI", "Mali")] == [
        mali,
        other,
        None,
    ]


def test_an_address_that_two_accounts_share_is_nobodys(mali):
    make_user("second", email="mali@example.org")

    assert account_of("mali@example.org") is None


def test_of_those_that_share_one_the_active_one_is_meant(mali):
    make_user("second", email="mali@example.org", is_active=False)

    assert account_of("mali@example.org") == mali


@pytest.mark.parametrize("name", ["username", "email"])
def test_the_right_password_opens(name, mali):
    typed = {"username": "mali", "email": "mali@example.org"}[name]

    assert authenticate(None, password=PASSWORD, **{name: typed}) == mali


def test_a_wrong_one_does_not(mali):
    assert authenticate(None, username="mali", password="wrong") is None


def test_a_closed_account_does_not_open(db):
    make_user("gone", is_active=False)

    assert authenticate(None, username="gone", password=PASSWORD) is None


def test_without_a_name_or_a_password_nobody_is_meant(mali):
    assert authenticate(None, username="", password=PASSWORD) is None
    assert authenticate(None, username="mali", password=None) is None
