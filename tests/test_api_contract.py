"""The API does what its description says, whatever the description lets one ask."""

import subprocess
import sys

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from programmes.open_data import TABLES

SCHEMA = "/api/v1/schema/"
#: Werkzeug's client unpacks nothing.
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def described(sampled):
    """The description as the program serves it, to be asked within this process: on the
    test's own connection, which no request may close.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(SCHEMA, WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def faults(described, examples):
    """What schemathesis says of that many questions about each operation, half of them
    right and half wrong.
    """
    found = []
    for result in described.get_all_operations():
        operation = result.ok()
        for mode in GenerationMode:
            try:
                _ask(operation.as_strategy(generation_mode=mode), examples)
            except FailureGroup as error:
                found += [f"{operation.label}: {each}" for each in error.exceptions]
    return found


def _ask(strategy, examples):
    @hypothesis.given(case=strategy)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
        database=None,
    )
    def ask(case):
        case.call_and_validate(headers=PLAIN)

    ask()


@pytest.mark.slow
@pytest.mark.look
def test_a_few_questions_are_answered_as_described(described):
    assert faults(described, 1) == []


@pytest.mark.audit
def test_every_question_is_answered_as_described(emptied_after, sampled, live_server):
    """As a stranger asks: all phases, all checks, each edge of each parameter."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", "--no-color"]
    # No test is timed: a busy machine may take its time.
    patient = ["--checks", "all", "--max-examples", "50", "--request-timeout", "120"]
    asked = [*patient, f"{live_server.url}{SCHEMA}"]

    ran = subprocess.run(
        [*command, *asked], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout[-5000:]


@pytest.mark.slow
def test_rows_that_are_there_are_as_described(described):
    """A made-up name of a row finds nothing: these are names that there are."""
    wrong = []
    for table in TABLES:
        path = f"/api/v1/{table.name}/"
        listed = described[path]["GET"].Case().call(headers=PLAIN).json()
        alone = described[f"{path}{{lookup}}/"]["GET"]
        for row in listed["results"][:3]:
            case = alone.Case(path_parameters={"lookup": str(row[table.lookup])})
            response = case.call(headers=PLAIN)
            case.validate_response(response)
            if response.json() != row:
                wrong.append(response.request.url)

    assert wrong == []
