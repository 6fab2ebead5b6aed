"""Many write at once: each waits for its turn, none is lost, none comes twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection

from cities.models import Agency, City, Verification
from cities.rubric_file import publish
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import make_city, make_reading, make_user, new_fact, new_source

THREADS, WRITES = 8, 5


def at_once(task, count):
    """Run `task(number)` in that many threads that start together; what each gave."""
    together = Barrier(count)

    def run(number):
        try:
            together.wait(timeout=30)
            return task(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def write_several(thread):
    """Five writes of four verbs, on rows of one thread and on a city of all."""
    city = City.objects.get()
    fact = verbs.add(new_fact(subject=f"thread/{thread}"), by=None)
    verbs.create(new_source(f"T{thread}"), by=None)
    verbs.withdraw(fact, by=None, reason="typed twice")
    verbs.add(new_fact(subject=f"thread/{thread}"), by=None)
    city.name_en = f"Named by {thread}"
    verbs.edit(city, by=None)


def test_eight_threads_lose_no_sequence_and_share_none(emptied_after):
    make_city()
    before = chain.latest()

    at_once(write_several, THREADS)

    entries = list(LogEntry.objects.filter(sequence__gt=before))
    places = [entry.sequence for entry in entries]
    assert places == [*range(before + 1, before + THREADS * WRITES + 1)]
    assert Counter(entry.verb for entry in entries) == {
        "add": 2 * THREADS,
        "create": THREADS,
        "withdraw": THREADS,
        "edit": THREADS,
    }
    assert chain.latest() == places[-1]
    assert first_fault() is None


def test_edits_of_one_thing_each_start_from_what_the_last_one_left(emptied_after):
    make_city()

    at_once(write_several, THREADS)

    payloads = [entry.payload for entry in LogEntry.objects.filter(verb="edit")]
    assert [payload["before"]["name_en"] for payload in payloads] == [
        "Mae Hong Son",
        *(payload["after"]["name_en"] for payload in payloads[:-1]),
    ]


def _judged_by_cea():
    """A reading, and two of the agency who may judge it."""
    publish()
    agency = Agency(code="cea", name_th="ส", name_en="C", short_th="ส", short_en="C")
    verbs.create(agency, by=None)
    officers = [make_user(f"officer.{number}", role="agency") for number in range(2)]
    verbs.relate(agency, "staff", officers, by=None)
    return make_reading(make_city()), officers


def test_of_two_verdicts_given_at_once_one_stands(emptied_after):
    reading, officers = _judged_by_cea()

    def verify(number):
        verdict = Verification(verdict="verified", effective_on=reading.effective_on)
        try:
            return reading.verify(verdict, by=officers[number])
        except ValidationError as refusal:
            return refusal.code

    outcomes = at_once(verify, 2)

    [stands] = Verification.objects.all()
    assert set(outcomes) == {stands, "may-not-verify"}
    assert first_fault() is None


def test_of_two_who_take_a_verdict_back_at_once_one_does(emptied_after):
    reading, officers = _judged_by_cea()
    verdict = Verification(verdict="verified", effective_on=reading.effective_on)
    reading.verify(verdict, by=officers[0])

    def withdraw(number):
        row = Verification.objects.get(pk=verdict.pk)
        try:
            return row.withdraw(by=officers[number], reason="ดูผิดหน้า").withdrawn
        except ValidationError as refusal:
            return refusal.code

    outcomes = at_once(withdraw, 2)

    assert set(outcomes) == {verdict.sequence, "withdrawn"}
    assert first_fault() is None
