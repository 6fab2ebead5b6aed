"""What was read of the public record: asked once a version, anew for each reader."""

import pytest
from django.db import transaction

from creativecity.ledger.remembered import by_version, remembered, told_at


@pytest.fixture
def asked(transactional_db, settings):
    """The names under which `read` was asked, in turn."""
    settings.REMEMBERED = 1
    remembered.forget()
    names.clear()
    yield names
    remembered.forget()


names = []


@by_version
def read(name, size=1):
    names.append(name)
    return [name * size]


def test_it_is_asked_once_a_version(asked):
    for version in (7, 7, 8, 8):
        with told_at(version):
            assert read("nan") == ["nan"]

    assert asked == ["nan", "nan"]


def test_other_arguments_are_asked_for_themselves(asked):
    with told_at(7):
        found = [read("nan"), read("trat"), read("nan")]

    assert found == [["nan"], ["trat"], ["nan"]]
    assert asked == ["nan", "trat"]


def test_whoever_changes_an_answer_changes_it_alone(asked):
    with told_at(7):
        read("nan").append("of mine")

        assert read("nan") == ["nan"]


@by_version
def find(name):
    names.append(name)


def test_what_is_not_there_is_asked_for_each_time(asked):
    with told_at(7):
        found = [find("atlantis"), find("atlantis")]

    assert found == [None, None]
    assert asked == ["atlantis", "atlantis"]


def test_no_number_of_empty_answers_takes_more_than_its_share(asked):
    """One for each address that somebody makes up, as long as an address may be."""
    with told_at(7):
        for number in range(1000):
            read(f"{number}{'x' * 3000}", 0)

    kept = remembered.answers
    taken = sum(len(key[-1][0]) + len(answer) for key, answer in kept.items())
    assert 0 < taken <= 1024 * 1024


@pytest.mark.parametrize("version", [None, 7])
def test_outside_of_a_page_it_is_asked_each_time(version, asked):
    with told_at(version):
        pass
    read("nan")
    with told_at(None):
        read("nan")

    assert asked == ["nan", "nan"]


def test_inside_a_transaction_nothing_is_remembered(asked):
    with told_at(7):
        with transaction.atomic():
            read("nan")
        read("nan")
        with transaction.atomic():
            read("nan")

    assert asked == ["nan", "nan", "nan"]


def test_without_room_it_is_asked_each_time(asked, settings):
    settings.REMEMBERED = 0

    with told_at(7):
        assert read("nan") == read("nan") == ["nan"]

    assert asked == ["nan", "nan"]


def test_an_answer_that_takes_a_quarter_of_the_room_is_not_kept(asked):
    with told_at(7):
        assert read("n", 300_000) == read("n", 300_000)

    assert asked == ["n", "n"]
