"""Readers and writers at a portal that parts of are ended, and what each was answered.

Each is a thread with a pace of its own: so many a second are asked that a slow machine
can answer them, and what is measured is when nobody was answered, not how fast.
"""

import random
import time
from dataclasses import dataclass
from http.client import HTTPException
from itertools import pairwise
from math import inf
from threading import Event, Thread
from urllib.parse import quote

from benchmarks.signed_in import Account, Browser, form_with

#: Seconds between two questions of one reader, and two posts of one writer.
READS, WRITES = 0.2, 0.5
PAGES = ("", "cities/", "cities/nan/", "cities/nan/readiness/", "schedule/", "changes/")
WORDS = ("craft", "เมือง", "นาน", "ดนตรี", "design", "อาหาร")
NOBODY = Account("", "", "", "none=none")
FAULT = "Traceback (most recent call last)"


@dataclass(frozen=True)
class Answer:
    kind: str
    at: float  # when it was there
    is_good: bool
    fault: str  # what no client may see; "" where there is none


class Load:
    """What is asked until it is stopped; `sent` is text to what was acknowledged."""

    def __init__(self, server):
        self.server, self.answers, self.sent = server, [], {}
        self.began = self.ended = time.monotonic()
        self.over, self.threads, self.broken = Event(), [], []
        self.dice = random.Random(2563)  # noqa: S311 (addresses, no secret)

    def start(self, officers):
        for kind in READERS:
            self._run(self._read, kind)
        for officer in officers:
            self._run(self._record, officer)
        self._run(self._suggest)

    def stop(self):
        self.over.set()
        self.ended = time.monotonic()
        for thread in self.threads:
            thread.join()

    def longest_without(self, kind, since, until, *, whole=False):
        """Seconds in which nobody was answered well, of the gaps that reach into this
        stretch; where they are to be `whole`, of those between two answers within it.
        """
        good = [a.at for a in self.answers if a.kind == kind and a.is_good]
        times = pairwise([self.began, *sorted(good), self.ended])
        if whole:
            gaps = [b - a for a, b in times if a > since and b <= until]
        else:
            gaps = [b - a for a, b in times if b > since and a < until]
        return max(gaps, default=0.0)

    def first_after(self, kind, moment):
        """Seconds from a moment until somebody was answered well again."""
        good = (a.at for a in self.answers if a.kind == kind and a.is_good)
        return min((at for at in good if at > moment), default=inf) - moment

    def faults(self):
        return [
            *self.broken,
            *(f"{a.kind}: {a.fault}" for a in self.answers if a.fault),
        ]

    def count(self, kind, *, is_good=True, until=inf):
        found = (a for a in self.answers if a.kind == kind and a.is_good == is_good)
        return sum(1 for answer in found if answer.at <= until)

    def _run(self, work, *told):
        def whole():
            """One that breaks off is a fault, and no silence."""
            try:
                work(*told)
            except Exception as error:
                self.broken.append(f"{work.__name__} broke off: {error!r}")

        thread = Thread(target=whole, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _read(self, kind):
        number = 0
        while not self.over.wait(READS):
            number += 1
            browser = self.visitor()
            self._tell(kind, browser, self.ask(browser.get, READERS[kind](number)))
            browser.close()

    def _record(self, officer):
        browser, number = Browser(self.server, officer, timeout=30), 0
        path = f"/en/staff/cities/{officer.city}/readiness/{officer.code}/"
        while not self.over.wait(WRITES):
            number += 1
            note = f"drill {officer.name} {number}"
            page = self.ask(browser.get, path)
            if page[0] == 200:
                fields = form_with(page[1], f"{officer.code}-base")
                fields |= {f"{officer.code}-choice": "2", f"{officer.code}-note": note}
                page = self.ask(browser.post, path, fields)
            self._acknowledge("recording", browser, page, note)

    def _suggest(self):
        number = 0
        while not self.over.wait(WRITES):
            number += 1
            browser, text = self.visitor(), f"drill suggestion {number}"
            self._acknowledge("suggestion", browser, suggest(self, browser, text), text)
            if text in self.sent:
                self._look_at_own(browser)
            browser.close()

    def _look_at_own(self, browser):
        """Whoever sent something sees it at once, wherever it is read."""
        page = self.ask(browser.get, browser.headers["Location"])
        if page[0] == 200:
            slug = page[1].partition("/participate/suggestions/")[2].partition("/")[0]
            page = self.ask(browser.get, f"/en/participate/suggestions/{slug}/")
        self._tell("own suggestion", browser, page)

    def _acknowledge(self, kind, browser, page, text):
        if page[0] == 302:
            self.sent[text] = time.monotonic()
        self._tell(kind, browser, page, good=302)

    def _tell(self, kind, browser, page, good=200):
        fault = fault_of(page, browser.headers, good)
        told = Answer(kind, time.monotonic(), page[0] == good, fault)
        self.answers.append(told)

    def ask(self, ask, *told):
        """(status, text); status None where the connection broke."""
        try:
            return ask(*told)
        except (OSError, HTTPException) as error:
            return None, repr(error)

    def visitor(self):
        """From an address of its own, as limits count: 127.0.0.0/8 is all here."""
        browser = Browser(self.server, NOBODY, timeout=30)
        place = ".".join(str(self.dice.randint(1, 254)) for _part in range(3))
        browser.connection.source_address = (f"127.{place}", 0)
        return browser


def suggest(load, browser, text):
    """What a visitor's suggestion is answered with."""
    path = "/en/participate/suggest/"
    page = load.ask(browser.get, path)
    if page[0] == 200:
        fields = {**form_with(page[1], "website"), "city": "nan", "text": text}
        page = load.ask(browser.post, path, fields)
    return page


def fault_of(page, headers, good):
    """Nobody is told more than that the portal is away for a moment."""
    status, text = page
    if FAULT in text:
        return "a stack trace"
    if status in {good, 304}:
        return ""
    if status == 503 and headers.get("Retry-After"):
        return ""
    return f"answered {status}: {text[:200]!r}"


def _page(number, more=""):
    language = ("th", "en")[number % 2]
    return f"/{language}/{PAGES[number // 2 % len(PAGES)]}{more}"


def _new_page(number):
    """At an address that nobody asked for before: it must be drawn."""
    return _page(number, f"?n={number}")


def _question(number):
    word = quote(WORDS[number % len(WORDS)])
    return f"/{('th', 'en')[number % 2]}/search/?q={word}&n={number}"


def _data(number):
    return f"/api/v1/cities/?page_size=2&language={('th', 'en')[number % 2]}"


#: Kind to the address of its so-and-so-manieth question.
READERS = {"page": _page, "new page": _new_page, "search": _question, "API": _data}
