"""What is asked of a portal for minutes: by visitors, an officer and a secretary."""

import itertools
import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from random import Random
from threading import Event, Thread
from urllib.parse import quote

from .signed_in import Account, Browser
from .writing import Writer, p95

VISITOR = Account("", "", "", "none=none")
OTHERS = (
    "/th/search/?q=เมืองสร้างสรรค์",
    "/en/search/?q=craft",
    "/th/search/?q=หัตถกรรม",
    "/en/search/?q=gastronomy",
    "/api/v1/cities/",
    "/api/v1/readings/",
    "/th/changes.atom",
    "/en/changes.atom",
    "/calendar.ics",
    "/badge/cities/nan.svg",
    "/embed/cities/nan/",
)
SITE_MAP = "/sitemap.xml"
READERS = 8
#: Seconds between two readings, two pages of the secretary, two looks at the memory,
#: and two questions to the bare view.
RECORDS, OPENS, LOOKS, COMPARES = 5, 3, 5, 1


@dataclass(frozen=True)
class Answer:
    at: float  # seconds since the start
    milliseconds: float  # since it was due
    fault: str  # "" where there is none


class Soak:
    def __init__(self, server, seconds):
        self.server, self.seconds, self.over = server, seconds, Event()
        self.public, self.staff, self.bare, self.memory = [], [], [], []
        self.recorded, self.opened, self.broken = 0, 0, []
        self.resident = 0.0  # MB that a worker took at most, with all that it shares
        self.began = time.monotonic()

    def run(self, per_second, officer, secretary):
        work = [(self._record, officer), (self._open_pages, secretary), (self._look,)]
        work.append((self._compare,))
        threads = [Thread(target=self._whole, args=told) for told in work]
        for thread in threads:
            thread.start()
        try:
            self._read(per_second)
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    def _whole(self, task, *told):
        """One that breaks off is a fault, and no silence."""
        try:
            task(*told)
        except Exception as error:
            self.broken.append(f"{task.__name__}: {error!r}")

    def _read(self, per_second):
        """Ask for the next public page whenever it is due, however long others take."""
        paths = itertools.cycle(public_paths(self.server))
        free = [Browser(self.server, VISITOR, encoding="gzip") for _n in range(READERS)]

        def ask(path, due):
            browser = free.pop()
            browser.cookies = {}  # somebody else each time
            self.public.append(self._asked(browser.get, path, due))
            free.append(browser)

        asked, self.began = [], time.monotonic()
        with ThreadPoolExecutor(READERS) as pool:
            for number in range(int(self.seconds * per_second)):
                due = self.began + number / per_second
                time.sleep(max(0, due - time.monotonic()))
                asked.append(pool.submit(ask, next(paths), due))
        for each in asked:
            each.result()  # what broke off breaks the benchmark

    def _asked(self, get, path, due):
        try:
            status, _text = get(path)
        except (OSError, HTTPException, ValueError) as error:
            status = repr(error)
        now = time.monotonic()
        fault = "" if status == 200 else f"{path}: {status}"
        return Answer(now - self.began, (now - due) * 1000, fault)

    def _record(self, officer):
        writer = Writer(self.server, officer)
        while not self.over.wait(RECORDS):
            due = time.monotonic()
            answer = self._asked(lambda _path: _record(writer), writer.path, due)
            self.staff.append(answer)
            self.recorded += not answer.fault

    def _open_pages(self, secretary):
        browser = Browser(self.server, secretary)
        _status, desk = browser.get("/th/staff/")
        found = set(re.findall(r'href="(/th/staff/[^"#]*)', desk))
        paths = itertools.cycle(sorted(found))
        while not self.over.wait(OPENS):
            answer = self._asked(browser.get, next(paths), time.monotonic())
            self.staff.append(answer)
            self.opened += not answer.fault

    def _compare(self):
        """With the least that this server answers meanwhile."""
        browser = Browser(self.server, VISITOR)
        while not self.over.wait(COMPARES):
            self.bare.append(self._asked(browser.get, "/bare/", time.monotonic()))

    def _look(self):
        while not self.over.wait(LOOKS):
            now = time.monotonic() - self.began
            self.memory.append((now, self.server.memory()))
            self.resident = max(self.resident, *self.server.resident())
            if int(now / 60) > int((now - LOOKS) / 60):
                print(self.line(int(now / 60)), flush=True)

    def line(self, minute):
        within = [one for one in self.public if minute - 1 <= one.at / 60 < minute]
        faults = sum(1 for one in (*self.public, *self.staff) if one.fault)
        taken = ", ".join(f"{each:.0f}" for each in self.memory[-1][1])
        times = [one.milliseconds for one in within] or [0]
        return (
            f"     minute {minute}: {len(within)} public pages, median "
            f"{statistics.median(times):.0f} ms, p95 {p95(times):.0f} ms; "
            f"{faults} faults so far; workers take {taken} MB"
        )


def _record(writer):
    writer.open()
    status = writer.send().status
    return 200 if status == 302 else status, ""  # taken, where it leads on


def public_paths(server):
    """The site map's pages, with another kind of address behind each third of them."""
    pages, others = sorted(_mapped(server, SITE_MAP)), itertools.cycle(OTHERS)
    Random(2563).shuffle(pages)  # noqa: S311 (an order, no secret)
    for number, page in enumerate(pages, start=1):
        yield page
        if number % 3 == 0:
            yield quote(next(others), safe="/?=")


def _mapped(server, path):
    """The pages that the site map tells; of a long one, those of its parts."""
    _status, text = Browser(server, VISITOR).get(path)
    found = set(re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", text))
    parts = {each for each in found if each.startswith(SITE_MAP)}
    return (found - parts).union(*(_mapped(server, each) for each in parts))
