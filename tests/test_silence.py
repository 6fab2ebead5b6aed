"""A database that says nothing is given up, and does not hold up everybody."""

import psycopg2
import pytest
from django.db.backends.postgresql import base as django_base

from creativecity.postgresql import base
from creativecity.postgresql.silence import Silence


@pytest.fixture
def silence():
    return Silence()


def test_nobody_asks_for_three_seconds_after_one_waited_in_vain(silence):
    silence.failed("default", began=10, now=13)

    assert [silence.may_ask("default", now) for now in (13, 15.9)] == [False, False]
    assert silence.may_ask("default", 16)


def test_of_those_who_wait_for_the_end_of_a_rest_one_asks(silence):
    silence.failed("default", began=10, now=13)

    assert [silence.may_ask("default", 16) for _reader in range(3)] == [
        True,
        False,
        False,
    ]
    assert silence.may_ask("default", 20)  # whoever asked was never heard of again


def test_a_no_is_no_silence(silence):
    silence.failed("default", began=10, now=10.1)

    assert silence.may_ask("default", 10.1)


def test_a_no_ends_the_silence(silence):
    silence.failed("default", began=10, now=13)
    silence.failed("default", began=16, now=16.1)

    assert [silence.may_ask("default", 16.2) for _reader in range(2)] == [True, True]


def test_an_answer_ends_the_silence(silence):
    silence.failed("default", began=10, now=13)
    silence.answered("default")

    assert [silence.may_ask("default", 13) for _reader in range(2)] == [True, True]


def test_each_database_is_silent_by_itself(silence):
    silence.failed("replica", began=10, now=13)

    assert silence.may_ask("default", 13)


class Machine:
    """What a connection is asked of: silent for its first questions, then there."""

    def __init__(self, silent_for):
        self.silent_for, self.asked, self.now = silent_for, 0, 100.0

    def connect(self, _params):
        self.asked += 1
        if self.asked <= self.silent_for:
            self.now += 3
            raise psycopg2.OperationalError("timeout expired")
        return "a connection"


@pytest.fixture
def machine(monkeypatch):
    machine = Machine(silent_for=1)
    monkeypatch.setattr(base, "SILENCE", Silence())
    monkeypatch.setattr(base, "monotonic", lambda: machine.now)
    monkeypatch.setattr(
        django_base.DatabaseWrapper, "get_new_connection", machine.connect
    )
    return machine


def test_a_second_question_is_refused_at_once_and_a_later_one_is_asked(machine):
    wrapper = base.DatabaseWrapper({}, "default")

    for words in ("timeout expired", "a moment ago"):
        with pytest.raises(psycopg2.OperationalError, match=words):
            wrapper.get_new_connection({})
    asked = machine.asked
    machine.now += 3

    assert asked == 1
    assert wrapper.get_new_connection({}) == "a connection"
    assert wrapper.get_new_connection({}) == "a connection"
