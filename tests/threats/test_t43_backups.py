"""T43: a copy of the database shows whether it is whole, and gives no password away.

That it is kept encrypted, and that it can be brought back, is up to whoever runs the
portal: docs/security.md, Backups.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

PASSWORD = "a password to look for"


@pytest.fixture(scope="module")
def copy_of(tmp_path_factory):
    """`copy_of(change)`: a new copy of a portal with facts, changed by that SQL."""
    folder = tmp_path_factory.mktemp("backup")
    source = folder / "portal.sqlite3"
    for command in (["migrate", "--verbosity=0"], ["load_facts", "--verbosity=0"]):
        assert manage(source, *command).returncode == 0
    code = "from django.contrib.auth.models import User; User.objects.create_user"
    made = manage(source, "shell", "-c", f"{code}('somebody', password={PASSWORD!r})")
    assert made.returncode == 0

    def copied(change=None):
        target = folder / f"copy-{len(list(folder.iterdir()))}.sqlite3"
        with closing(sqlite3.connect(source)) as opened:
            opened.execute("VACUUM INTO ?", [str(target)])
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


def manage(database, *arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_whole_copy_is_found_to_be_whole(copy_of):
    done = manage(copy_of(), "verify_ledger")

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_copy_that_was_changed_is_found_out(copy_of):
    changed = copy_of("UPDATE ledger_logentry SET verb = 'other' WHERE sequence = 1")

    assert manage(changed, "verify_ledger").returncode == 1


def test_a_copy_that_lost_a_row_is_found_out(copy_of):
    changed = copy_of("DELETE FROM ledger_logentry WHERE sequence = 2")

    assert manage(changed, "verify_ledger").returncode == 1


def test_a_stolen_copy_holds_no_password(copy_of):
    content = copy_of().read_bytes()

    assert PASSWORD.encode() not in content
    assert b"argon2$argon2id$" in content
