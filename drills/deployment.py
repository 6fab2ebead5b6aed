"""Is the deployment guide true? Its steps on one machine, in a folder of their own.

What docs/deployment.md has an operator type is done here with the very files of
deploy/: a PostgreSQL server with an owner and an application role (by the guide's own
SQL), the settings from portal.env.example, `portal-release`, first facts and account,
the server by the command of its unit on a socket, nginx before it with TLS on high
ports of loopback, what the timers run, a second release and the way back to the first,
and by the guide's own commands a backup's way back for good and the database's to a
server of its own. Then it asks, from within and from outside, what the guide promises.
Left out: what needs systemd, packages, certbot, or another machine (for that:
drills/failover.py).

Judged: every step and every promise holds; one that does not is named, and it ends
with 1. Needs: nginx, PostgreSQL's server (apt-get install nginx postgresql). About two
minutes.

    python -m drills.deployment
"""

import re
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.postgresql import temporary_server

from .busy_worker import worker_finishes_what_it_is_at
from .carried import (
    backup_is_made_and_brought_back,
    database_moves_to_a_machine_of_its_own,
)
from .installation import TOKEN, Place, portal, psql, unpack
from .promises import SERVED
from .proxy import ROOT, proxy
from .typed import make_database

# Chapters 4 to 7


def write_settings(place):
    text = (ROOT / "deploy/portal.env.example").read_text()
    values = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": place.address("portal"),
        "MEDIA_ROOT": place.folder / "media",
        "VIRUS_SCAN": "off",
        "METRICS_TOKEN": TOKEN,
        "BACKUP_MARK": place.folder / "last_backup",
    }
    for name, value in values.items():
        line = f"{name}='{value}'"
        text = re.sub(rf"^#?{name}=.*$", lambda _m, to=line: to, text, flags=re.M)
    (place.folder / "etc/portal.env").write_text(text)
    owner = f"DATABASE_URL='{place.address('owner')}'\n"
    (place.folder / "etc/owner.env").write_text(owner)


def first_release(place):
    place.run("portal-release", unpack(place, "2026-11-26"))
    place.run("portal-manage", "load_facts")
    account = {"USERNAME": "root", "EMAIL": "root@example.go.th"}
    told = {f"DJANGO_SUPERUSER_{name}": value for name, value in account.items()}
    told["DJANGO_SUPERUSER_PASSWORD"] = secrets.token_urlsafe(20)
    place.run("portal-manage", "createsuperuser", "--no-input", **told)
    place.run("portal-manage", "verify_ledger")


def application_may_not_change_the_ledger(place):
    assert _refusal(place, "SELECT 1 FROM ledger_logentry") == ""
    for sql in (
        "UPDATE ledger_logentry SET verb = 'x'",
        "DELETE FROM ledger_logentry",
        "TRUNCATE ledger_logentry",
        "DROP TABLE ledger_logentry",
        "ALTER TABLE ledger_logentry DISABLE TRIGGER ALL",
        "CREATE TABLE another (id int)",
    ):
        words = _refusal(place, sql)
        assert re.search("permission denied|must be owner", words), f"{sql}: {words}"


def _refusal(place, sql):
    """What the application is told; nothing where it may."""
    try:
        psql(place, f"SET ROLE portal; {sql};", "portal", stderr=subprocess.PIPE)
    except subprocess.CalledProcessError as refused:
        return refused.stderr
    return ""


# Chapters 8, 11 and 12


def away_is_said_by_nginx(place):
    """With no process behind it."""
    status, headers, body = place.ask("/th/")
    assert (status, headers.get("Retry-After")) == (503, "30"), (status, headers)
    assert "ระบบหยุดให้บริการชั่วคราว".encode() in body


def timers_do_their_work(place):
    for unit in ("reminders", "purge", "verify"):
        place.run("portal-manage", *_command_of(place, unit))
    place.run("portal-manage", "db_worker", "--batch", "--max-tasks", "20")


def _command_of(place, unit):
    """What this unit has manage.py do."""
    text = (place.current / f"deploy/systemd/portal-{unit}.service").read_text()
    return re.search(r"^ExecStart=\S+/python manage\.py (.+)$", text, re.M)[1].split()


def next_release_and_back(place):
    first = place.current.resolve()
    second = unpack(place, "2027-01-15")
    place.run("portal-release", second)
    assert place.current.resolve() == second.resolve()
    place.run("portal-release", "--back", first)
    assert place.current.resolve() == first


BEFORE = (make_database, write_settings, first_release)
BEFORE += (application_may_not_change_the_ledger,)
AFTER = (
    *(away_is_said_by_nginx, timers_do_their_work, worker_finishes_what_it_is_at),
    *(backup_is_made_and_brought_back, next_release_and_back),
    database_moves_to_a_machine_of_its_own,
)


def tried(place, steps):
    """Do each; how many did not hold."""
    return sum(not _holds(step, place) for step in steps)


#: What a step that does not hold ends with.
FAULTS = (AssertionError, subprocess.SubprocessError, OSError, LookupError, TypeError)


def begun(place):
    """Each of these rests on the one before."""
    return all(_holds(step, place) for step in BEFORE)


def _holds(step, place):
    began, name = time.monotonic(), step.__name__.replace("_", " ")
    try:
        step(place)
    except FAULTS as error:
        print(f"NOT SO  {name}: {error}", flush=True)
        return False
    print(f"ok      {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def main():
    with (
        tempfile.TemporaryDirectory(prefix="creativecity-deployed-") as folder,
        temporary_server() as database,
    ):
        place = Place(Path(folder), database)
        if not begun(place):
            return 1
        ports = place.plain, place.tls, place.watch
        socket = place.folder / "run/web.sock"
        how = {"ports": ports, "current": place.current, "socket": socket}
        with proxy(place.folder / "proxy", **how):
            with portal(place):
                failed = tried(place, SERVED)
            failed += tried(place, AFTER)
    print("\nThe guide holds." if not failed else f"\n{failed} do not hold.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
