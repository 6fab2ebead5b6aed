"""What the door tells the log, and what it counts."""

import logging

import pytest
from django.urls import reverse

from tests.factories import make_user

PASSWORD = "a long enough password"


@pytest.fixture
def told(caplog):
    """What the security log was told: (level, event, account)."""
    caplog.set_level(logging.INFO, "creativecity.security")

    def events():
        rows = [r for r in caplog.records if r.name == "creativecity.security"]
        return [(row.levelname, row.getMessage()) for row in rows]

    return events


def try_door(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def test_a_sign_in_is_told(client, db, told):
    make_user("mali")

    try_door(client, "mali")

    assert told() == [("INFO", "signed in")]


def test_a_sign_out_is_told(client, db, told):
    make_user("mali")
    try_door(client, "mali")

    client.post(reverse("account_logout"))

    assert told() == [("INFO", "signed in"), ("INFO", "signed out")]


def test_a_superusers_sign_in_raises_an_alarm(client, db, told):
    make_user("root", is_superuser=True)

    response = try_door(client, "root")

    assert response.url == reverse("staff:accounts")  # there is no desk for them
    assert told() == [("INFO", "signed in"), ("WARNING", "a superuser signed in")]


def test_what_fails_is_told_without_what_was_typed(client, db, told, caplog):
    make_user("mali")

    try_door(client, "mali", "typed-by-mistake")
    try_door(client, "a password in the wrong box")

    assert told() == [("INFO", "sign-in failed")] * 2
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert "typed-by-mistake" not in said
    assert "wrong box" not in said


def test_a_locked_account_is_told(client, db, told):
    make_user("mali")
    for _try in range(5):
        try_door(client, "mali", "wrong")

    try_door(client, "mali")

    assert told()[-1] == ("INFO", "locked out")


def test_a_right_password_counts_for_nothing(client, db):
    make_user("mali")
    for _try in range(7):
        try_door(client, "mali")
        client.post(reverse("account_logout"))

    assert try_door(client, "mali").status_code == 302


@pytest.mark.parametrize("typed", ["A secret  Sentence", " a secret  sentence"])
def test_a_password_counts_as_it_was_chosen(typed, client, db):
    user = make_user("mali")
    user.set_password("a secret  sentence")
    user.save()

    assert try_door(client, "mali", typed).status_code == 200
    assert try_door(client, "mali", "a secret  sentence").status_code == 302


def test_a_name_or_password_too_long_is_not_tried(client, db, told):
    response = try_door(client, "m" * 300, "p" * 200)

    assert set(response.context["form"].errors) == {"login", "password"}
    assert told() == []
