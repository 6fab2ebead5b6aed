"""T43: a copy of the database shows whether it is whole, and gives no password away.

And what `manage.py backup` writes comes back whole or is refused. That it is kept
encrypted, and tried, is up to whoever runs the portal: docs/security.md, Backups.
"""

import sqlite3
import stat
from contextlib import closing
from zipfile import ZipFile

import pytest

from tests.processes import copy_whole, manage
from tests.programmes.backup import archives

PASSWORD = "a password to look for"


@pytest.fixture
def copy_of(installed, tmp_path):
    """`copy_of(change)`: a new copy of a portal with facts, changed by that SQL."""

    def copied(change=None):
        target = copy_whole(installed, tmp_path / "copy.sqlite3")
        if change:
            change_in(target, change)
        return target

    return copied


def change_in(database, change):
    """As somebody would who has the file: the locks lie in it and can be taken off."""
    with closing(sqlite3.connect(database)) as opened:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in opened.execute(sql).fetchall():
            opened.execute(f'DROP TRIGGER "{name}"')
        opened.execute(change)
        opened.commit()


def test_a_whole_copy_is_found_to_be_whole(copy_of):
    done = manage(copy_of(), "verify_ledger")

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_copy_that_was_changed_is_found_out(copy_of):
    changed = copy_of("UPDATE ledger_logentry SET verb = 'other' WHERE sequence = 1")

    assert manage(changed, "verify_ledger").returncode == 1


def test_a_copy_that_lost_a_row_is_found_out(copy_of):
    changed = copy_of("DELETE FROM ledger_logentry WHERE sequence = 2")

    assert manage(changed, "verify_ledger").returncode == 1


@pytest.fixture
def with_account(copy_of):
    """A copy with an account that has a password."""
    copy = copy_of()
    code = "from django.contrib.auth.models import User; User.objects.create_user"
    made = manage(copy, "shell", "-c", f"{code}('somebody', password={PASSWORD!r})")
    assert made.returncode == 0, made.stderr
    return copy


def test_a_stolen_copy_holds_no_password(with_account):
    content = with_account.read_bytes()

    assert PASSWORD.encode() not in content
    assert b"argon2$argon2id$" in content


def test_archive_is_its_makers_alone_and_gives_neither_password_nor_session(
    with_account, tmp_path
):
    path, files = tmp_path / "portal.zip", str(tmp_path / "media")

    done = manage(with_account, "backup", str(path), MEDIA_ROOT=files)

    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"argon2$argon2id$" in parts["tables/auth_user.jsonl"]
    assert not any(PASSWORD.encode() in content for content in parts.values())
    assert not any("session" in name for name in parts)


def test_archive_in_which_a_row_was_changed_is_refused(copy_of, tmp_path):
    path, files = tmp_path / "portal.zip", str(tmp_path / "media")
    database = copy_of()
    manage(database, "backup", str(path), MEDIA_ROOT=files)
    before = manage(database, "restore", "--check", str(path))

    archives.changed(
        path, lambda parts: parts.update({"tables/cities_city.jsonl": b""})
    )

    after = manage(database, "restore", "--check", str(path))
    assert (before.returncode, after.returncode) == (0, 1)
    assert "cities_city.jsonl was changed" in after.stderr
