"""Files in object storage: all that is done with files on a disk is done there too."""

import hashlib
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from s3transfer.exceptions import RetriesExceededError, S3DownloadFailedError
from storages.backends.s3 import S3Storage

from cities.models import City, Evidence
from cities.pack.parts import find_fault
from creativecity.away import StorageAway, is_away
from creativecity.storage_check import bucket_is_there
from programmes.downloads import kept
from programmes.made_files import FOLDER, is_there, sweep
from programmes.models import Programme
from programmes.models.rendering import PATIENCE
from programmes.renderings import ask, make
from programmes.wanted import wanted
from tests.addresses import address
from tests.cities import zoo
from tests.factories import (
    DAY,
    make_article,
    make_article_image,
    make_evidence,
    make_file,
)
from tests.object_store import BUCKET, bucket, object_store, options_of, storages_of

NOWHERE = "http://127.0.0.1:9"  # the port of "discard", where nobody listens


@pytest.fixture(scope="module")
def endpoint():
    with object_store() as found:
        yield found


@pytest.fixture
def kept_objects(endpoint, settings):
    """The bucket, in which everything that is handed in lies meanwhile."""
    settings.MEDIA_BUCKET = BUCKET
    settings.STORAGES = storages_of(options_of(endpoint), settings.STORAGES)
    with bucket(endpoint) as found:
        yield found


def names(found):
    return sorted(each.key for each in found.objects.all())


def test_a_file_is_kept_read_and_removed(kept_objects):
    name = storage.save("evidence/nan/one.txt", ContentFile("ครบถ้วน".encode()))

    with storage.open(name) as opened:
        assert opened.read().decode() == "ครบถ้วน"
    assert (storage.exists(name), storage.size(name)) == (True, 21)
    assert storage.listdir("evidence") == (["nan"], [])
    assert storage.listdir("evidence/nan") == ([], ["one.txt"])
    assert timezone.now() - storage.get_modified_time(name) < timedelta(minutes=1)

    storage.delete(name)
    storage.delete(name)  # once more hurts nobody
    assert names(kept_objects) == []


def test_nothing_is_written_over(kept_objects):
    saved = [storage.save("one.txt", ContentFile(text)) for text in (b"1", b"2")]

    assert saved[0] == "one.txt" != saved[1]
    with storage.open("one.txt") as opened:
        assert opened.read() == b"1"


def test_an_object_bears_the_hash_of_its_content(kept_objects):
    storage.save("one.txt", ContentFile(b"all of it"))

    client = kept_objects.meta.client
    head = client.head_object(Bucket=BUCKET, Key="one.txt", ChecksumMode="ENABLED")
    assert head.get("ChecksumSHA256") == "B2MHd2RrmtCtWUDCD3cD5bpDHZDcjxka9pFr/8o+hZw="


