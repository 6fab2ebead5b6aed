"""PostgreSQL servers on this machine: one alone, or a primary and its replica.

They lie in temporary folders and are ended by their own process ids.
"""

import os
import signal
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2

from benchmarks.server import LOOPBACK, children, free_port, wait_for
from tests.postgresql import ACCOUNT, hand_over, run_as_account, server_folder

#: As postgresql.conf would have it on both machines; the rest are its own defaults.
SETTINGS = {
    "hot_standby_feedback": "on",  # else rows that readers look at are swept away
    "max_connections": "60",
}
REPLICA = "replica"


class Database:
    """One PostgreSQL server, on this machine or `within` another, at its `host`."""

    def __init__(self, folder, name, host=LOOPBACK, within=()):
        self.folder, self.name, self.port = Path(folder), name, free_port()
        self.data, self.programs = self.folder / name, server_folder()
        self.host, self.within, self.pid = host, within, None

    def make(self):
        """With Thai order, as the portal's guide makes it."""
        self._run(
            "initdb",
            f"--pgdata={self.data}",
            "--locale-provider=icu",
            "--icu-locale=th",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
            "--auth=trust",
            f"--username={ACCOUNT}",
        )

    def copy(self, primary):
        """Become a replica of it: what follows is streamed."""
        source = f"host={LOOPBACK} port={primary.port} user={ACCOUNT}"
        self._run(
            "pg_basebackup",
            f"--pgdata={self.data}",
            f"--dbname={source}",
            "--write-recovery-conf",
            "--checkpoint=fast",
        )

    def start(self):
        told = {**SETTINGS, "cluster_name": self.name}  # by which a replica is known
        options = [f"-p {self.port} -h {self.host} -k {self.folder}"]
        options += [f"-c {name}={value}" for name, value in told.items()]
        log = f"--log={self.folder / self.name}.log"
        self._control("start", f"--options={' '.join(options)}", log)
        self.pid = int((self.data / "postmaster.pid").read_text().split()[0])

    def start_if_ended(self):
        """Whether it had."""
        if is_ended := not self._is_running():
            self.start()
        return is_ended

    def promote(self):
        self._control("promote")

    def wait_for_nobody(self):
        """Acknowledge writes without a replica: it is away, and known to be."""
        self.ask("ALTER SYSTEM SET synchronous_standby_names = ''")
        self.ask("SELECT pg_reload_conf()")

    def stop(self):
        if self.pid and self._is_running():
            self._control("stop", "--mode=immediate")

    def kill(self):
        """All its processes at once, as if the power had gone."""
        for each in (self.pid, *children(self.pid)):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        wait_for(lambda: not self._is_running(), f"the end of {self.name}")

    def ask(self, sql):
        """The rows of a question, or [] of an order."""
        with closing(psycopg2.connect(self.address())) as opened:
            opened.autocommit = True
            with opened.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []

    def address(self):
        return f"postgres://{ACCOUNT}@{self.host}:{self.port}/postgres"

    def _is_running(self):
        path = Path(f"/proc/{self.pid}/stat")
        return path.exists() and ") Z " not in path.read_text()

    def _control(self, order, *options):
        self._run("pg_ctl", f"--pgdata={self.data}", "--wait", order, *options)

    def _run(self, program, *options):
        run_as_account(self.programs / program, *options, within=self.within)


@contextmanager
def pair():
    """(primary, replica): what the primary acknowledges lies on the replica's disk."""
    with TemporaryDirectory(prefix="creativecity-pair-") as folder:
        hand_over(folder)
        primary, replica = Database(folder, "primary"), Database(folder, REPLICA)
        try:
            primary.make()
            primary.start()
            replica.copy(primary)
            replica.start()
            wait_for_replica(primary)
            yield primary, replica
        finally:
            replica.stop()
            primary.stop()


def wait_for_replica(primary):
    """Said at the primary alone, and after the copy was made: a replica that is
    promoted has nobody to wait for.
    """
    primary.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{REPLICA}'")
    primary.ask("SELECT pg_reload_conf()")
    state = "SELECT sync_state FROM pg_stat_replication"
    wait_for(lambda: primary.ask(state) == [("sync",)], "the replica")


def addresses(first, second):
    """Of two servers as one DATABASE_URL, and as one REPLICA_URL: which is which may
    change at any time.
    """
    hosts = [f"{LOOPBACK}:{server.port}" for server in (first, second)]
    form = f"postgres://{ACCOUNT}@{{}}/postgres?target_session_attrs={{}}"
    return (
        form.format(",".join(hosts), "read-write"),
        form.format(",".join(reversed(hosts)), "any"),
    )
