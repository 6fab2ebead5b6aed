"""T18: who saves last takes nothing of what somebody else saved meanwhile.

Each form that knows on what it was opened: tests/test_methods.py; eight writers at
once: tests/cities/test_concurrency.py.
"""

from django.contrib.auth import get_user_model

from cities.models import City
from creativecity.ledger.models import Head
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.factories import make_evidence, make_user
from tests.signing_in import signed_in


def test_t18_two_browsers_with_one_form_open(sign_in, cast):
    nan = City.objects.get(slug="nan")
    colleague = make_user("colleague", role="officer")
    nan.officers.add(colleague)
    piece = make_evidence(nan)
    path = address("staff:cities:edit_evidence", pk=piece.pk)
    opened = str(Head.objects.get().sequence)
    first, second = sign_in(OFFICER), signed_in(colleague)

    kept = first.post(path, {"title_th": "แผนปี 2570", "base": opened})
    told = second.post(path, {"title_th": "แผนปี 2571", "base": opened})

    piece.refresh_from_db()
    assert (kept.status_code, told.status_code) == (302, 409)
    assert piece.title_th == "แผนปี 2570"
    assert "แผนปี 2571" in told.content.decode()


def test_t18_two_browsers_with_one_indicator_open(sign_in, cast):
    nan = City.objects.get(slug="nan")
    colleague = make_user("colleague", role="officer")
    nan.officers.add(colleague)
    path = address("staff:cities:indicator", code="R2.1")
    sent = {"R2.1-base": "", "R2.1-choice": "2", "R2.1-note": "คนแรก"}

    kept = sign_in(OFFICER).post(path, sent)
    told = signed_in(colleague).post(path, {**sent, "R2.1-note": "คนที่สอง"})

    notes = [reading.note for reading in nan.readings.all()]
    assert (kept.status_code, told.status_code) == (302, 409)
    assert notes == ["คนแรก"]
    assert get_user_model().objects.filter(pk=colleague.pk).exists()
