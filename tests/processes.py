"""Commands of the project in processes of their own, on a file of SQLite's."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parent.parent


def start(database, *arguments, **environment):
    """`python` with these arguments; nothing of this process's environment but PATH."""
    base = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=ROOT,
        env={**base, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def manage(database, *arguments, **environment):
    return start(database, "manage.py", *arguments, **environment)


def copy_whole(source, target):
    """What SQLite says is a copy, whatever still waits in its journal."""
    with closing(sqlite3.connect(source)) as opened:
        opened.execute("VACUUM INTO ?", [str(target)])
    return target
