"""This machine's environment without what it says of a portal.

Whoever measures or drills on a machine that serves one, or in a checkout with a `.env`,
must reach neither its database nor its files, letters or counters.
"""

import os
from pathlib import Path

#: Each variable that the settings read has its line (tests/deploy/test_environment.py).
EXAMPLE = Path(__file__).parent.parent / "deploy" / "portal.env.example"
#: What leads elsewhere is said, which a `.env` cannot overrule.
NOWHERE = {
    "REPLICA_URL": "",
    "CACHE_URL": "dbcache://portal_cache?max_entries=20000",
    "MEDIA_BUCKET": "",
    "MAIL_HOST": "127.0.0.1",
    "MAIL_USER": "",
    "VIRUS_SCAN": "off",
    "BACKUP_MARK": "",
    "TASK_QUEUE": "immediate",
}


def neutral(**more):
    """What is started begins with these variables; `more` are the caller's own."""
    kept = {name: value for name, value in os.environ.items() if name not in _ours()}
    return {**kept, **NOWHERE, **more}


def _ours():
    lines = EXAMPLE.read_text().splitlines()
    return {line.removeprefix("#").partition("=")[0] for line in lines}
