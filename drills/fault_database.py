"""The database is stopped and started again, or another process holds it locked."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory

from benchmarks import serving
from benchmarks.signed_in import sign_in
from tests.postgresql import hand_over, server_folder

from . import line
from .databases import Database
from .watching import OK, Watch, is_soon, look_up, until

KEPT, NEW = "/th/cities/nan/", "/th/cities/nan/?n="
#: Seconds until the portal answers again by itself.
SOON = 10
#: Seconds until a machine that says nothing is given up (settings.py): one connection
#: that stood, and one that is tried anew. Then nobody else waits for it.
GIVEN_UP = 5 + 3 + 1
READERS = 40
#: Seconds that a write waits for its turn on SQLite (settings.py), and some more.
TURN = 20 + 5


def stopped(seen):
    """PostgreSQL ends at once, and comes back; the web server runs on."""
    if not server_folder():
        seen.left_out("PostgreSQL (apt-get install postgresql)")
        return
    with _database("primary") as database:
        database.start()
        _stop_and_start(seen, database)


@contextmanager
def _database(*told):
    """One that is made, and is stopped at the end."""
    with TemporaryDirectory(prefix="creativecity-fault-") as folder:
        hand_over(folder)
        database = Database(folder, *told)
        database.make()
        try:
            yield database
        finally:
            database.stop()


def _stop_and_start(seen, database):
    with serving.installation(database.address(), API_RATE="0") as told:
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            form = watch.form_of_reading()
            for _worker in range(20):  # each of the workers has it now
                watch.get(KEPT)
            database.stop()
            _while_it_is_away(seen, watch, form)
            database.start()
            _once_it_is_back(seen, watch, form)
        look_up(seen, told, watch)


def _while_it_is_away(seen, watch, form):
    kept = watch.get(KEPT)
    seen("a kept page", (kept.status, kept.headers["Warning"][:3]), (OK, "110"))
    pages = ("/th/schedule/", "/en/cities/", "/calendar.ics", "/th/changes.atom")
    for path in (*pages, "/api/v1/cities/", "/th/search/?q=nan", "/th/data/facts.csv"):
        seen(f"to a visitor, {path}", watch.get(path).told(), "503 in words")
    for path in ("/th/staff/", KEPT, "/th/no/such/page/", "/admin/"):
        seen(f"to an officer, {path}", watch.as_officer(path).told(), "503 in words")
    seen("a reading that is sent", watch.record("away", form).told(), "503 in words")
    draft = watch.post(f"{form[0]}draft/", form[1], watch.officer)
    seen("a draft that is sent", draft.told(), "503 in words")
    seen("/healthz", watch.get("/healthz").status, OK)
    seen("/readyz", watch.get("/readyz").status, 503)
    seen("a style sheet", watch.get("/static/css/site.css").status, OK)


def _once_it_is_back(seen, watch, form):
    seconds = until(lambda: all(_new_pages(watch)))  # of each worker
    seen(f"pages are there within {SOON} s", is_soon(seconds, SOON))
    seen("a kept page is told as new", watch.get(KEPT).headers["Warning"], None)
    seen("the same form is taken", watch.record("back", form).status, 302)
    ready = until(lambda: watch.get("/readyz").status == OK)
    seen(f"/readyz says so within {SOON} s", is_soon(ready, SOON))


def _new_pages(watch):
    for _page in range(8):
        yield watch.get(f"{NEW}{time.monotonic()}").status == OK


def silent(seen):
    """PostgreSQL's machine answers nothing, not even no, and then is there again."""
    if not (server_folder() and line.is_possible()):
        seen.left_out("root, PostgreSQL, ip (apt-get install postgresql iproute2)")
        return
    with line.laid() as far, _database("far", line.THERE, far.within) as database:
        with (database.data / "pg_hba.conf").open("a") as file:
            file.write(f"host all all {line.HERE}/32 trust\n")
        database.start()
        _cut_and_join(seen, database, far)


def _cut_and_join(seen, database, far):
    with serving.installation(database.address(), API_RATE="0") as told:
        [officer] = sign_in(told, "officers", 1)
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            form = watch.form_of_reading()
            for _worker in range(20):  # each of the workers has it now
                watch.get(KEPT)
            far.cut()
            _while_it_is_silent(seen, watch, form)
            far.join()
            _once_it_is_back(seen, watch, form)
        look_up(seen, told, watch)


def _while_it_is_silent(seen, watch, form):
    sent = watch.record("silent", form)
    seen("a reading that is sent", sent.told(), "503 in words")
    seen(f"it is told within {GIVEN_UP} s", is_soon(sent.seconds, GIVEN_UP))
    with ThreadPoolExecutor(READERS) as readers:
        kept = list(readers.map(lambda _: watch.get(KEPT), range(READERS)))
    told = {(page.status, page.headers["Warning"][:3]) for page in kept}
    seen(f"a kept page to {READERS} visitors at once", told, {(OK, "110")})
    longest = max(page.seconds for page in kept)
    seen(f"all have it within {GIVEN_UP} s", is_soon(longest, GIVEN_UP))
    new = watch.get("/th/schedule/")
    seen("to a visitor, a page that is not kept", new.told(), "503 in words")
    seen(f"it is told within {GIVEN_UP} s", is_soon(new.seconds, GIVEN_UP))
    seen("/healthz", watch.get("/healthz").status, OK)
    seen("/readyz", watch.get("/readyz").status, 503)


def locked(seen):
    """Another process holds SQLite's file for longer than a write waits."""
    with serving.installation() as told:
        [officer] = sign_in(told, "officers", 1)
        path = told["DATABASE_URL"].removeprefix("sqlite:///")
        with serving.serving(told) as server:
            watch = Watch(server, officer)
            form = watch.form_of_reading()
            with closing(sqlite3.connect(path, isolation_level=None)) as holder:
                holder.execute("BEGIN IMMEDIATE")
                _while_it_is_held(seen, watch, form)
                holder.execute("ROLLBACK")
            seen("then the form is taken", watch.record("back", form).status, 302)
        look_up(seen, told, watch)


def _while_it_is_held(seen, watch, form):
    seen("a page while it is locked", watch.get("/th/schedule/").status, OK)
    sent = watch.record("held", form)
    seen("a reading that is sent", sent.told(), "503 in words")
    seen(f"it is told within {TURN} s", is_soon(sent.seconds, TURN))
