"""Is the deployment guide true? Its steps on one machine, in a folder of their own.

What docs/deployment.md has an operator type is done here with the very files of
deploy/: a PostgreSQL server with an owner and an application role (by the guide's own
SQL), the settings from portal.env.example, `portal-release`, first facts and account,
the server by the command of its unit on a socket, nginx before it with TLS on high
ports of loopback, what the timers run, a backup and its way back into a second
database, a second release and the way back to the first. Then it asks, from within and
from outside, what the guide promises. Left out: what needs systemd, packages, certbot,
or another machine (for that: drills/failover.py).

Judged: every step and every promise holds; one that does not is named, and it ends
with 1. Needs: nginx, PostgreSQL's server (apt-get install nginx postgresql). About two
minutes.

    python -m drills.deployment
"""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import PATIENCE, free_port, wait_for
from tests.postgresql import temporary_server

from .proxy import NAME, ROOT, ask, proxy

PARTS = (
    *("creativecity", "cities", "programmes", "templates", "static", "deploy", "docs"),
    *("manage.py", "requirements.txt"),
)
OUTSIDE = "127.0.0.2"
TOKEN = secrets.token_urlsafe(30)
SQL = re.compile(r"^```sql\n(.+?)^```", re.MULTILINE | re.DOTALL)


@dataclass
class Place:
    """Where this drill puts what the guide puts under /opt, /etc, /var and /run."""

    folder: Path
    database: str  # the address of PostgreSQL's own role

    def __post_init__(self):
        for name in ("releases", "etc", "media", "backups", "run/metrics", "proxy"):
            (self.folder / name).mkdir(parents=True)
        self.passwords = {role: secrets.token_hex(24) for role in ("portal", "owner")}
        self.plain, self.tls = free_port(), free_port()

    @property
    def current(self):
        return self.folder / "current"

    def address(self, role, database="portal"):
        """Of a database, for the application or for the owner of the tables."""
        name = "portal" if role == "portal" else "portal_owner"
        host = self.database.partition("@")[2].partition("/")[0]
        return f"postgres://{name}:{self.passwords[role]}@{host}/{database}"

    def environment(self, **more):
        """What the scripts of deploy/ are told of other paths than the guide's."""
        return {
            **{
                name: os.environ[name]
                for name in ("PATH", "HOME")
                if name in os.environ
            },
            "PORTAL_BASE": str(self.folder),
            "PORTAL_ROOT": str(self.current),
            "PORTAL_CONFIG": str(self.folder / "etc"),
            "PORTAL_USER": "root",
            "PORTAL_NO_SYSTEMD": "1",
            **more,
        }

    def run(self, script, *options, **more):
        """A script of deploy/, in the release in use or in the one that it is given."""
        where = self.current if self.current.exists() else Path(options[-1])
        return _run(where / "deploy" / script, *options, env=self.environment(**more))

    def settings(self):
        lines = (self.folder / "etc/portal.env").read_text().splitlines()
        pairs = (line.split("=", 1) for line in lines if line[:1].isupper())
        return {name: value.strip("'") for name, value in pairs}

    def ask(self, path, **how):
        return ask(self.folder / "proxy", self.tls, path, **how)


def _run(*line, **how):
    how = {"check": True, "text": True, "stdout": subprocess.PIPE} | how
    return subprocess.run([str(part) for part in line], **how).stdout


def psql(place, sql, database="postgres", **how):
    address = place.database.rpartition("/")[0] + f"/{database}"
    line = [shutil.which("psql"), "--quiet", "--set=ON_ERROR_STOP=1", address]
    return _run(*line, "--tuples-only", "--no-align", input=sql, **how)


# Chapters 4 to 7


def make_database(place):
    sql = SQL.search((ROOT / "docs/deployment.md").read_text())[1]
    sql = sql.replace("change-me-owner", place.passwords["owner"])
    psql(place, sql.replace("change-me", place.passwords["portal"]))


