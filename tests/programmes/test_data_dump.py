"""The whole dump: its manifest fits it, and it is made once for a state of things."""

import csv
import hashlib
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage as storage
from django.test import RequestFactory
from django.utils import translation

from creativecity.ledger.chain import version
from creativecity.open_data import Asked
from creativecity.rate_limit import has_room
from creativecity.thai_calendar import today
from programmes.downloads.dump import write_dump
from programmes.downloads.files import as_csv, as_json
from programmes.downloads.kept import (
    FOLDER,
    KEPT,
    Busy,
    is_kept,
    kept_name,
    kept_size,
    kept_sizes,
    lock_of,
    make,
)
from programmes.open_data import TABLES
from programmes.views.data_files import DUMPS, HOUR
from tests.addresses import address
from tests.factories import make_city
from tests.programmes.test_table_files import long_table

CITIES = tuple(table for table in TABLES if table.name == "cities")


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def asked():
    return Asked(today(), None, lambda path: f"http://testserver{path}")


def dumped(tables=TABLES):
    out = BytesIO()
    write_dump(out, tables, asked())
    return out.getvalue()


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
    here = Asked(today(), None, lambda path: f"http://testserver{path}")
    cache.add(lock_of(kept_name(here)), 1)

    response = client.get(address("programmes:dump"))

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert "no-store" in response["Cache-Control"]
    assert response.get("ETag") is None


def test_dump_of_a_ledger_that_does_not_stand_still_is_not_kept(facts):
    cities = iter(range(100))

    def rows(_asked):
        make_city(slug=f"city-{next(cities)}")
        return []

    moving = long_table(0)
    with pytest.raises(Busy):
        make(asked(), [type(moving)(**{**vars(moving), "rows": rows})])
    assert not is_kept(asked())


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
