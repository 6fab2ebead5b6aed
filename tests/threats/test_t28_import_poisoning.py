"""T28: a file of rows that is too much, lies, or reaches for what is not its own."""

import time
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cities.models import City, Event, Reading
from creativecity.ledger.models import LogEntry
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.test_hostile_spreadsheets import with_cell, xlsx
from tests.uploads import TABLES, errors_of

HEAD = "เมือง,ชื่อกิจกรรม\n"
HOSTILE = {
    "a million rows": ("a.csv", lambda: HEAD.encode() + b"nan,x\n" * 1_000_000),
    "ten thousand columns": ("a.csv", lambda: b",".join([b"c"] * 10_000) + b"\n1\n"),
    "a formula": ("a.xlsx", lambda: with_cell(b'<c r="A2"><f>1+1</f></c>')),
    "two encodings": ("a.csv", lambda: "เมือง".encode() + "น่าน".encode("cp874")),
    "UTF-16": ("a.csv", lambda: (HEAD + "nan,x\n").encode("utf-16")),
    "null characters": ("a.csv", lambda: b"a,b\n1,\x00\n"),
    "an endless cell": ("a.csv", lambda: b"a,b\n1," + b"x" * 200_000),
    "a quote left open": ("a.csv", lambda: b'a,b\n1,"2\n3,4\n'),
    "too many rows": ("a.xlsx", lambda: xlsx(rows=[("1", "2")] * 10_001)),
    "no column that is known": ("a.csv", lambda: b"x,y\n1,2\n"),
}


def hand_in(place, name, content, client):
    _role, field, data, _query = TABLES[place]
    return client.post(
        address(place), {**data, field: SimpleUploadedFile(name, content)}
    )


@pytest.mark.parametrize("place", sorted(TABLES))
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_and_writes_nothing(what, place, sign_in):
    name, make = HOSTILE[what]
    client, content = sign_in(TABLES[place][0]), make()
    before = LogEntry.objects.count()

    start = time.process_time()
    answer = hand_in(place, name, content, client)

    assert time.process_time() - start < 3
    assert errors_of(answer)["file"]
    assert LogEntry.objects.count() == before


def test_a_file_beyond_the_bound_is_not_read_into_memory(sign_in):
    client = sign_in("secretary")
    content = b"a,b\n" + b"1,2\n" * 4_000_000
    file = SimpleUploadedFile("a.csv", content)
    tracemalloc.start()

    answer = client.post(
        address("staff:import_kind"), {"action": "check", "file": file}
    )

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert errors_of(answer)["file"]
    assert most < 4 * len(content)  # the client's own copies; no row became an object


def test_rows_of_another_city_are_refused_one_by_one(sign_in):
    """An officer's file is of the city in its address, whatever stands in it."""
    client = sign_in(OFFICER)
    content = b"city,code,level\nsukhothai,R1.1,2\n"
    before = Reading.objects.count()

    hand_in("staff:cities:import_readings", "a.csv", content, client)
    client.post(address("staff:cities:import_readings"), {"action": "record-good"})

    sukhothai = City.objects.get(slug="sukhothai")
    assert Reading.objects.filter(city=sukhothai).count() == 0
    assert Reading.objects.count() <= before + 1


def test_a_checked_file_alone_changes_nothing(sign_in):
    client = sign_in("secretary")
    template = client.get(address("staff:import_file")).content
    events, entries = Event.objects.count(), LogEntry.objects.count()

    hand_in("staff:import_kind", "a.xlsx", template, client)

    assert (Event.objects.count(), LogEntry.objects.count()) == (events, entries)
