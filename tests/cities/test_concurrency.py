"""Many officers on one indicator at once: nobody's word is lost, none overwrites."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from cities.models import Draft, Reading
from cities.models.claim import Claim, OvertakenError
from cities.rubric_file import publish
from creativecity.ledger.verification import first_fault
from tests.factories import DAY, find_indicator, make_city, make_user

WRITERS, EDITS = 8, 40


def at_once(task):
    """Run `task(number)` in as many threads as there are writers, together."""
    together = Barrier(WRITERS)

    def run(number):
        try:
            together.wait(timeout=30)
            return task(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_eight_writers_times_forty_edits_lose_nothing(emptied_after):
    publish()
    city, indicator = make_city(), find_indicator("R1.1")
    officers = [make_user(f"officer.{number}") for number in range(WRITERS)]
    refusals = Counter()

    def edit(number, time):
        """Record against what is newest; again, as long as somebody is faster."""
        while True:
            newest = Reading.objects.newest_sequences(city, [indicator.pk])
            base = newest.get(indicator.pk)
            note = f"{number}: {time}"
            reading = Reading(
                indicator=indicator, level=time % 3, effective_on=DAY, note=note
            )
            try:
                city.record_all([Claim(reading, base)], by=officers[number])
            except OvertakenError:
                refusals[number] += 1
            else:
                return base

    bases = at_once(lambda number: [edit(number, time) for time in range(EDITS)])

    sequences = Reading.objects.order_by("sequence").values_list("sequence", flat=True)
    notes = {note for (note,) in Reading.objects.values_list("note")}
    stood_on = sorted(base or 0 for own in bases for base in own)
    assert len(notes) == WRITERS * EDITS
    # Each stands on the one right before it: no two were typed against the same word.
    assert stood_on == [0, *sequences[: WRITERS * EDITS - 1]]
    assert sum(refusals.values()) > 0  # they did get in each other's way
    assert first_fault() is None


def test_drafts_kept_at_once_leave_one_row(emptied_after):
    user = make_user()

    at_once(lambda number: Draft.objects.keep(user, "a city", "R1.1", {"n": number}))

    draft = Draft.objects.get()
    assert str(draft) == "a city R1.1"
    assert draft.values["n"] in range(WRITERS)
