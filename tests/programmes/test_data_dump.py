"""The whole dump: its manifest fits it, and it is made once for a state of things."""

import csv
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO, StringIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage as storage
from django.db import connection
from django.test import RequestFactory
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from creativecity.ledger.chain import version
from creativecity.open_data import Asked, Table
from creativecity.rate_limit import has_room
from creativecity.thai_calendar import today
from programmes.downloads import kept
from programmes.downloads.dump import write_dump
from programmes.downloads.files import as_csv, as_json
from programmes.downloads.kept import (
    FOLDER,
    KEPT,
    LOCK,
    ask,
    is_kept,
    kept_size,
    kept_sizes,
    make,
    make_in_turn,
    newest,
)
from programmes.jobs import TRIES
from programmes.open_data import TABLES
from programmes.tasks import make_dump
from programmes.views.data_files import DUMPS, HOUR
from tests.addresses import address
from tests.factories import make_city
from tests.programmes.test_table_files import long_table
from tests.visible import visible_text

CITIES = tuple(table for table in TABLES if table.name == "cities")


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def asked():
    return Asked(today(), None, lambda path: f"http://testserver{path}")


def days_ago(count):
    return replace(asked(), on=today() - timedelta(days=count))


def dumped(tables=TABLES):
    out = BytesIO()
    write_dump(out, tables, asked())
    return out.getvalue()


def bytes_of(name):
    with storage.open(name) as file:
        return file.read()


def opened(data):
    return ZipFile(BytesIO(data))


@pytest.mark.slow
def test_manifest_names_every_file_with_its_size_rows_and_hash(sampled):
    archive = opened(dumped())
    manifest = json.loads(archive.read("manifest.json"))

    wrong = []
    for line in manifest["files"]:
        data = archive.read(line["file"])
        fits = line["bytes"] == len(data)
        if not fits or line["sha256"] != hashlib.sha256(data).hexdigest():
            wrong.append(line["file"])
        if line["file"].startswith("csv/"):
            rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
            if line["rows"] != len(list(rows)) - 1:
                wrong.append(line["file"])
    assert wrong == []
    names = [line["file"] for line in manifest["files"]]
    assert [*names, "manifest.json"] == archive.namelist()
    assert manifest | {"files": []} == {
        "as_of": today().isoformat(),
        "version": version(),
        "language": "th",
        "licence": manifest["licence"],
        "holds_sample_data": True,
        "files": [],
    }


def test_dump_holds_the_very_files_of_each_table(facts):
    archive = opened(dumped(CITIES))

    [cities] = CITIES
    assert archive.read("csv/cities.csv") == b"".join(as_csv(cities, asked()))
    assert archive.read("json/cities.json") == b"".join(as_json(cities, asked()))
    assert archive.namelist() == [
        "README.txt",
        "LICENCE.txt",
        "dictionary.csv",
        "csv/cities.csv",
        "json/cities.json",
        "manifest.json",
    ]


def test_same_ledger_gives_the_same_bytes(facts):
    assert dumped(CITIES) == dumped(CITIES)


def test_words_are_in_both_languages_whoever_reads_them(facts):
    with translation.override("en"):
        english = opened(dumped(CITIES)).read("README.txt").decode()
    thai = opened(dumped(CITIES)).read("README.txt").decode()

    assert thai == english
    assert "The tables:\n- cities: Cities" in thai
    assert "- cities: เมือง" in thai
    assert "SAMPLE DATA" not in thai


def test_words_of_sample_data_say_so(sampled):
    assert "SAMPLE DATA" in opened(dumped(CITIES)).read("README.txt").decode()


def test_licence_goes_along(facts, settings):
    settings.DATA_LICENCE = "cc-by-4.0"

    text = opened(dumped(CITIES)).read("LICENCE.txt").decode()

    assert text.count("https://creativecommons.org/licenses/by/4.0/") == 2


def test_dump_is_made_once_and_then_sent(facts, client):
    first = client.get(address("programmes:dump"))
    data = first.getvalue()
    second = client.get(address("programmes:dump"))

    assert second.getvalue() == data
    assert len(opened(data).namelist()) == 2 * len(TABLES) + 4
    assert len(storage.listdir(FOLDER)[1]) == 1
    name = f"creativecity-{today()}.zip"
    assert first["Content-Disposition"] == f'attachment; filename="{name}"'
    assert first["Content-Type"] == "application/zip"


@pytest.mark.slow
def test_dump_unchanged_is_not_sent_again(facts, client):
    first = client.get(address("programmes:dump"))
    first.getvalue()

    headers = {"if-none-match": first["ETag"]}
    assert client.get(address("programmes:dump"), headers=headers).status_code == 304


def test_dumps_that_nobody_asks_for_any_more_are_removed(facts):
    for number in range(KEPT + 2):
        make_city(slug=f"city-{number}")
        make(asked(), CITIES)

    assert len(storage.listdir(FOLDER)[1]) == KEPT
    assert is_kept(asked())


def test_dump_being_made_is_not_made_twice(facts, client):
    cache.add(LOCK, 1)

    response = client.get(address("programmes:dump"))

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert "no-store" in response["Cache-Control"]
    assert response.get("ETag") is None


def test_dump_that_somebody_made_meanwhile_is_not_made_again(facts):
    first = make(asked(), CITIES)
    before = storage.get_modified_time(first)

    again = make(asked(), CITIES)

    assert (again, storage.get_modified_time(again)) == (first, before)


def test_dump_of_before_a_write_is_not_given_after_it(facts, client):
    make(asked(), CITIES)
    make_city()
    cache.add(LOCK, 1)

    response = client.get(address("programmes:dump"))

    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]


