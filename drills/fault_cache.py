"""What all processes count together is away: Redis ended, or the table is gone."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from tempfile import TemporaryDirectory

from benchmarks import serving
from benchmarks.server import LOOPBACK, free_port

from .watching import OK, Watch, is_soon, look_up, until

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
        with serving.serving(told) as server:
            watch = Watch(server)
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
    with serving.installation() as told:
        path = told["DATABASE_URL"].removeprefix("sqlite:///")
        with serving.serving(told) as server:
            watch = Watch(server)
            _while_it_is_there(seen, watch)
            with closing(sqlite3.connect(path)) as opened:
                opened.execute("DROP TABLE portal_cache")
                opened.commit()
            _while_it_is_gone(seen, watch)
            serving.manage(told, "createcachetable")
            _once_it_is_back(seen, watch)
        look_up(seen, told, watch)


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
    gone = until(lambda: watch.get("/readyz").status == 503, SOON)
    seen(f"/readyz says so within {SOON} s", is_soon(gone, SOON))
    seen("/healthz", watch.get("/healthz").status, OK)


def _once_it_is_back(seen, watch):
    again = until(lambda: watch.fill_in(SIGN_IN, "login", TYPED).status == OK)
    seen(f"signing in goes on within {SOON} s", is_soon(again, SOON))
    ready = until(lambda: watch.get("/readyz").status == OK)
    seen(f"/readyz says so within {SOON} s", is_soon(ready, SOON))
