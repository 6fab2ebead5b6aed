"""Long work outlives whoever does it: what broke off is taken up again.

A worker says every few seconds that it is at its task still; the moment of its last
word stands in the task's own `started_at`. Whoever was silent for too long is gone,
and its task waits for the next worker again. So each task can be done twice, or by two
at once, with the same result as once.
"""

import logging
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from threading import Event, Thread

from django.db import connection, transaction
from django.tasks import TaskResultStatus, task_backends
from django.tasks.backends.immediate import ImmediateBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from creativecity.spared import unless_away

#: Seconds between two words of a worker.
PULSE = 15
#: A task whose worker said nothing for so long is taken up again, within two minutes of
#: its last word. Drawing the longest report leaves no word for half a minute.
SILENCE = timedelta(seconds=90)
#: So often a task is begun; what ends its worker each time is no task for a fourth.
TRIES = 3

logger = logging.getLogger(__name__)


def handing_over():
    """A transaction in which what is asked for and its task are written, or neither;
    none where the task is done at once.
    """
    is_immediate = isinstance(task_backends["default"], ImmediateBackend)
    return nullcontext() if is_immediate else transaction.atomic()


@contextmanager
def beating(worker_id: str, pulse: float = PULSE):
    """Within it this worker says in a thread of its own that it is there, and puts back
    what others left.
    """
    ended = Event()
    thread = Thread(target=_beat, args=[worker_id, ended, pulse], daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(worker_id, ended, pulse):
    """Whatever fails, it goes on: a worker without a pulse loses its task to others."""
    while not ended.wait(pulse):
        try:
            with unless_away():
                say_at_it(worker_id)
                take_up()
            connection.close()
        except Exception:
            logger.exception("The worker could not say that it is there.")


def say_at_it(worker_id: str) -> None:
    """Write down that this worker is at its task now."""
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1:] == [worker_id]:
            mine = DBTaskResult.objects.running().filter(pk=row.pk)
            mine.update(started_at=timezone.now())


def take_up(at=None) -> int:
    """Put back what nobody is at any more, for the next worker; how many there were."""
    last_word = (at or timezone.now()) - SILENCE
    left = DBTaskResult.objects.running().filter(started_at__lt=last_word)
    count = left.update(status=TaskResultStatus.READY)
    if count:
        logger.warning("Taken up again, for their worker is gone: %d", count)
    return count
