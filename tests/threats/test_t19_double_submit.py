"""T19: twenty presses of one button at the same moment leave one row.

Two seals at once: tests/programmes/test_sealing_at_once.py; two imports:
tests/programmes/test_imports_at_once.py.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cities.models import Agency, City, Verification
from cities.rubric_file import publish
from creativecity.ledger import verbs
from creativecity.ledger.verification import first_fault
from programmes.models import Programme
from programmes.roles import sync
from tests.addresses import address
from tests.factories import make_city, make_reading, make_user
from tests.signing_in import signed_in

PRESSES = 20


@pytest.fixture
def agency(emptied_after):
    """A city whose officer recorded a level, and somebody who verifies it."""
    sync()
    publish()
    names = dict.fromkeys(("name_th", "name_en", "short_th", "short_en"), "cea")
    agency = verbs.create(Agency(code="cea", **names), by=None)
    user = make_user("cea", role="agency")
    agency.staff.add(user)
    return user


def pressed_at_once(task):
    together = Barrier(PRESSES)

    def run(_number):
        try:
            together.wait(timeout=60)
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        return list(pool.map(run, range(PRESSES)))


def test_t19_twenty_verdicts_at_once_are_one(agency):
    reading = make_reading(make_city(), by=make_user("officer"))
    path = address("staff:cities:verify_reading", sequence=reading.sequence)
    clients = [signed_in(agency) for _press in range(PRESSES)]

    answers = pressed_at_once(
        lambda: clients.pop().post(path, {"verdict": "verified"}).status_code
    )

    assert Verification.objects.count() == 1
    assert answers.count(302) >= 1
    assert max(answers) < 500
    assert first_fault() is None
    assert not Programme.objects.exists()
    assert City.objects.count() == 1
