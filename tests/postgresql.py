"""A PostgreSQL server of our own for one test run, with Thai order from ICU."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
#: As an operator runs it: what was committed lies on the disk.
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"


def server_folder():
    """Where the newest installed server's programs are; None without one."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent  # where its other programs are too
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def temporary_server(settings=FAST):
    """Start a server on a free port of this machine; yields its DATABASE_URL."""
    programs = server_folder()
    if programs is None:
        sys.exit("*** LEFT OUT: this needs PostgreSQL (apt-get install postgresql).")
    with tempfile.TemporaryDirectory(prefix="creativecity-pg-") as folder:
        data = Path(folder, "data")
        hand_over(folder)
        run_as_account(
            programs / "initdb",
            f"--pgdata={data}",
            "--locale-provider=icu",
            "--icu-locale=th",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
            "--auth=trust",
            f"--username={ACCOUNT}",
        )
        port = _free_port()
        options = f"-p {port} -h 127.0.0.1 -k {folder} {settings}"
        control = [programs / "pg_ctl", f"--pgdata={data}", "--wait", "--silent"]
        log = Path(folder, "log")
        run_as_account(*control, "--options", options, f"--log={log}", "start")
        try:
            yield f"postgres://{ACCOUNT}@127.0.0.1:{port}/postgres"
        finally:
            run_as_account(*control, "--mode=immediate", "stop")


def run_as_account(*command, within=()):
    """As the server's own account where we are root: it refuses to run as root."""
    prefix = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    whole = [*within, *prefix, *command]
    subprocess.run(whole, check=True, cwd="/", stdout=subprocess.DEVNULL)


def hand_over(folder):
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
