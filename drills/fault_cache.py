"""What all processes count together is away: Redis ended, or the table is gone."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from tempfile import TemporaryDirectory

import psycopg2

from benchmarks import serving
from benchmarks.server import LOOPBACK, free_port
from benchmarks.signed_in import sign_in
from tests.postgresql import server_folder, temporary_server

from .watching import FOUND, OK, Watch, is_soon, look_up, until

SIGN_IN = "/en/accounts/login/"
TYPED = {"login": "nobody", "password": "not the right password"}
SOON = 10


def redis_gone(seen):
    if not shutil.which("redis-server"):
        seen.left_out("Redis (apt-get install redis-server)")
        return
    port = free_port()
    url = f"rediscache://{LOOPBACK}:{port}/0"
    with (
        TemporaryDirectory(prefix="creativecity-fault-") as folder,
        serving.installation(CACHE_URL=url) as told,
    ):
        redis = _start_redis(port, folder)
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            _while_it_is_there(seen, watch)
            redis.kill()
            redis.wait()
            _while_it_is_gone(seen, watch)
            redis = _start_redis(port, folder)
            _once_it_is_back(seen, watch)
        look_up(seen, told, watch)
        redis.kill()
        redis.wait()


def _start_redis(port, folder):
    line = ["redis-server", "--bind", LOOPBACK, "--port", str(port)]
    line += ["--save", "", "--dir", folder]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL)


def table_gone(seen):
    """On both: PostgreSQL takes nothing in a transaction after a failed question."""
    _table_gone(seen, None)
    if server_folder():
        with temporary_server() as address:
            _table_gone(seen, address)
    else:
        seen.left_out("PostgreSQL (apt-get install postgresql)")


def _table_gone(seen, address):
    with serving.installation(address) as told:
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            _while_it_is_there(seen, watch)
            with closing(_opened(told["DATABASE_URL"])) as opened:
                opened.cursor().execute("DROP TABLE portal_cache")
                opened.commit()
            _while_it_is_gone(seen, watch)
            serving.manage(told, "createcachetable")
            _once_it_is_back(seen, watch)
        look_up(seen, told, watch)


def _opened(address):
    is_file = address.startswith("sqlite:///")
    path = address.removeprefix("sqlite:///")
    return sqlite3.connect(path) if is_file else psycopg2.connect(address)


def _while_it_is_there(seen, watch):
    seen("a wrong password", watch.fill_in(SIGN_IN, "login", TYPED).status, OK)
    seen("/readyz", watch.get("/readyz").status, OK)


def _while_it_is_gone(seen, watch):
    for path in (
        "/th/",
        "/th/cities/nan/?n=1",
        "/en/data/",
        "/api/v1/cities/",
        SIGN_IN,
    ):
        answer = watch.get(path)
        seen(f"a page, {path}", (answer.status, is_soon(answer.seconds, 5)), (OK, True))
    sent = watch.fill_in(SIGN_IN, "login", TYPED)
    seen("nobody signs in, and is told so", sent.told(), "503 in words")
    sent = watch.suggest("ขอป้ายสองภาษา")
    seen("no suggestion is taken, and it is told", sent.told(), "503 in words")
    seen("whoever is signed in works on", watch.as_officer("/en/staff/").told(), OK)
    seen("and records", watch.record("while nothing is counted").told(), FOUND)
    seen("and hands in a file", watch.upload("แผนงาน").told(), FOUND)
    seen("nobody else does", watch.get("/en/staff/").status, FOUND)
    gone = until(lambda: watch.get("/readyz").status == 503, SOON)
    seen(f"/readyz says so within {SOON} s", is_soon(gone, SOON))
    seen("/healthz", watch.get("/healthz").status, OK)


def _once_it_is_back(seen, watch):
    again = until(lambda: watch.fill_in(SIGN_IN, "login", TYPED).status == OK)
    seen(f"signing in goes on within {SOON} s", is_soon(again, SOON))
    ready = until(lambda: watch.get("/readyz").status == OK)
    seen(f"/readyz says so within {SOON} s", is_soon(ready, SOON))
