"""Figures for whoever watches: who reads them, what they count, and that none is of a
person.
"""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from creativecity.metrics import counted, told
from programmes.models import Letter
from tests.factories import make_letter, make_user
from tests.plans import plan_of

TOKEN = "a-token-of-the-watcher-alone"
COUNTING = "creativecity.metrics.counted.count_requests"


@pytest.fixture
def watched(settings):
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = [COUNTING, *settings.MIDDLEWARE]
    settings.KEPT_PAGES = 1


def read(client, token=TOKEN):
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def figures(client):
    """Series to its value."""
    text = read(client).content.decode()
    lines = [line.rpartition(" ") for line in text.splitlines() if line[0] != "#"]
    return {series: float(value) for series, _, value in lines}


def gained(before, after, series):
    return after.get(series, 0) - before.get(series, 0)


@pytest.mark.parametrize("token", ["", "another-token-altogether", TOKEN + "x"])
def test_metrics_are_not_there_for_others(token, client, db, watched):
    assert read(client, token).status_code == 404
    assert client.get("/metrics").status_code == 404


def test_metrics_are_not_there_without_a_token(client, db):
    assert read(client, "").status_code == 404
    assert client.get("/metrics").status_code == 404


def test_metrics_are_there_for_the_watcher(client, db, watched):
    response = read(client)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_metrics_are_only_read(method, client, watched):
    assert getattr(client, method)("/metrics").status_code == 405


def test_requests_are_counted_by_view_method_and_class_of_status(client, db, watched):
    before = figures(client)
    client.get("/healthz")
    client.get("/healthz")
    client.post("/healthz")
    client.get("/no/such/page/of/somebody@example.org")

    after = figures(client)

    answers = 'creativecity_answers_total{{method="{}",page="{}",status="{}"}}'
    assert {
        series: gained(before, after, answers.format(*series))
        for series in [
            ("GET", "healthz", "2xx"),
            ("POST", "healthz", "4xx"),
            ("GET", "none", "4xx"),
        ]
    } == {
        ("GET", "healthz", "2xx"): 2,
        ("POST", "healthz", "4xx"): 1,
        ("GET", "none", "4xx"): 1,
    }
    took = 'creativecity_answer_seconds_count{page="healthz"}'
    assert gained(before, after, took) == 3


def test_no_figure_has_an_address_or_a_method_that_was_made_up(client, db, watched):
    client.generic("BREW", "/th/cities/somebody@example.org/")
    client.get("/th/search/?q=somebody@example.org")

    text = read(client).content.decode()

    assert "somebody" not in text
    assert "BREW" not in text
    assert set(re.findall('method="([^"]+)"', text)) <= {"GET", "HEAD", "POST", "other"}


def test_pages_are_told_as_drawn_kept_or_stale(client, facts, watched, monkeypatch):
    before = figures(client)
    client.get("/th/about/method/")
    client.get("/th/about/method/")
    monkeypatch.setattr("creativecity.kept_pages.version_mark", database_away)
    client.get("/th/about/method/")

    after = figures(client)

    found = 'creativecity_public_pages_total{{found="{}"}}'
    assert {
        name: gained(before, after, found.format(name))
        for name in ("drawn", "hit", "stale")
    } == {"drawn": 1, "hit": 1, "stale": 1}
    assert gained(before, after, "creativecity_database_away_total") == 1


def database_away():
    raise OperationalError


def test_what_waits_and_what_failed_is_told(client, db, watched):
    enqueue("READY", minutes=2)
    enqueue("READY", minutes=1)
    enqueue("FAILED", minutes=9)
    Letter.objects.fail(make_letter(make_user()), "no such mailbox")

    found = figures(client)

    assert 120 <= found.pop("creativecity_oldest_task_seconds") < 180
    assert {
        name: found[f"creativecity_{name}"]
        for name in ("tasks_waiting", "tasks_failed", "letters_failed", "database_up")
    } == {"tasks_waiting": 2, "tasks_failed": 1, "letters_failed": 1, "database_up": 1}


@pytest.mark.parametrize("rows", [Letter.objects.all, Letter.objects.unsent])
def test_letters_that_failed_are_counted_by_an_index_of_them_alone(rows, db):
    Letter.objects.fail(make_letter(make_user()), "no such mailbox")

    assert "letter_failed" in plan_of(rows().failed().order_by())


def enqueue(status, *, minutes):
    at = timezone.now()
    row = DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="programmes.tasks.make_rendering",
        backend_name="default",
        run_after=at,
    )
    asked_at = at - timedelta(minutes=minutes)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=asked_at)


def test_the_point_of_the_ledger_is_told(client, facts, watched):
    found = figures(client)

    assert found["creativecity_ledger_sequence"] > 0
    assert found["creativecity_oldest_task_seconds"] == 0


def test_a_database_that_is_away_is_told(db, monkeypatch):
    monkeypatch.setattr(told, "latest", database_away)

    found = {each.name: each for each in told.State().collect()}

    assert found["creativecity_database_up"].samples[0].value == 0
    assert "creativecity_tasks_waiting" not in found


def test_the_last_backup_is_told_where_its_mark_is(client, db, watched, settings):
    mark = settings.DATA_DIR / "last_backup"
    settings.BACKUP_MARK = str(mark)
    assert "creativecity_last_backup_seconds" not in figures(client)

    mark.touch()
    os.utime(mark, (1_800_000_000, 1_800_000_000))

    assert figures(client)["creativecity_last_backup_seconds"] == 1_800_000_000


def test_memory_is_told_of_this_process(client, db, watched):
    found = figures(client)

    mine = found[f'creativecity_resident_bytes{{process="{os.getpid()}"}}']
    assert mine > 10_000_000


def test_processes_that_ended_have_no_memory(tmp_path, monkeypatch, db):
    monkeypatch.setenv(told.FOLDER, str(tmp_path))
    (tmp_path / "counter_1.db").touch()  # another's child
    (tmp_path / "counter_4194305.db").touch()  # more than there can be

    [family] = [
        each
        for each in told.State().collect()
        if each.name == "creativecity_resident_bytes"
    ]

    assert [sample.labels["process"] for sample in family.samples] == [str(os.getpid())]


#: A process that counts two requests and tells what all of them counted.
ONE_OF_TWO = """
import django; django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from creativecity.metrics import counted, told
request = RequestFactory().get("/")
request.resolver_match = None
answer = counted.count_requests(lambda request: HttpResponse())
answer(request), answer(request)
print(told.generate_latest(told._counted()).decode())
"""


@pytest.mark.slow
def test_processes_count_together(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "creativecity.settings",
        told.FOLDER: str(tmp_path),
    }
    said = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", ONE_OF_TWO],
            cwd=django_settings.BASE_DIR,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]

    total = 'creativecity_answers_total{method="GET",page="none",status="2xx"} '
    assert [total + "2.0" in said[0], total + "4.0" in said[1]] == [True, True]


def test_what_is_told_together_is_read_from_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(told.FOLDER, str(tmp_path))

    assert list(told._counted().collect()) == []


def test_counting_keeps_few_labels():
    """As many as views, whatever is asked for."""
    request = RequestFactory().generic("PROPFIND", "/x")

    assert counted._method(request) == "other"
