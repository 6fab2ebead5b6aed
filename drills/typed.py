"""Blocks of docs/deployment.md, typed as they stand there, on this machine.

Paths of a server become those of a `Place`. What needs systemd or root's other users
(stubs below) does nothing but go on: whose a file is, is read in the guide, not tried.
"""

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from tests.postgresql import server_folder

from .installation import psql
from .proxy import ROOT

GUIDE = ROOT / "docs/deployment.md"
BLOCK = re.compile(r"^```\w*\n(.+?)^```", re.MULTILINE | re.DOTALL)
SQL = re.compile(r"^```sql\n(.+?)^```", re.MULTILINE | re.DOTALL)
STUBS = {
    "systemctl": "exit 0",
    "chown": "exit 0",
    "runuser": 'shift 3; exec "$@"',  # -u WHO --
    "install": "exec /usr/bin/install $(echo \" $*\" | sed 's/ -[og] [a-z-]*//g')",
}


def make_database(place):
    sql = SQL.search(GUIDE.read_text())[1]
    sql = sql.replace("change-me-owner", place.passwords["owner"])
    psql(place, sql.replace("change-me", place.passwords["portal"]))


def block_with(line):
    """The one block that has this line."""
    [found] = [each for each in BLOCK.findall(GUIDE.read_text()) if f"{line}\n" in each]
    return found


def type_block(place, line, server=None, **paths):
    """Type the block that has this line; PostgreSQL's own role is at `server`."""
    text = block_with(line)
    for path, here in {**_paths(place), **paths}.items():
        text = text.replace(path, str(here))
    at = urlsplit(server or place.database)
    told = {"PGHOST": at.hostname, "PGPORT": str(at.port), "PGUSER": at.username}
    told |= {"PGDATABASE": at.path.strip("/"), "PATH": _programs(place)}
    env = place.environment(**told)
    how = {"input": text, "env": env, "cwd": place.folder, "text": True, "check": True}
    subprocess.run(["sh", "-eu"], stdout=subprocess.DEVNULL, **how)


def _paths(place):
    return {
        "/var/lib/portal": place.folder,
        "/etc/portal": place.folder / "etc",
    }


def _programs(place):
    """Where programs are looked for: stubs first, then the portal's own scripts."""
    folder = place.folder / "stubs"
    folder.mkdir(exist_ok=True)
    for name, text in STUBS.items():
        file = Path(folder, name)
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
    theirs = (folder, place.current / "deploy", server_folder())
    return ":".join([*map(str, theirs), os.environ["PATH"]])
