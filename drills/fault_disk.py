"""The disk of database and files is full, and has room again."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import serving
from benchmarks.signed_in import sign_in
from tests.postgresql import hand_over, server_folder

from .databases import Database
from .watching import OK, Watch, look_up, until

#: Megabytes of the small disk; an installation with the facts takes half of it.
SQLITE, POSTGRESQL = 32, 192
PIECE = 64 * 1024


def full(seen):
    """Of SQLite's file and of what people hand in."""
    with _disk(seen, SQLITE) as disk:
        if disk:
            address = f"sqlite:///{disk}/portal.sqlite3"
            _fill_and_empty(seen, disk, address, lambda: False)


def full_under_postgresql(seen):
    """PostgreSQL refuses what needs room, and ends where it cannot write its log; an
    operator makes room, and starts it again if it ended.
    """
    if not server_folder():
        seen.left_out("PostgreSQL (apt-get install postgresql)")
        return
    with _disk(seen, POSTGRESQL) as disk:
        if not disk:
            return
        hand_over(disk.parent)
        hand_over(disk)
        database = Database(disk, "primary")
        database.make()
        database.start()
        try:
            _fill_and_empty(seen, disk, database.address(), database.start_if_ended)
        finally:
            database.stop()


@contextmanager
def _disk(seen, megabytes):
    """A file system of its own in memory; None where we may not mount one."""
    with TemporaryDirectory(prefix="creativecity-fault-") as folder:
        disk = Path(folder, "disk")
        disk.mkdir()
        line = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)]
        is_root = os.geteuid() == 0
        done = is_root and subprocess.run(line, check=False, capture_output=True)
        if not done or done.returncode:
            seen.left_out("a full disk (it needs root, to mount a small one)")
            yield None
            return
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def _fill_and_empty(seen, disk, database, revive):
    media = disk / "media"
    where = {"database": database, "MEDIA_ROOT": str(media)}
    with serving.installation(**where, VIRUS_SCAN="off") as told:
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            seen("a file before", watch.upload("ก่อนเต็ม").status, 302)
            before = _files(media)
            form = watch.form_of_reading()
            filler = _fill(disk)
            _while_it_is_full(seen, watch, form)
            seen("files that came meanwhile", _files(media) - before, set())
            filler.unlink()
            print(f"     the database had ended: {revive()}")
            ready = until(lambda: watch.get("/readyz").status == OK)
            seen("/readyz says that it is there again", ready is not None)
            seen("then the form is taken", watch.record("room", form).status, 302)
            seen("and a file", watch.upload("มีที่ว่าง").status, 302)
        look_up(seen, told, watch)


def _while_it_is_full(seen, watch, form):
    seen("a page on a full disk", watch.get("/th/schedule/").status, OK)
    seen("a desk", watch.as_officer("/th/staff/").status, OK)
    # A log may have room left for some small writes, which are then kept.
    told = {watch.record(f"full {n}", form).told() for n in range(40)}
    seen("readings that are sent", told <= {302, 409, "503 in words"})
    seen("at last one is refused", "503 in words" in told)
    sent = watch.upload("เต็ม")
    is_form = sent.status == OK and 'class="errors' in sent.text
    seen("a file is refused in words", is_form or sent.told() == "503 in words")
    seen("/healthz", watch.get("/healthz").status, OK)


def _fill(disk):
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as opened:
        try:
            while opened.write(b"0" * PIECE):
                pass
        except OSError:
            return filler


def _files(folder):
    return {path for path in folder.rglob("*") if path.is_file()}
