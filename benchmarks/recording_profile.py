"""What is one recording busy with, and how much of it while others wait?

`python -m benchmarks.recording_profile [--times 100] [--postgresql]`: an officer opens
the page of an indicator and sends its form, again and again, in one process and alone.
Of the sendings it is told how long they took, how long the chain's lock was held (so
long whoever else writes waits), and how many statements ran in either. What runs is
looked at as in benchmarks.page_profile. It judges nothing: how long fifty at once wait
is asked by benchmarks.writers.
"""

import argparse
import signal
import statistics
import subprocess
import time
from collections import Counter
from contextlib import contextmanager, nullcontext

from tests.postgresql import DURABLE, temporary_server

from . import serving
from .page_profile import EVERY, part_of
from .server import LOOPBACK
from .signed_in import form_with, sign_in

LOCKED, FREE = "under the lock", "outside it"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    asked = parser.parse_args()
    database = temporary_server(DURABLE) if asked.postgresql else nullcontext(None)
    with database as url, serving.installation(url) as told:
        _other, officer = sign_in(told, "officers", 2)  # the second has a real city
        inner = f"tell({asked.times}, {officer.city!r}, {officer.code!r}, "
        code = f"from benchmarks.recording_profile import tell; {inner}"
        code += f"{officer.cookie!r})"
        serving.manage(
            told, "shell", "-c", code, stdout=None, stderr=subprocess.DEVNULL
        )


class Sending:
    """One of them: its statements, and when the chain's lock was held."""

    def __init__(self, connection):
        self.connection, self.statements = connection, []  # when each began and ended
        self.began = time.perf_counter()
        self.ended = self.begun = self.taken = self.given_back = None

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements.append((began, time.perf_counter()))
            self._find_lock(sql)

    def _find_lock(self, sql):
        """On SQLite it is the whole transaction in which the head is read."""
        _began, ended = self.statements[-1]
        if sql.startswith("BEGIN"):
            self.begun = ended
        elif self.taken is None and self._takes_lock(sql):
            self.taken = self.begun or ended
            self.connection.on_commit(self._give_back)

    def _takes_lock(self, sql):
        return '"ledger_head"' in sql and self.connection.in_atomic_block

    def _give_back(self):
        self.given_back = time.perf_counter()

    def is_locked(self):
        return self.taken is not None and self.given_back is None

    def held(self):
        return self.given_back - self.taken

    def under_lock(self):
        taken, given_back = self.taken, self.given_back
        return [one for one in self.statements if taken <= one[0] < given_back]


def tell(times, city, code, cookie):
    """Record, in the process of an installation, and print what was seen."""
    from django.db import connection  # noqa: PLC0415 (only there is Django set up)
    from django.test import Client  # noqa: PLC0415

    browser = Client(headers={"Host": LOOPBACK})
    browser.cookies.load(cookie)
    path = f"/th/staff/cities/{city}/readiness/{code}/"
    looks, sendings = Counter(), []
    for number in range(times + 1):
        page = browser.get(path).text
        typed = {f"{code}-choice": number % 3, f"{code}-note": f"profiled {number}"}
        sending = Sending(connection)
        with connection.execute_wrapper(sending), _looking(looks, sending):
            answer = browser.post(path, form_with(page, f"{code}-base") | typed)
        sending.ended = time.perf_counter()
        if answer.status_code != 302:
            raise ValueError(f"{path} was answered with {answer.status_code}.")
        sendings.append(sending)
    _print(connection.vendor, sendings[1:], looks)  # what is read once was read


@contextmanager
def _looking(looks, sending):
    def look(_number, frame):
        looks[LOCKED if sending.is_locked() else FREE, part_of(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def _print(vendor, sendings, looks):
    def middle(of):
        return statistics.median(map(of, sendings))

    whole = middle(lambda sending: sending.ended - sending.began)
    held = middle(Sending.held)
    print(
        f"{vendor}: {len(sendings)} recordings, {whole * 1000:.1f} ms each; the lock "
        f"is held for {held * 1000:.1f} ms of it ({held / whole:.0%})"
    )
    for name, of in (("in all", _statements), (LOCKED, Sending.under_lock)):
        count = middle(lambda sending, of=of: len(of(sending)))
        took = middle(lambda sending, of=of: sum(b - a for a, b in of(sending)))
        print(f"     {count:.0f} statements {name}, {took * 1000:.1f} ms")
    print(f"     of {looks.total()} looks:")
    for (where, part), count in looks.most_common():
        print(f"     {count / looks.total():4.0%} {part}, {where}")


def _statements(sending):
    return sending.statements


if __name__ == "__main__":
    main()
