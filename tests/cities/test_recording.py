"""Recording holds everybody else up, and so it is done in few statements."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City, Reading, ReadingEvidence, Rubric
from cities.models.claim import Claim
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import DAY, make_evidence, new_fact

pytestmark = pytest.mark.both


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(cast):
    return cast["officer.nan"]


def claims_of(indicators, evidence, level=3):
    return [
        Claim(Reading(indicator=each, level=level, effective_on=DAY), None, evidence)
        for each in indicators
    ]


def test_many_readings_take_as_many_statements_as_one(nan, officer):
    first, *others = Rubric.in_force().indicators()
    pieces = [make_evidence(nan), make_evidence(nan, title_th="แผน")]
    counts = []
    for indicators in ([first], others):
        claims = claims_of(indicators, pieces)
        with CaptureQueriesContext(connection) as queries:
            nan.record_all(claims, by=officer)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert Reading.objects.count() == 1 + len(others)
    assert ReadingEvidence.objects.count() == 2 * (1 + len(others))
    assert first_fault() is None


def test_each_of_many_readings_has_an_entry_at_its_own_place(nan, officer):
    before = chain.latest()
    indicators = Rubric.in_force().indicators()[:3]
    piece = make_evidence(nan)

    recorded = nan.record_all(claims_of(indicators, [piece, piece]), by=officer)

    told = LogEntry.objects.filter(sequence__gt=before + 1).order_by("sequence")
    links = ReadingEvidence.objects.order_by("sequence")
    rows = [*recorded, *links]  # a piece named twice is attached once
    assert [entry.sequence for entry in told] == [row.sequence for row in rows]
    assert [entry.subject_id for entry in told] == [str(row.pk) for row in rows]
    assert [link.reading for link in links] == recorded


def test_none_is_recorded_where_one_of_them_rests_on_nothing(nan, officer):
    indicators = Rubric.in_force().indicators()[:2]
    proven, bare = claims_of(indicators[:1], [make_evidence(nan)]), []
    before = chain.latest()

    with pytest.raises(ValidationError) as refusal:
        nan.record_all([*proven, *claims_of(indicators[1:], bare)], by=officer)

    assert refusal.value.code == "evidence-missing"
    assert chain.latest() == before
    assert not Reading.objects.exists()


def test_nothing_to_record_writes_nothing(nan, officer):
    before = chain.latest()

    assert nan.record_all([], by=officer) == []
    assert chain.latest() == before


def test_rows_behind_a_locked_head_follow_one_another(db):
    facts = [new_fact(topic="name"), new_fact(topic="population")]
    head = chain.lock()
    before = head.sequence

    verbs.add_behind(head, facts, by=None)

    assert [fact.sequence for fact in facts] == [before + 1, before + 2]
    assert head.sequence == chain.latest() == before + 2
    assert first_fault() is None
