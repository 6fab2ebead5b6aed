"""Long work whose worker ended in the middle is taken up again, and not for ever."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from programmes import jobs, tasks
from programmes.imports.work import WORK, about, begin, draft, give_up, run, tell
from programmes.jobs import (
    PULSE,
    SILENCE,
    TRIES,
    beating,
    handing_over,
    say_at_it,
    take_up,
)
from programmes.models import Programme, Rendering
from programmes.renderings import ask
from programmes.tasks import do_import_step, make_rendering
from programmes.wanted import wanted

RUNNING, READY = TaskResultStatus.RUNNING, TaskResultStatus.READY


@pytest.fixture
def _queue(settings):
    """Tasks lie in the table until a worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def job(facts, _queue):
    """A report that a worker began, and whose worker is gone."""
    row, _is_new = ask(wanted(Programme.objects.newest(), 4), "xlsx", "th")
    make_rendering.enqueue(row.pk)
    Rendering.objects.filter(pk=row.pk).update(started_at=timezone.now())
    told = {"status": RUNNING, "worker_ids": ["gone"], "started_at": timezone.now()}
    DBTaskResult.objects.update(**told)
    return DBTaskResult.objects.get()


def later():
    return timezone.now() + SILENCE + timedelta(seconds=1)


def work():
    """What a worker does once it has found the one job that waits."""
    found = DBTaskResult.objects.ready().get()
    found.claim("the next")
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="the next",
        excluded_queue_names=[],
    )
    worker.run_task(found)


def test_what_broke_off_is_begun_again_within_two_minutes():
    assert SILENCE + 2 * timedelta(seconds=PULSE) <= timedelta(minutes=2)


def test_work_of_a_worker_that_is_gone_is_done_by_the_next(job):
    assert take_up() == 0
    assert take_up(later()) == 1

    work()

    row = Rendering.objects.get()
    assert (row.state(), row.size) == ("done", row.file.size)
    job.refresh_from_db()
    assert (job.status, len(job.worker_ids)) == ("SUCCESSFUL", 2)


def test_worker_that_says_that_it_is_at_it_is_left_at_it(job):
    long_ago = timezone.now() - 2 * SILENCE
    DBTaskResult.objects.update(started_at=long_ago)

    say_at_it("another")
    unsaid = DBTaskResult.objects.get().started_at
    say_at_it("gone")

    assert unsaid == long_ago
    assert take_up() == 0


def test_what_ends_its_worker_each_time_is_given_up_and_says_so(job):
    DBTaskResult.objects.update(worker_ids=["gone"] * TRIES)
    take_up(later())

    work()

    row = Rendering.objects.get()
    assert row.state() == "failed"
    assert row.reason
    assert row.file.name == ""


@pytest.mark.usefixtures("_queue")
def test_import_that_ends_its_worker_each_time_is_given_up_and_says_so(cast):
    user, place = cast["secretary"], about("events")
    begin(user, place, "check", 501)
    do_import_step.enqueue(user.pk, place)
    DBTaskResult.objects.update(worker_ids=["gone"] * TRIES)

    work()
    give_up(user.pk, place)  # asked twice, it is told once

    assert draft(user, place, WORK)["outcome"]["refused"]


def test_import_whose_end_was_told_already_is_left(cast):
    assert run(cast["secretary"].pk, about("events")) is None


@pytest.mark.usefixtures("_queue")
def test_import_that_was_recorded_is_found_done_by_whoever_begins_it_again(cast):
    user, place = cast["secretary"], about("events")
    begin(user, place, "record", 501)
    tell(user, place, outcome={"import": 7})

    run(user.pk, place)

    assert draft(user, place, WORK)["outcome"] == {"import": 7}


def test_letter_that_ends_its_worker_each_time_is_left(monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "send", sent.append)
    monkeypatch.setattr(tasks, "write", lambda *told: sent.append(told))

    for attempt in range(1, TRIES + 2):
        context = SimpleNamespace(attempt=attempt)
        tasks.send_letter.func(context, attempt)
        tasks.send_sign_in_letter.func(context, attempt, "about", "th")

    assert len(sent) == 2 * TRIES
    assert sent[-2:] == [TRIES, (TRIES, "about", "th")]


def test_worker_goes_on_saying_that_it_is_there_after_a_fault(monkeypatch, caplog):
    asked = []

    def fail(worker):
        asked.append(worker)
        raise ValueError("a fault of ours")

    monkeypatch.setattr(jobs, "say_at_it", fail)
    monkeypatch.setattr(jobs, "connection", SimpleNamespace(close=lambda: None))
    with beating("me", pulse=0.01):
        end = time.monotonic() + 10
        while time.monotonic() < end and len(asked) < 3:
            time.sleep(0.01)

    assert asked[:3] == ["me"] * 3
    assert "a fault of ours" in caplog.text


@pytest.mark.usefixtures("_queue", "db")
def test_what_is_asked_for_and_its_task_are_written_together():
    with handing_over():
        assert transaction.get_connection().in_atomic_block
        do_import_step.enqueue(1, about("events"))

    assert DBTaskResult.objects.get().status == READY


def test_what_is_done_at_once_needs_no_transaction():
    with handing_over():
        assert not transaction.get_connection().in_atomic_block


@pytest.mark.usefixtures("emptied_after", "_queue")
def test_worker_puts_back_what_others_left_while_it_works():
    do_import_step.enqueue(1, about("events"))
    old = timezone.now() - 2 * SILENCE
    told = {"status": RUNNING, "worker_ids": ["gone"], "started_at": old}
    DBTaskResult.objects.update(**told)

    with beating("me", pulse=0.05):
        end = time.monotonic() + 10
        while time.monotonic() < end and not _is_ready():
            time.sleep(0.05)

    assert _is_ready()


def _is_ready():
    return DBTaskResult.objects.get().status == READY