def test_dump_of_the_day_before_yesterday_is_not_given(facts, client):
    make(days_ago(2), CITIES)
    cache.add(LOCK, 1)

    assert newest(asked()) is None
    assert client.get(address("programmes:dump")).status_code == 503


def test_dump_that_fits_the_ledger_goes_before_a_higher_point(facts):
    made = make(asked(), CITIES)
    later = storage.save(made.replace(f"{version()}-", f"{version() + 1}-"), BytesIO())

    assert storage.exists(later)
    assert newest(asked()).name == made


def test_dump_is_of_one_moment_while_others_write(transactional_db, facts):
    before, names = version(), iter(range(1, 10))

    def rows(_asked):
        """As somebody does who adds a city each time that a table is read."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(write, f"city-{next(names)}").result()
        return []

    writing = Table(**{**vars(long_table(0)), "rows": rows})
    archive = opened(bytes_of(make(asked(), [writing, *TABLES])))

    assert version() > before
    assert json.loads(archive.read("manifest.json"))["version"] == before
    assert len(json.loads(archive.read("json/cities.json"))["rows"]) == 5
    assert f" {before} " in archive.read("README.txt").decode()


def write(slug):
    try:
        make_city(slug=slug)
    finally:
        connection.close()


# Of a long ledger


@pytest.fixture
def long(facts, settings, monkeypatch):
    """A ledger too long for a browser to wait, and tasks that wait for a worker."""
    monkeypatch.setattr(kept, "AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def made_by_a_worker(*, anew=False):
    make_in_turn("http://testserver/", "th", anew=anew)


def test_long_dump_is_asked_of_a_worker_once(long, client):
    path = address("programmes:dump")

    answers = [client.get(path) for _time in range(2)]

    assert [(a.status_code, a["Retry-After"]) for a in answers] == [(503, "1800")] * 2
    task = DBTaskResult.objects.get()
    assert task.task_path == "programmes.tasks.make_dump"
    assert task.args_kwargs["args"] == ["http://testserver/", "th"]


def test_long_dump_is_given_all_day_once_it_is_made(long, client, monkeypatch):
    monkeypatch.setattr(kept, "make", partial(make, tables=CITIES))
    made_by_a_worker()
    make_city()

    response = client.get(address("programmes:dump"))

    assert opened(response.getvalue()).namelist()[3] == "csv/cities.csv"
    assert response["ETag"]
    assert "Cache-Control" not in response
    assert not DBTaskResult.objects.exists()


def test_long_dump_of_yesterday_is_given_under_its_day(long, client):
    yesterday = days_ago(1)
    make(yesterday, CITIES)

    response = client.get(address("programmes:dump"))

    assert response.getvalue()
    name = f'filename="creativecity-{yesterday.on}.zip"'
    assert response["Content-Disposition"] == f"attachment; {name}"
    assert "no-store" in response["Cache-Control"]
    assert DBTaskResult.objects.count() == 1


def test_long_dump_made_meanwhile_is_not_made_again(long):
    make(asked(), CITIES)
    make_city()

    made_by_a_worker()

    assert len(storage.listdir(FOLDER)[1]) == 1


def test_worker_that_finds_another_at_it_lets_it_be_asked_again(long):
    cache.add(LOCK, "another")
    first = ask(asked())

    made_by_a_worker(anew=True)

    assert (first, ask(asked())) == (True, True)
    assert newest(asked()) is None


def test_worker_goes_on_where_one_that_is_gone_left_off(long, monkeypatch):
    monkeypatch.setattr(kept, "make", partial(make, tables=CITIES))
    cache.add(LOCK, kept._kind(asked()))

    made_by_a_worker()
    before = newest(asked())
    made_by_a_worker(anew=True)

    assert before is None
    assert newest(asked()).on == today()


def test_task_is_tried_only_so_often(long):
    attempts = [SimpleNamespace(attempt=number) for number in (TRIES, TRIES + 1)]
    cache.add(LOCK, 1)

    free = []
    for attempt in attempts:
        ask(asked())
        make_dump.func(attempt, "http://testserver/", "th")
        free.append(ask(asked()))

    assert free == [True, False]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "It is made once a day and may be that of yesterday"),
        ("th", "ไฟล์นี้จัดทำวันละหนึ่งครั้ง"),
    ],
)
def test_list_says_how_old_a_long_dump_may_be(
    language, words, facts, client, monkeypatch
):
    with translation.override(language):
        path = address("programmes:data")

    short = visible_text(client.get(path))
    monkeypatch.setattr(kept, "AT_ONCE", 0)
    long = visible_text(client.get(path))

    assert (words in short, words in long) == (False, True)


def test_dumps_are_made_only_so_often_for_one_address(facts, client):
    request = RequestFactory().get("/")
    for _time in range(DUMPS):
        has_room(request, "dump", limit=DUMPS, seconds=HOUR)

    response = client.get(address("programmes:dump"))

    assert (response.status_code, response["Retry-After"]) == (429, "3600")


@pytest.mark.slow
def test_sizes_are_known_once_the_dump_is_kept(facts, client):
    assert kept_sizes(asked()) == {}
    assert kept_size(asked()) is None
    data = client.get(address("programmes:dump")).getvalue()

    sizes = kept_sizes(asked())
    [cities] = CITIES
    assert sizes["cities", "csv"] == len(b"".join(as_csv(cities, asked())))
    assert set(sizes) == {(t.name, kind) for t in TABLES for kind in ("csv", "json")}
    assert kept_size(asked()) == len(data)
