"""What is worked out before the ledger's lock, and told behind it."""

import pytest
from django.db import transaction

from creativecity.ledger import verbs
from creativecity.ledger.ahead import ahead
from creativecity.ledger.chain import lock
from creativecity.ledger.models import LogEntry
from tests.factories import make_city, new_fact

pytestmark = pytest.mark.django_db


def count_entries(asked):
    """How many entries are there; `asked` tells how often that was worked out."""
    asked.append(LogEntry.objects.count())
    return asked[-1]


@transaction.atomic
def told_behind_the_lock(counted):
    return counted(lock())


def test_nothing_is_worked_out_twice_where_nothing_was_written():
    asked = []
    counted = ahead(lambda: count_entries(asked))

    told = told_behind_the_lock(counted)

    assert asked == [told]


def test_what_was_written_before_the_lock_is_told_behind_it():
    asked = []
    counted = ahead(lambda: count_entries(asked))
    verbs.add(new_fact(), by=None)

    told = told_behind_the_lock(counted)

    assert asked == [told - 1, told]


def test_what_was_written_while_it_was_worked_out_is_told_behind_the_lock():
    asked = []

    def count_and_be_overtaken():
        count = count_entries(asked)
        if len(asked) == 1:
            make_city()
        return count

    counted = ahead(count_and_be_overtaken)

    assert told_behind_the_lock(counted) == LogEntry.objects.count()
