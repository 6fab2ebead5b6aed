"""T32: whoever asks for a long report many times stops nobody's work."""

import pytest
from django_tasks_db.models import DBTaskResult

from programmes.models import Rendering, Target
from programmes.renderings import AT_ONCE
from tests.factories import make_city

REPORT = "/th/reviews/mou-2563/4/report"


@pytest.fixture
def many_cities(cast, settings):
    """More than can be waited for, and a queue that a worker takes one by one from."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    target = Target.objects.first()
    for number in range(AT_ONCE):
        city = make_city(f"city-{number}")
        target.pk, target.city, target.code = None, city, f"X{number}"
        target.save()


@pytest.mark.slow
def test_fifty_requests_are_one_file_in_the_queue(many_cities, sign_in):
    client = sign_in("cea")

    answers = {
        client.get(f"{REPORT}.pdf", follow=True).status_code for _time in range(50)
    }

    assert answers == {202}
    assert Rendering.objects.count() == DBTaskResult.objects.count() == 1


def test_others_who_ask_wait_for_the_same_file(many_cities, sign_in):
    for name in ("dasta", "cea", "secretary", "auditor"):
        sign_in(name).get(f"{REPORT}.pdf", follow=True)

    assert DBTaskResult.objects.count() == 1


def test_a_visitor_starts_nothing(many_cities, client):
    response = client.get(f"{REPORT}.pdf")

    assert (response.status_code, DBTaskResult.objects.count()) == (302, 0)
