"""T13: whether somebody has an account is told to nobody, by words or by time."""

import re
import time
from statistics import median

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_user

TRIES = 50
BAND = 0.2


class Counted(MD5PasswordHasher):
    hashes = []

    def encode(self, password, salt):
        self.hashes.append(password)
        return super().encode(password, salt)


@pytest.fixture
def people(db):
    """Who is tried at the door, by what each of them stands for."""
    make_user("mali", email="mali@example.org")
    make_user("gone", email="gone@example.org", is_active=False)
    keyless = make_user("keyless", email="keyless@example.org")
    keyless.set_unusable_password()
    keyless.save()


KINDS = {
    "known": "mali",
    "by address": "mali@example.org",
    "closed": "gone",
    "without a password": "keyless",
    "unknown": "nobody",
    "unknown address": "nobody@example.org",
}


def knock(login):
    typed = {"login": login, "password": "a wrong password"}
    return Client().post(reverse("account_login"), typed)


def bare(response, typed):
    """A page without what every visitor gets anew."""
    html = response.content.decode().replace(typed, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_t13_the_door_says_the_same_to_all(people):
    names = {
        kind: typed
        for kind, typed in KINDS.items()
        if "address" not in kind  # what was typed decides what it calls it
    }
    addresses = ("mali@example.org", "nobody@example.org", "gone@example.org")

    by_name = {bare(knock(typed), typed) for typed in names.values()}
    by_address = {bare(knock(typed), typed) for typed in addresses}

    assert (len(by_name), len(by_address)) == (1, 1)


def test_t13_each_try_takes_one_hash_and_the_same_questions(people, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    taken = {}
    for kind, typed in KINDS.items():
        Counted.hashes.clear()
        with CaptureQueriesContext(connection) as queries:
            knock(typed)
        taken[kind] = (len(Counted.hashes), len(queries))

    assert len(set(taken.values())) == 1, taken
    assert taken["unknown"][0] == 1


def test_t13_an_account_that_is_closed_is_not_told_with_its_password(people):
    typed = {"login": "gone", "password": "a long enough password"}

    right = Client().post(reverse("account_login"), typed)

    assert bare(right, "gone") == bare(knock("nobody"), "nobody")


def test_t13_a_locked_name_is_locked_whether_it_is_anybodys(people):
    pages = []
    for number, typed in enumerate(("mali", "nobody")):
        for _try in range(6):
            answer = Client().post(
                reverse("account_login"),
                {"login": typed, "password": "wrong"},
                REMOTE_ADDR=f"192.0.2.{number}",
            )
        pages.append(bare(answer, typed))

    assert pages[0] == pages[1]


def test_t13_the_letter_is_promised_to_all(people):
    path = reverse("account_reset_password")
    emails = ("mali@example.org", "gone@example.org", "nobody@example.org")

    answers = [Client().post(path, {"email": email}, follow=True) for email in emails]

    assert len({bare(answer, "") for answer in answers}) == 1


def test_t13_sign_up_tells_nothing(people):
    path = reverse("account_signup")

    answers = [
        Client().post(path, {"username": name, "email": f"{name}@example.org"})
        for name in ("mali", "nobody")
    ]

    assert len({bare(answer, "") for answer in answers}) == 1


def seconds(act, *whom):
    """The medians, in turn: what slows the machine slows all alike."""
    taken = {each: [] for each in whom}
    for _try in range(TRIES):
        for each in whom:
            began = time.perf_counter()
            act(each)
            taken[each].append(time.perf_counter() - began)
    return [median(times) for times in taken.values()]


def is_one_band(times):
    return max(times) - min(times) <= BAND * max(times)


@pytest.mark.audit
def test_t13_time_tells_nothing_at_the_door(people, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = make_user("somchai")

    times = seconds(knock, user.username, "nobody")

    assert is_one_band(times), times


@pytest.mark.audit
def test_t13_time_tells_nothing_of_letters(people, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_RESET_ANSWER_TAKES = 0.3
    path = reverse("account_reset_password")

    times = seconds(
        lambda email: Client().post(path, {"email": email}),
        "mali@example.org",
        "nobody@example.org",
    )

    assert is_one_band(times), times