def unpack(place, name):
    release = place.folder / "releases" / name
    release.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, release / part)
    # The parts are not installed twice: the release finds them where they are here.
    (release / ".venv").symlink_to(sys.prefix)
    return release


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
    for sql in (
        "UPDATE ledger_logentry SET verb = 'x'",
        "DELETE FROM ledger_logentry",
        "DROP TABLE ledger_logentry",
        "ALTER TABLE ledger_logentry DISABLE TRIGGER ALL",
        "CREATE TABLE another (id int)",
    ):
        assert not _may(place, sql), sql


def _may(place, sql):
    try:
        psql(place, f"SET ROLE portal; {sql};", "portal", stderr=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        return False
    return True


# Chapters 8 and 9


@contextmanager
def portal(place):
    """By the command of its unit."""
    unit = (place.current / "deploy/systemd/portal-web.service").read_text()
    command = re.search(r"^ExecStart=/bin/sh -c '(.+?)'$", unit, re.M | re.S)[1]
    command = command.replace("\\\n", " ").replace("$$", "$")
    command = command.replace("/run/portal", str(place.folder / "run"))
    metrics = {"PROMETHEUS_MULTIPROC_DIR": str(place.folder / "run/metrics")}
    with (place.folder / "web.log").open("a") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=place.current.resolve(),
            env={
                **place.environment(),
                **place.settings(),
                **metrics,
                "WEB_WORKERS": "2",
            },
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(lambda: _is_up(place), "the portal behind nginx", 3 * PATIENCE)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _is_up(place):
    with suppress(OSError):
        return place.ask("/healthz")[0] == 200
    return False


def plain_leads_to_tls(place):
    status, headers, _body = ask(
        place.folder / "proxy", place.plain, "/th/?a=1", tls=False
    )
    assert (status, headers["Location"]) == (301, f"https://{NAME}/th/?a=1")


def page_is_shown(place):
    status, headers, body = place.ask("/th/cities/nan/")
    assert status == 200, status
    assert "เมืองน่าน".encode() in body or "น่าน".encode() in body
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"])  # nginx's


def static_is_kept_for_ever(place):
    _status, _headers, page = place.ask("/th/")
    sheet = re.search(rb'href="(/static/[^"]+\.css)"', page)[1].decode()
    status, headers, _body = place.ask(sheet, headers={"Accept-Encoding": "gzip"})
    assert status == 200, f"{sheet}: {status}"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Encoding"] == "gzip"


def readiness_is_for_those_within(place):
    status, _headers, body = place.ask("/readyz")
    assert status == 200, body
    assert place.ask("/readyz", source=OUTSIDE)[0] == 403


def figures_are_for_the_watcher_within(place):
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert place.ask("/metrics", headers=bearer, source=OUTSIDE)[0] == 403
    assert place.ask("/metrics")[0] == 404
    for _ in range(8):
        place.ask("/th/")
    status, _headers, body = place.ask("/metrics", headers=bearer)
    text = body.decode()
    assert status == 200, status
    assert "creativecity_database_up 1.0" in text
    home = r'answers_total\{method="GET",page="programmes:home",status="2xx"\} (\S+)'
    assert float(re.search(home, text)[1]) >= 8
    assert len(re.findall(r'resident_bytes\{process="\d+"\}', text)) >= 1


def a_claimed_address_is_not_believed(place):
    """The log names the address that nginx saw."""
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    assert place.ask("/th/", headers=claimed, source=OUTSIDE)[0] == 200
    place.ask("/th/staff/no-such-page/", headers=claimed, source=OUTSIDE)
    text = (place.folder / "proxy/portal.log").read_text()
    assert f'"address":"{OUTSIDE}"' in text
    assert '"tls":"TLSv1.3"' in text
    assert "203.0.113.9" not in text + (place.folder / "web.log").read_text()


def files_of_21_megabytes_pass(place):
    """To the program, which judges them (here 403: no form's token comes with it)."""
    sizes = {megabytes: bytes(megabytes * 1_000_000) for megabytes in (21, 24)}
    said = {size: place.ask("/th/", body=body)[0] for size, body in sizes.items()}
    assert said == {21: 403, 24: 413}, said


def away_is_said_by_nginx(place):
    """With no process behind it."""
    status, headers, body = place.ask("/th/")
    assert (status, headers.get("Retry-After")) == (503, "30"), (status, headers)
    assert "ระบบหยุดให้บริการชั่วคราว".encode() in body


# What timers do, chapters 8, 11 and 12


def timers_do_their_work(place):
    for command in ("send_reminders", "purge_expired", "verify_ledger"):
        place.run("portal-manage", command)
    place.run("portal-manage", "db_worker", "--batch", "--max-tasks", "20")


def worker_ends_when_it_is_asked(place):
    """By the command of its unit; what it is at it finishes (drills/kills.py)."""
    unit = (place.current / "deploy/systemd/portal-worker.service").read_text()
    command = re.search(r"^ExecStart=\S+/(\.venv/.+)$", unit, re.M)[1]
    with (place.folder / "worker.log").open("w+") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", f"exec {command} --verbosity 2"],
            cwd=place.current.resolve(),
            env={**place.environment(), **place.settings(), "LOG_FORMAT": "plain"},
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(
                lambda: "Starting worker" in Path(log.name).read_text(),
                "the worker",
                3 * PATIENCE,
            )
            process.terminate()
            assert process.wait(PATIENCE) == 0, Path(log.name).read_text()
        finally:
            process.kill()


def backup_is_made_and_brought_back(place):
    settings = {**place.settings(), "DEBUG": "0"}
    place.run("portal-backup", place.folder / "backups", **settings)
    [made] = (place.folder / "backups").glob("*.zip")
    assert (place.folder / "last_backup").exists()
    assert made.stat().st_mode & 0o077 == 0
    before = _newest(place, "portal")
    second = SQL.search((ROOT / "docs/deployment.md").read_text())[1].splitlines()
    psql(place, second[2].replace("DATABASE portal", "DATABASE again"))
    (place.folder / "again").mkdir()
    again = place.folder / "again"
    shutil.copy(place.folder / "etc/portal.env", again)
    (again / "owner.env").write_text(
        f"DATABASE_URL='{place.address('owner', 'again')}'\n"
        f"MEDIA_ROOT='{again}/media'\n"
    )
    for line in (["migrate"], ["restore", made], ["verify_ledger"]):
        place.run("portal-manage", "--as-owner", *line, PORTAL_CONFIG=str(again))
    assert _newest(place, "again") == before


def _newest(place, database):
    return psql(place, "SELECT sequence, hash FROM ledger_head", database)


def next_release_and_back(place):
    first = place.current.resolve()
    second = unpack(place, "2027-01-15")
    place.run("portal-release", second)
    assert place.current.resolve() == second.resolve()
    place.run("portal-release", "--back", first)
    assert place.current.resolve() == first


BEFORE = (make_database, write_settings, first_release)
BEFORE += (application_may_not_change_the_ledger,)
SERVED = (
    *(plain_leads_to_tls, page_is_shown, static_is_kept_for_ever),
    *(readiness_is_for_those_within, figures_are_for_the_watcher_within),
    *(a_claimed_address_is_not_believed, files_of_21_megabytes_pass),
)
AFTER = (
    *(away_is_said_by_nginx, timers_do_their_work, worker_ends_when_it_is_asked),
    *(backup_is_made_and_brought_back, next_release_and_back),
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
        ports, socket = (place.plain, place.tls), place.folder / "run/web.sock"
        how = {"ports": ports, "current": place.current, "socket": socket}
        with proxy(place.folder / "proxy", **how):
            with portal(place):
                failed = tried(place, SERVED)
            failed += tried(place, AFTER)
    print("\nThe guide holds." if not failed else f"\n{failed} do not hold.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
