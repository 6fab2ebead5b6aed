"""Whoever writes while processes are killed: what was acknowledged is kept in mind.

An answer that broke off is no acknowledgement, and what was sent is not sent again: it
may be there or not.
"""

import csv
import hashlib
import re
import secrets
from http.client import HTTPException
from io import BytesIO, StringIO
from threading import Event, Thread

from PIL import Image

from benchmarks.signed_in import Browser, form_with

FORM = "application/x-www-form-urlencoded"
ROWS = 501  # one more than is taken in while the browser waits
HEADER = [
    "City",
    "Kind",
    "Name in Thai",
    "Name in English",
    "First day",
    "Internal note",
]
DRILLED = "Drill "  # how the English name of each of their events begins
IMPORTS = "/en/staff/imports/events/"
REPORT = "/en/reviews/mou-2563/4/report.xlsx"
OK, ACCEPTED, FOUND = 200, 202, 302


class Writers:
    """Threads that write until told to stop; four kinds of acknowledged things."""

    def __init__(self, server):
        self.server, self.over, self.threads = server, Event(), []
        self.readings, self.files, self.reports, self.imports = [], [], [], []
        self.broken = 0  # answers that nobody got
        self.faults = []  # what no kill explains, in words
        self.statuses = set()  # of all others

    def start(self, officers, secretaries):
        for officer in officers:
            self._run(self._record, officer, 0.2)
        for officer in officers[:2]:
            self._run(self._upload, officer, 0.5)
        asker, importer = secretaries
        self._run(self._ask_twice, asker, 3)
        self._run(self._take_in, importer, 1)

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def told(self):
        kinds = ("readings", "files", "reports", "imports")
        return {kind: getattr(self, kind) for kind in kinds}

    def _run(self, write, account, pause):
        """`write` gets a browser with a new connection, and a number, each time."""

        def work():
            number = 0
            while not self.over.wait(pause):
                number += 1
                browser = Browser(self.server, account, timeout=60)
                try:
                    write(browser, account, number)
                except (OSError, HTTPException):
                    self.broken += 1
                except Exception as error:  # a page without its form above all
                    self.faults.append(f"{write.__name__}: {error!r}")
                browser.close()
                self.statuses |= browser.statuses

        self.threads.append(Thread(target=work, daemon=True))
        self.threads[-1].start()

    def _record(self, browser, officer, number):
        path = f"/en/staff/cities/{officer.city}/readiness/{officer.code}/"
        _status, page = browser.get(path)
        fields = form_with(page, f"{officer.code}-base")
        note = f"drill {officer.name} {number}"
        fields |= {f"{officer.code}-choice": "2", f"{officer.code}-note": note}
        if browser.post(path, fields)[0] == FOUND:
            self.readings.append(note)

    def _upload(self, browser, officer, number):
        path = f"/en/staff/cities/{officer.city}/evidence/add/"
        _status, page = browser.get(path)
        fields = form_with(page, "title_th")
        fields["title_th"] = f"แฟ้มฝึกซ้อม {officer.name} {number}"
        content = paper()
        if send_file(browser, path, fields, "plan.pdf", content)[0] == FOUND:
            self.files.append(hashlib.sha256(content).hexdigest())

    def _ask_twice(self, browser, secretary, number):
        """The same report, of a point of the ledger that grows, by two at once."""
        point = number
        other = Browser(self.server, secretary, timeout=60)
        second = Thread(target=_quietly, args=[other, point], daemon=True)
        second.start()
        status, _page = browser.get(f"{REPORT}?known_at={point}")
        second.join()
        self.statuses |= other.statuses
        if status in {OK, ACCEPTED}:
            self.reports.append([point, "xlsx", "en"])

    def _take_in(self, browser, secretary, number):
        """What the page of imports asks for next: a large file is handed in, awaited
        until it is checked, recorded, awaited again, and told of.
        """
        _status, page = browser.get(IMPORTS)
        told = browser.headers.get("Location", "")
        if told.startswith("/en/staff/imports/"):
            self.imports += set(re.findall(r"drill-\d+\.csv", browser.get(told)[1]))
        elif 'value="record"' in page:
            fields = {**form_with(page, "action"), "action": ["record"]}
            browser.post(IMPORTS, fields)
        elif "Refresh" not in browser.headers:
            fields = {**form_with(page, "action"), "action": ["check"]}
            send_file(browser, IMPORTS, fields, f"drill-{number}.csv", _events(number))


def _events(number):
    text, names = StringIO(), (f"{number}/{n}" for n in range(ROWS))
    told = [
        ["nan", "meeting", f"ฝึกซ้อม {n}", f"{DRILLED}{n}", "13/9/2569", "รายงานการประชุม"]
        for n in names
    ]
    csv.writer(text).writerows([HEADER, *told])
    return text.getvalue().encode("utf-8-sig")


def _quietly(browser, point):
    try:
        browser.get(f"{REPORT}?known_at={point}")
    except (OSError, HTTPException):
        return
    finally:
        browser.close()


def paper():
    """A small PDF that nobody has sent before."""
    out = BytesIO()
    colour = tuple(secrets.token_bytes(3))
    Image.new("RGB", (40, 40), colour).save(out, "PDF", title=secrets.token_hex(8))
    return out.getvalue()


def send_file(browser, path, fields, name, content):
    """Post a form with a file, as a browser does."""
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{each}\r\n'
        for field, given in fields.items()
        for each in ([given] if isinstance(given, str) else given)
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
    head += "\r\nContent-Type: application/octet-stream\r\n\r\n"
    body = "".join(parts).encode() + head.encode() + content
    body += f"\r\n--{mark}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    browser.connection.request("POST", path, body, {**browser._headers(), **kind})
    return browser._answer()
