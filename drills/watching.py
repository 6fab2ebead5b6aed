"""What is asked of a portal that lacks a part, and whether it answers as it should."""

import json
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from http.client import HTTPException

from benchmarks import serving
from benchmarks.signed_in import Account, Browser, form_with

from .kill_load import paper, send_file

NOBODY = Account("", "", "", "none=none")
#: What stands on the page of a moment's absence, in both languages.
AWAY = "รายการนั้นน่าจะยังไม่ได้บันทึก", "it was most likely not recorded"
INNER = "Traceback", "OperationalError", "psycopg", "sqlite3.", "redis.exceptions"
OK, FOUND, UNAVAILABLE = 200, 302, 503


class Seen:
    """Prints what was seen, a line each, and counts what was not as it should be; what
    could not be looked at is not as it should be either.
    """

    def __init__(self):
        self.broken = 0

    def __call__(self, what, found, expected=True):
        is_right = found == expected
        self.broken += not is_right
        wrong = "" if is_right else f" (expected: {expected})"
        print(f"{'ok   ' if is_right else 'BROKE'} {what}: {found}{wrong}", flush=True)

    def left_out(self, words):
        self.broken += 1
        print(f"*** LEFT OUT: {words}.", flush=True)


@dataclass(frozen=True)
class Answer:
    status: int | None  # None where the connection broke
    text: str
    headers: dict
    seconds: float

    def told(self):
        """In a word: which status, and whether it is told as it should be."""
        if any(word in self.text for word in INNER):
            return f"{self.status}, and the fault of the program"
        if self.status != UNAVAILABLE:
            return self.status
        if not self.headers.get("Retry-After"):
            return "503 without Retry-After"
        is_problem = "problem+json" in self.headers.get("Content-Type", "")
        is_page = all(words in self.text for words in AWAY)
        return "503 in words" if is_problem or is_page else "503 without words"


class Watch:
    """A portal, and who asks: visitors whom it does not know, and staff, who keep their
    cookies; each question at a new connection.
    """

    def __init__(self, server, officer=NOBODY):
        self.server, self.officer, self.cookies = server, officer, {}
        #: Of each reading the note, of each suggestion the text; whether acknowledged.
        self.sent = {}

    def get(self, path, who=NOBODY):
        return self._asked(who, lambda browser: browser.get(path))

    def as_officer(self, path):
        return self.get(path, self.officer)

    def post(self, path, fields, who=NOBODY):
        return self._asked(who, lambda browser: browser.post(path, fields))

    def fill_in(self, path, field, typed, who=NOBODY):
        """The form of a page that has this field, filled in and sent."""

        def send(browser):
            status, page = browser.get(path)
            if status != OK:
                return status, page
            return browser.post(path, {**form_with(page, field), **typed})

        return self._asked(who, send)

    def form_of_reading(self):
        """Path and fields of a page that the officer has before them."""
        code = self.officer.code
        path = f"/en/staff/cities/{self.officer.city}/readiness/{code}/"
        page = self.get(path, self.officer).text
        return path, {**form_with(page, f"{code}-base"), f"{code}-choice": "2"}

    def record(self, note, form=None):
        path, fields = form or self.form_of_reading()
        fields = {**fields, f"{self.officer.code}-note": note}
        answer = self.post(path, fields, self.officer)
        self.sent[note] = answer.status == FOUND
        return answer

    def suggest(self, text):
        typed = {"city": "nan", "text": text}
        answer = self.fill_in("/en/participate/suggest/", "website", typed)
        self.sent[text] = answer.status == FOUND
        return answer

    def upload(self, title, content=None):
        path = f"/en/staff/cities/{self.officer.city}/evidence/add/"

        def send(browser):
            status, page = browser.get(path)
            if status != OK:
                return status, page
            fields = {**form_with(page, "title_th"), "title_th": title}
            return send_file(browser, path, fields, "plan.pdf", content or paper())

        return self._asked(self.officer, send)

    def _asked(self, who, ask):
        browser, began = Browser(self.server, who, timeout=60), time.monotonic()
        browser.cookies |= self.cookies.get(who, {})
        try:
            status, text = ask(browser)
        except (OSError, HTTPException) as error:
            status, text = None, repr(error)
        browser.close()
        if who is not NOBODY:
            self.cookies[who] = browser.cookies
        return Answer(status, text, browser.headers, time.monotonic() - began)


def look_up(seen, told, watch):
    """Whether each reading and suggestion that was acknowledged is there once, what was
    refused is not there, and the ledger verifies.
    """
    code = "from drills.survivors import tell_texts; tell_texts()"
    how = {"stdout": subprocess.PIPE, "text": True}
    done = serving.manage(told, "shell", "-c", code, **how)
    there = Counter(json.loads(done.stdout))
    taken = {note for note, is_taken in watch.sent.items() if is_taken}
    refused = watch.sent.keys() - taken
    seen(
        f"of {len(taken)} acknowledged, those that are not there once",
        [note for note in taken if there[note] != 1],
        [],
    )
    seen(
        f"of {len(refused)} refused, those that are there",
        [note for note in refused if there[note]],
        [],
    )
    done = serving.manage(told, "verify_ledger", check=False)
    seen("the ledger verifies", done.returncode, 0)


def until(is_so, seconds=60):
    """Seconds until it is so; None if it is not within so many."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if is_so():
            return time.monotonic() - began
        time.sleep(0.2)
    return None


def is_soon(seconds, at_most):
    """Whether something was so, and within these seconds."""
    return seconds is not None and seconds <= at_most
