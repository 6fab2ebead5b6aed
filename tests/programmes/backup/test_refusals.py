"""What is damaged, foreign or not empty is refused in words, and nothing changes."""

import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.management import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import City
from creativecity.ledger.models import Head, LogEntry
from programmes.backup.archive import opened
from programmes.backup.manifest import FORMAT
from programmes.backup.media import names
from programmes.backup.refusal import RefusalError
from programmes.backup.restoring import check
from programmes.backup.saving import back_up
from tests.factories import make_city, make_file, make_user

from .archives import NAME, changed, stated, table_changed
from .emptying import empty, keep, unseen

# What is looked for in an archive: on PostgreSQL in the audit.
pytestmark = pytest.mark.look

CITIES = "tables/cities_city.jsonl"


@pytest.fixture
def path(emptied_after, tmp_path):
    """An archive of a small portal, which is empty again."""
    make_file(make_city(), by=make_user())
    back_up(tmp_path / "a.zip", unseen)
    empty()
    return tmp_path / "a.zip"


def put(name, content):
    return lambda path: changed(path, lambda parts: parts.update({name: content}))


def without(name):
    return lambda path: changed(path, lambda parts: parts.pop(name))


def says(**values):
    return lambda path: stated(path, **values)


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def rows(table, change):
    """Other rows, and a manifest that fits: only the database can tell."""
    return lambda path: table_changed(path, table, change)


def with_other_columns(path):
    def change(parts):
        told = json.loads(parts[NAME])
        told["tables"]["cities_city"]["columns"].append("mayor")
        parts[NAME] = json.dumps(told).encode()

    changed(path, change)


def outside(path):
    """A file that would be written beside the folder of files."""

    def change(parts):
        told = json.loads(parts[NAME])
        [(name, part)] = told["files"].items()
        told["files"] = {"../../outside.pdf": part}
        parts["files/../../outside.pdf"] = parts.pop(f"files/{name}")
        parts[NAME] = json.dumps(told).encode()

    changed(path, change)


def more_exact(told):
    return told.replace(b"19.30203", b"19.302031")


NOT_TAKEN = "The database does not take it, and nothing was kept"
REFUSED = [
    (cut, "no archive of a backup, or was cut short"),
    (lambda path: path.write_bytes(b""), "no archive of a backup"),
    (without(NAME), "manifest is missing or damaged"),
    (put(NAME, b"[]"), "no archive of this portal"),
    (put(NAME, b"{"), "no archive of this portal"),
    (says(format=FORMAT + 1), f"this release reads format {FORMAT}"),
    (says(mayor="somebody"), "manifest is not whole"),
    (says(migrations=["cities.9999_later"]), "newer release.*install that release"),
    (with_other_columns, "a release with other tables"),
    (put(CITIES, b""), "cities_city.jsonl was changed: its SHA-256 does not fit"),
    (without(CITIES), "cities_city.jsonl is missing, or does not belong"),
    (put("tables/more.jsonl", b""), "more.jsonl is missing, or does not belong"),
    (rows("auth_user", lambda told: b""), NOT_TAKEN),  # others refer to them
    (rows("cities_city", lambda told: b"[1, 2]\n"), NOT_TAKEN),
    (rows("cities_city", lambda told: b"{"), NOT_TAKEN),
    # A place more exact than any database of ours keeps it.
    (rows("cities_city", more_exact), f"{NOT_TAKEN}: cities_city reads otherwise"),
    (outside, "outside.pdf"),
]


@pytest.mark.parametrize(("harm", "words"), REFUSED)
def test_archive_that_does_not_fit_changes_nothing(harm, words, path, run):
    harm(path)

    with pytest.raises(CommandError, match=words) as refused:
        run("restore", path)

    assert refused.value.returncode == 1
    assert "\n" not in str(refused.value)
    assert (City.objects.count(), LogEntry.objects.count()) == (0, 0)
    assert Head.objects.get().sequence == 0
    assert list(names()) == []
    assert not Path(django_settings.MEDIA_ROOT).parent.joinpath("outside.pdf").exists()


def test_archive_that_is_not_there_is_told(db, tmp_path, run):
    with pytest.raises(CommandError, match="No such file"):
        run("restore", tmp_path / "none.zip")


def test_archive_of_an_older_release_is_refused(path, monkeypatch, run):
    monkeypatch.setattr("programmes.backup.fitting.applied", lambda: ["cities.0001_a"])

    with pytest.raises(CommandError, match=r"older release.*know cities.0001_a"):
        run("restore", path)


def test_database_that_was_not_migrated_is_told(path, settings, run):
    settings.MIGRATION_MODULES = {}

    with pytest.raises(CommandError, match=r"run manage\.py migrate first"):
        run("restore", path)


def test_installation_with_a_row_is_left_alone(path, run):
    make_user("here.before")

    with pytest.raises(CommandError, match=r"not empty: .* has rows. Restore into a"):
        run("restore", path)

    assert LogEntry.objects.count() == 1


def test_installation_with_a_file_is_left_alone(path, run):
    keep("plan.pdf", b"%PDF")

    with pytest.raises(CommandError, match=r"keeps files already, such as plan.pdf"):
        run("restore", path)

    assert list(names()) == ["plan.pdf"]


def test_storage_that_gives_another_name_is_refused(path, monkeypatch, run):
    save = default_storage.save
    monkeypatch.setattr(
        default_storage, "save", lambda name, content: save(f"other-{name}", content)
    )

    with pytest.raises(CommandError, match="does not take the name"):
        run("restore", path)

    assert list(names()) == []


def test_whole_archive_is_told_to_be_whole_wherever(path, run):
    make_user("here.before")

    assert run("restore", path, check=True).startswith("Whole: ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_flipped_byte_is_found_or_was_in_nothing_that_is_read(data, path):
    content = bytearray(path.read_bytes())
    last = len(content) - 1
    # Wherever, and in the list of parts at the end, which says how each is read.
    place = data.draw(st.integers(0, last) | st.integers(last - 5000, last))
    harmed = path.with_name("harmed.zip")
    with opened(path) as archive:
        before = archive.manifest

    content[place] ^= 1 << data.draw(st.integers(0, 7))
    harmed.write_bytes(content)

    try:
        found = check(harmed, unseen)
    except RefusalError:
        return
    assert found == before