def test_a_file_that_is_not_there_is_missed_as_on_a_disk(kept_objects):
    assert not storage.exists("one.txt")
    for look in (storage.open, storage.size, storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            look("one.txt")


def test_no_object_has_an_address(kept_objects):
    name = storage.save("one.txt", ContentFile(b"1"))

    with pytest.raises(ValueError, match="no address of its own"):
        storage.url(name)


def test_evidence_is_handed_in_and_taken_along(kept_objects, cast, sign_in):
    content = zoo.pdf()
    sent = {"title_th": "แผน", "file": SimpleUploadedFile("plan.pdf", content)}

    sign_in("officer.nan").post(address("staff:cities:add_evidence"), sent)

    piece = Evidence.objects.get(title_th="แผน")
    assert names(kept_objects) == [piece.file.name]
    assert piece.file.name.startswith("evidence/nan/")
    response = sign_in("officer.nan").get(piece.address())
    assert b"".join(response.streaming_content) == content
    assert response["Content-Length"] == str(len(content))


def test_evidence_whose_object_is_lost_is_not_there(kept_objects, cast, client):
    piece = make_file(City.objects.get(slug="nan"), cast["cea"])
    storage.delete(piece.file.name)

    assert client.get(piece.address()).status_code == 404
    assert find_fault(piece, is_deep=True) == "damaged"


def test_evidence_whose_row_cannot_stay_leaves_no_object(kept_objects, cast):
    with pytest.raises(ValueError, match="must be"):
        make_file(City.objects.get(slug="nan"), by="nobody that there is")

    assert names(kept_objects) == []


def test_a_picture_is_kept_in_its_widths(kept_objects, cast, client):
    article = make_article("weaving", by=cast["cea"], published=DAY)
    row = make_article_image(article, width=1000, by=cast["cea"])

    assert names(kept_objects) == sorted(row.path(width) for width in (480, 960, 1000))
    sizes = {
        width: client.get(row.address(width)).getvalue()[:4] for width in (480, 960)
    }
    assert sizes == {480: b"RIFF", 960: b"RIFF"}


def test_the_file_of_a_report_is_made_kept_and_swept(kept_objects, facts):
    row, _is_new = ask(wanted(Programme.objects.newest(), 4), "xlsx", "th")
    make(row.pk)
    row.refresh_from_db()
    stray = storage.save(f"{FOLDER}/1-nobody-names-it.pdf", ContentFile(b"%PDF"))

    sweep()
    assert names(kept_objects) == sorted([row.file.name, stray])  # fresh ones stay
    sweep(timezone.now() + PATIENCE + timedelta(minutes=1))

    assert (is_there(row), names(kept_objects)) == (True, [row.file.name])


@pytest.mark.slow
def test_the_dump_is_made_once_and_sent(kept_objects, facts, client):
    first = client.get(address("programmes:dump"))
    again = client.get(address("programmes:dump"))

    content = first.getvalue()
    assert hashlib.sha256(content).digest() == hashlib.sha256(again.getvalue()).digest()
    assert [name.split("/")[0] for name in names(kept_objects)] == [kept.FOLDER]


def test_readyz_asks_for_the_bucket(kept_objects, client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["files"]) == (200, "ok")
    assert bucket_is_there(None) == []


@pytest.fixture
def lost(endpoint, settings):
    """A bucket that is not there, at an address where somebody answers."""
    options = options_of(endpoint, bucket_name="another")
    settings.MEDIA_BUCKET = "another"
    settings.STORAGES = storages_of(options, settings.STORAGES)


@pytest.fixture
def silent(settings):
    """An address where nobody answers."""
    settings.MEDIA_BUCKET = BUCKET
    settings.STORAGES = storages_of(options_of(NOWHERE), settings.STORAGES)


def test_a_bucket_that_is_not_there_is_told(lost, client, db):
    response = client.get("/readyz")

    found = response.status_code, response.json()["files"]
    assert found == (503, "FileNotFoundError")
    assert [error.id for error in bucket_is_there(None)] == ["creativecity.E001"]


def test_a_storage_that_does_not_answer_is_away(silent):
    with pytest.raises(StorageAway) as told:
        storage.exists("one.txt")

    assert is_away(told.value)
    assert [error.id for error in bucket_is_there(None)] == ["creativecity.E001"]


@pytest.mark.parametrize(
    "fault", [RetriesExceededError(OSError()), S3DownloadFailedError()]
)
def test_a_storage_that_breaks_off_is_away(silent, fault, monkeypatch):
    def broken_off(*asked):
        raise fault

    monkeypatch.setattr(S3Storage, "size", broken_off)

    with pytest.raises(StorageAway):
        storage.size("one.txt")


def test_while_the_storage_is_away_nothing_is_taken(silent, cast, sign_in):
    sent = {"title_th": "แผน", "file": SimpleUploadedFile("plan.pdf", zoo.pdf())}

    response = sign_in("officer.nan").post(address("staff:cities:add_evidence"), sent)

    assert response.context["form"].errors.keys() == {"file"}
    assert not Evidence.objects.filter(title_th="แผน").exists()


def test_while_the_storage_is_away_a_file_is_away(silent, cast, sign_in):
    nan = City.objects.get(slug="nan")
    about = {"name": "plan.pdf", "media_type": "application/pdf", "size": 9}
    piece = make_evidence(nan, file="evidence/nan/plan.pdf", **about)
    piece.publish(by=cast["cea"])
    reader = sign_in("cea")
    reader.raise_request_exception = False

    response = reader.get(piece.address())

    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_without_a_bucket_nothing_is_asked():
    assert bucket_is_there(None) == []


@pytest.mark.slow
def test_without_a_bucket_its_library_is_not_loaded():
    code = (
        "import django, sys; django.setup();"
        "from creativecity import urls; from django.core.files.storage import"
        " default_storage; default_storage.exists('x');"
        "print([name for name in sys.modules if name.startswith(('boto', 'prom'))])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "creativecity.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=django_settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "[]"
