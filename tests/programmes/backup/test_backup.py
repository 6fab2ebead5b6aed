"""Everything in one archive, and back: the same rows, files, hashes and accounts."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.core.management import CommandError
from django.db import connection
from django.test import Client

from cities.models import City, Reading
from creativecity.accounts.second_factor.rows import set_app
from creativecity.ledger import triggers, verbs
from creativecity.ledger.chain import holds_sample_data, latest
from creativecity.ledger.models import Head, LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.progress import Line
from programmes.backup.archive import opened
from programmes.backup.restoring import restore
from programmes.backup.saving import back_up
from programmes.backup.tables import FILL_THEMSELVES, LEFT_OUT
from programmes.roles import sync
from programmes.sample_data import add_sample_data
from tests.factories import make_article, make_city, make_file, make_user, new_fact
from tests.processes import manage
from tests.signing_in import signed_in

from .archives import stated
from .emptying import empty, keep, unseen


@pytest.fixture
def small(emptied_after):
    """A portal with an account that is signed in, a city, a file and an article."""
    user = make_user()
    signed_in(user)
    make_file(make_city(), by=user)
    keep("pictures/ผ้าทอ 1.png", b"\x89PNG" * 1000)
    make_article(body_th="สองบรรทัด\u2028\n'\"", by=user)
    return user


def as_said(manifest):
    """Hash of each table and of each file."""
    parts = manifest.parts()
    return {name: told["sha256"] for name, told in parts.items()}


@pytest.mark.slow
def test_restored_installation_backs_up_to_the_same(small, tmp_path):
    first = back_up(tmp_path / "first.zip", unseen)
    empty()

    restore(tmp_path / "first.zip", unseen)

    again = back_up(tmp_path / "again.zip", unseen)
    assert as_said(again) == as_said(first)
    assert again.ledger == first.ledger
    assert first_fault() is None
    assert triggers.missing() == []
    assert sync() == []


def test_demo_comes_back_with_its_marks(emptied_after, sampled, tmp_path, run):
    assert add_sample_data(date(2026, 11, 26)) is False
    run("backup", tmp_path / "demo.zip")
    rows, head = Reading.objects.count(), Head.objects.get().hash
    empty()

    said = run("restore", tmp_path / "demo.zip")

    assert re.match(r"Restored: [\d,]+ rows, \d+ files, as of 2", said)
    assert (Reading.objects.count(), Head.objects.get().hash) == (rows, head)
    assert holds_sample_data()
    assert run("verify_ledger").startswith(f"The ledger verifies: {latest()} entries")


def test_accounts_sign_in_as_before_and_sessions_do_not_come_back(small, tmp_path):
    back_up(tmp_path / "a.zip", unseen)
    empty()

    restore(tmp_path / "a.zip", unseen)

    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)
    user = authenticate(None, username="somebody", password="a long enough password")
    assert user.pk == small.pk


@pytest.mark.slow
def test_new_rows_get_keys_above_those_that_came_back(small, tmp_path):
    back_up(tmp_path / "a.zip", unseen)
    empty()

    restore(tmp_path / "a.zip", unseen)

    assert make_city("pai").pk > City.objects.get(slug="mae-hong-son").pk
    assert make_user("another").pk == small.pk + 1
    assert first_fault() is None


def test_every_table_of_every_model_is_in_it_or_named_as_left_out(small, tmp_path):
    manifest = back_up(tmp_path / "a.zip", unseen)

    models = apps.get_models(include_auto_created=True)
    expected = {m._meta.db_table for m in models if m._meta.label_lower not in LEFT_OUT}
    assert manifest.tables.keys() == expected
    there = set(connection.introspection.django_table_names())
    assert there - expected == {"django_session", "usersessions_usersession"}
    assert {model._meta.label_lower for model in models} >= LEFT_OUT | FILL_THEMSELVES


def test_archive_is_for_whoever_made_it_alone(small, tmp_path, run):
    run("backup", tmp_path)

    [path] = tmp_path.glob("creativecity-*.zip")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.slow
def test_archive_is_of_one_moment_while_others_write(small, tmp_path):
    before = Head.objects.get()

    def write():
        try:
            verbs.add(new_fact(), by=None)
        finally:
            connection.close()

    def look_on(what, total):
        if what == "Rows":  # from here on the moment is past
            with ThreadPoolExecutor(1) as pool:
                pool.submit(write).result()
        return unseen(what, total)

    manifest = back_up(tmp_path / "a.zip", look_on)

    assert latest() == before.sequence + 1
    assert manifest.ledger == {"sequence": before.sequence, "hash": before.hash}
    assert manifest.tables["ledger_logentry"]["rows"] == before.sequence
    empty()
    restore(tmp_path / "a.zip", unseen)
    assert first_fault() is None


def test_backup_takes_the_place_of_no_other_file(small, tmp_path, run):
    path = tmp_path / "kept.zip"
    path.write_bytes(b"an earlier one")

    with pytest.raises(CommandError, match=r"Nothing was backed up: .* there already"):
        run("backup", path)

    assert path.read_bytes() == b"an earlier one"


def test_backup_that_breaks_off_leaves_nothing(small, tmp_path):
    def look_on(what, total):
        if what == "Files":
            raise OSError("No space left on device")
        return unseen(what, total)

    with pytest.raises(OSError, match="No space left"):
        back_up(tmp_path / "a.zip", look_on)

    assert [path for path in tmp_path.iterdir() if path.name != "media"] == []


def test_file_that_goes_while_it_is_backed_up_is_left_out(small, tmp_path):
    keep("made/passing.pdf", b"%PDF")

    def look_on(what, total):
        return Passing(what, total, unseen(what, total).stream)

    class Passing(Line):
        def tell(self, done, total=None):
            if self.what == "Files":
                Path(django_settings.MEDIA_ROOT, "made/passing.pdf").unlink(
                    missing_ok=True
                )

    manifest = back_up(tmp_path / "a.zip", look_on)

    assert "made/passing.pdf" not in manifest.files
    with opened(tmp_path / "a.zip") as archive:
        archive.check(unseen("Bytes", 1))


def test_apps_of_another_secret_key_are_told(small, tmp_path, settings, capsys, run):
    set_app(small, "JBSWY3DPEHPK3PXP", 1)
    run("backup", tmp_path / "a.zip")
    empty()
    settings.SECRET_KEY = "another"

    run("restore", tmp_path / "a.zip")

    assert capsys.readouterr().err == (
        "1 authenticator apps were set up under another SECRET_KEY: name it in "
        "SECRET_KEY_FALLBACKS, or their owners set up new ones.\n"
    )


@pytest.mark.slow
def test_portal_serves_what_came_back(small, tmp_path):
    back_up(tmp_path / "a.zip", unseen)
    empty()
    assert Client().get("/th/cities/mae-hong-son/").status_code == 404

    restore(tmp_path / "a.zip", unseen)

    assert Client().get("/th/cities/mae-hong-son/").status_code == 200
    assert LogEntry.objects.count() == latest()


needs_both = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="crosses from SQLite to PostgreSQL"
)


@needs_both
@pytest.mark.audit  # half a minute: two databases migrated in processes of their own
def test_archive_crosses_from_one_database_to_the_other_and_back(
    emptied_after, tmp_path
):
    do(tmp_path, "one", "migrate", "--verbosity=0")
    do(tmp_path, "one", "load_facts")
    do(tmp_path, "one", "backup", tmp_path / "one.zip")
    migrations = stated(tmp_path / "one.zip", migrations=[])["migrations"]
    empty()

    first = restore(tmp_path / "one.zip", unseen)
    assert first_fault() is None
    back_up(tmp_path / "two.zip", unseen)
    stated(tmp_path / "two.zip", migrations=migrations)
    do(tmp_path, "other", "migrate", "--verbosity=0")
    do(tmp_path, "other", "restore", tmp_path / "two.zip")
    do(tmp_path, "other", "verify_ledger")
    do(tmp_path, "other", "backup", tmp_path / "three.zip")

    with opened(tmp_path / "three.zip") as archive:
        assert as_said(archive.manifest) == as_said(first)


def do(folder, name, *arguments):
    database, files = folder / f"{name}.sqlite3", str(folder / name)
    done = manage(database, *map(str, arguments), MEDIA_ROOT=files)
    assert done.returncode == 0, done.stdout + done.stderr
