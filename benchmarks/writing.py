"""An officer who records readings as a browser would, and how long that took."""

import statistics
import time
from dataclasses import dataclass

from .signed_in import Browser, form_with


@dataclass(frozen=True)
class Sent:
    note: str
    status: int
    milliseconds: float


class Writer:
    def __init__(self, server, account):
        self.browser, self.account = Browser(server, account), account
        self.path = f"/th/staff/cities/{account.city}/readiness/{account.code}/"
        self.count = 0

    def open(self):
        """Open the page, and type: another level than before, and a note of its own."""
        status, page = self.browser.get(self.path)
        if status != 200:
            raise ValueError(f"{self.path} was answered with {status}.")
        code, self.count = self.account.code, self.count + 1
        self.note = f"{self.account.name}: {self.count}"
        typed = {f"{code}-choice": self.count % 3, f"{code}-note": self.note}
        self.form = {**form_with(page, f"{code}-base"), **typed}

    def send(self):
        began = time.perf_counter()
        status, _page = self.browser.post(self.path, self.form)
        return Sent(self.note, status, (time.perf_counter() - began) * 1000)


def told_of(sent):
    times = [one.milliseconds for one in sent]
    middle = statistics.median(times)
    return f"median {middle:.0f} ms, p95 {p95(times):.0f} ms, longest {max(times):.0f}"


def p95(times):
    """The least of these times within which 95 in 100 lie."""
    return sorted(times)[-(-95 * len(times) // 100) - 1]
