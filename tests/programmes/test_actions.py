"""Acts that write several models: a decision, and what it does to a request."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import City
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from programmes.models import Decision, Effect
from tests.factories import (
    DAY,
    decide_request,
    make_milestone,
    make_request,
    make_user,
)

DUE, LATER = date(2030, 6, 30), date(2030, 9, 30)


@pytest.fixture
def key(facts):
    return make_milestone(City.objects.get(slug="nan"), due=DUE, is_key=True)


@pytest.fixture
def officer(facts):
    return make_user("officer", role="officer")


@pytest.fixture
def secretary(facts):
    return make_user("secretary", role="secretary")


@pytest.fixture
def request_(key, officer):
    return make_request(key, LATER, by=officer, note="รอหนังสือ")


def test_approval_lets_the_date_stand_and_carries_its_number(key, request_, secretary):
    before = LogEntry.objects.count()

    decision = decide_request(request_, by=secretary)

    move = key.track().dates()[-1]
    assert (move.due_on, move.reason, move.note) == (LATER, "scope", "รอหนังสือ")
    assert (move.decision, move.is_decided()) == ("mou-2563 1/2569", True)
    assert (str(decision), decision.reference()) == ("1/2569", "mou-2563 1/2569")
    assert key.track().open_request() is None
    verbs = [e.verb for e in LogEntry.objects.filter(sequence__gt=before)]
    assert sorted(verbs) == ["add", "approved", "decide", "reforecast"]
    assert first_fault() is None


def test_refusal_keeps_the_date_and_both_reasons(key, request_, secretary):
    decision = decide_request(
        request_, by=secretary, is_approved=False, note="ยังพอมีเวลา"
    )

    [(asked, ruling)] = key.track().refusals()
    assert key.track().due().day == DUE
    assert (asked.note, ruling.note) == ("รอหนังสือ", "ยังพอมีเวลา")
    effect = Effect.objects.get()
    assert (effect.decision, effect.request) == (decision, request_)
    assert str(effect) == f"{decision.pk} {request_.pk}"


def test_decision_is_in_the_readers_language(request_, secretary):
    decision = decide_request(request_, by=secretary)

    with translation.override("en"):
        assert decision.text == "On a date"


def test_who_asked_enters_no_decision_and_nothing_is_written(key, request_, officer):
    before = LogEntry.objects.count()

    with pytest.raises(ValidationError) as refusal:
        decide_request(request_, by=officer)

    assert refusal.value.code == "may-not-decide"
    assert LogEntry.objects.count() == before
    assert Decision.objects.count() == 0


def test_number_is_given_once(key, request_, officer, secretary):
    decide_request(request_, by=secretary)
    second = make_request(key, LATER + timedelta(days=9), by=officer)

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        decide_request(second, by=secretary)

    assert refusal.value.messages == ["A decision has this number already."]


def test_decision_of_a_day_before_the_request_is_refused(request_, secretary):
    with pytest.raises(ValidationError) as refusal:
        decide_request(request_, by=secretary, decided=DAY - timedelta(days=1))

    assert set(refusal.value.error_dict) == {"effective_on"}


@pytest.mark.slow
def test_only_a_decision_approves_or_refuses_a_request():
    callers = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"approve", "refuse"}
        # The loader of facts refuses a row of its file.
        and ast.unparse(node.value).split(".")[-1] not in {"loader", "self"}
    }

    assert callers == {"programmes/actions.py"}


def modules():
    for folder in ("creativecity", "cities", "programmes"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            yield str(path.relative_to(settings.BASE_DIR)), ast.parse(path.read_text())
