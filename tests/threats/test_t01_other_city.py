"""T1: an officer changes no other city by its name, nor a row by another's number.

Each address of a city, with each of its acts: tests/test_replay.py.
"""

import pytest

from cities.models import City
from creativecity.ledger.models import LogEntry
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.factories import make_evidence, make_reading

OTHERS = ["chiang-rai", "phetchaburi", "sukhothai", "suphan-buri"]
VERBS = ["get", "head", "post", "put", "patch", "delete"]
RECORD = {"R2.1-base": "", "R2.1-choice": "2", "R2.1-note": "x"}


@pytest.mark.parametrize("slug", OTHERS)
def test_t01_no_verb_reaches_another_city(slug, sign_in, cast):
    client, before = sign_in(OFFICER), LogEntry.objects.count()
    pages = ["readiness", "milestones", "library", "outcomes", "districts"]
    paths = [address(f"staff:cities:{page}", slug=slug) for page in pages]

    answers = {
        getattr(client, verb)(path, RECORD).status_code
        for path in paths
        for verb in VERBS
    }

    assert answers == {404, 405}
    assert LogEntry.objects.count() == before


@pytest.mark.parametrize("slug", ["nan", *OTHERS])
def test_t01_rows_of_another_city_are_not_found_by_their_number(slug, sign_in, cast):
    other = City.objects.get(slug="sukhothai")
    piece = make_evidence(other)
    reading = make_reading(other, by=cast["officer.sukhothai"], evidence=[piece])
    client, before = sign_in(OFFICER), LogEntry.objects.count()
    paths = [
        address("staff:cities:evidence", slug=slug, pk=piece.pk),
        address("staff:cities:edit_evidence", slug=slug, pk=piece.pk),
        address("staff:cities:retire_evidence", slug=slug, pk=piece.pk),
        address("staff:cities:put_evidence_back", slug=slug, pk=piece.pk),
        address("staff:cities:withdraw_reading", sequence=reading.sequence),
    ]
    sent = {"reason": "x", "title_th": "x", "base": "1000000000", "step": "propose"}

    answers = {path: client.post(path, sent).status_code for path in paths}

    assert set(answers.values()) == {404}
    assert LogEntry.objects.count() == before


def test_t01_what_is_not_there_answers_as_what_is_not_yours(sign_in, cast):
    piece = make_evidence(City.objects.get(slug="sukhothai"))
    client, name = sign_in(OFFICER), "staff:cities:evidence"

    foreign = client.get(address(name, slug="sukhothai", pk=piece.pk))
    nothing = client.get(address(name, slug="sukhothai", pk=piece.pk + 1000))

    assert (foreign.status_code, nothing.status_code) == (404, 404)
