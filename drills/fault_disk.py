"""The disk of database and files is full, and has room again."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import serving
from benchmarks.signed_in import sign_in

from .watching import OK, Watch

#: Megabytes of the small disk; an installation with the facts takes half of it.
SIZE = 32
PIECE = 64 * 1024


def full(seen):
    with TemporaryDirectory(prefix="creativecity-fault-") as folder:
        disk = Path(folder, "disk")
        disk.mkdir()
        with _mounted(disk) as is_there:
            if is_there:
                _fill_and_empty(seen, disk)


@contextmanager
def _mounted(disk):
    """A file system of its own in memory; False where we may not mount one."""
    line = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(disk)]
    is_root = os.geteuid() == 0
    done = is_root and subprocess.run(line, check=False, capture_output=True)
    if not done or done.returncode:
        print("*** LEFT OUT: a full disk (it needs root, to mount a small one).")
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill_and_empty(seen, disk):
    media = disk / "media"
    where = {"database": f"sqlite:///{disk}/portal.sqlite3", "MEDIA_ROOT": str(media)}
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
            seen("then the form is taken", watch.record("room", form).status, 302)
            seen("and a file", watch.upload("มีที่ว่าง").status, 302)
        done = serving.manage(told, "verify_ledger", check=False)
        seen("the ledger verifies", done.returncode, 0)


def _while_it_is_full(seen, watch, form):
    seen("a page on a full disk", watch.get("/th/schedule/").status, OK)
    seen("a desk", watch.as_officer("/th/staff/").status, OK)
    # The log of SQLite may have room left for some small writes, which are then kept.
    told = {watch.record(f"full {n}", form).told() for n in range(40)}
    seen("readings that are sent", told <= {302, 409, "503 in words"})
    seen("at last one is refused", "503 in words" in told)
    sent = watch.upload("เต็ม")
    is_refused = sent.told() in {"503 in words", OK}
    seen("a file is refused in words", is_refused)
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
