"""Accounts with addresses, and days of letters that go by."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from cities.models import City
from programmes.letters.round import make_round
from programmes.letters.sending import send


@pytest.fixture
def addressed(cast):
    """The cast, each with an address of their own."""
    for user in get_user_model().objects.all():
        user.email = f"{user.username}@creativecity.example"
        user.save()
        cast[user.username] = user
    return cast


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def run_day():
    """`run_day(day)` is the round of a day: {user name: the subject it was sent}."""

    def run(on):
        before = len(mail.outbox)
        list(make_round(on, lambda pk: send(pk, on)))
        return {
            message.to[0].split("@")[0]: message for message in mail.outbox[before:]
        }

    return run


@pytest.fixture
def run_days(run_day):
    """`run_days(user, first, days)` are the days from `first` on which it got one."""

    def run(name, first, days):
        on = [first + timedelta(days=n) for n in range(days)]
        return [day for day in on if name in run_day(day)]

    return run
