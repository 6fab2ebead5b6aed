"""The nights on which a year begins, the fiscal and the Buddhist one, and leap days.

The server's clock is set (libfaketime), so that midnight comes a minute after its
start, or more on a slow machine: pages, files and letters are asked for on both sides.
"""

import re
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import serving
from benchmarks.server import LOOPBACK
from benchmarks.signed_in import sign_in

from .watching import OK, Seen, Watch

BANGKOK = ZoneInfo("Asia/Bangkok")
LIBRARY = "libfaketimeMT.so.1"
#: Seconds before midnight at which the server is started; the next of them where what
#: is asked before midnight took longer.
BEFORE = (60, 180, 540)
#: The last day before midnight to the fiscal year on either side of it.
NIGHTS = {
    "2026-09-30": (2569, 2570),
    "2026-12-31": (2570, 2570),
    "2028-02-28": (2571, 2571),
    "2028-02-29": (2571, 2571),
}
PAGES = (
    "/th/",
    "/en/cities/nan/",
    "/th/schedule/",
    "/th/cities/nan/readiness/",
    "/th/cities/nan/?as_of=29/2/2571",
    "/calendar.ics",
    "/th/changes.atom",
    "/api/v1/milestones/",
)
STAFF = ("/th/staff/", "/en/staff/fiscal/", "/en/reviews/mou-2563/4/report.pdf")
KEPT = "/th/cities/nan/"


def nights(seen):
    library = next(Path("/usr/lib").rglob(LIBRARY), None)
    if library is None:
        seen.left_out("the clock (apt-get install faketime)")
        return
    for day, years in NIGHTS.items():
        if not any(_night(seen, str(library), day, years, before) for before in BEFORE):
            seen.left_out(f"{day}, this machine is too slow for {BEFORE[-1]} s")


def _night(seen, library, day, years, before):
    """False where midnight came too soon to be looked at."""
    more = {"MAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    more["SITE_URL"] = f"http://{LOOPBACK}"
    with serving.installation(**more) as told:
        return _pass_midnight(seen, told, library, day, years, before)


def _pass_midnight(seen, told, library, day, years, before):
    last = datetime.fromisoformat(day).replace(tzinfo=BANGKOK)
    midnight = last + timedelta(days=1)
    ahead = midnight - timedelta(seconds=before) - datetime.now(BANGKOK)
    clock = {
        "LD_PRELOAD": library,
        "FAKETIME": f"{ahead.total_seconds():+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "Asia/Bangkok",
    }
    told = {**told, **clock}
    began = time.monotonic()
    accounts = sign_in(told, "secretaries", 1) + sign_in(told, "officers", 1)
    code = f"from drills.owing import owe; owe({day!r})"
    serving.manage(told, "shell", "-c", code)
    with serving.serving(told) as server:
        watch = Watch(server, accounts[0])
        aside = Seen()  # told of once it is sure that midnight had not come
        tags = _look(aside, told, watch, f"{day}, before midnight", years[0])
        left = before - (time.monotonic() - began)
        if left < 0:
            return False
        seen.broken += aside.broken
        time.sleep(left + 2)
        others = _look(seen, told, watch, f"{day}, after midnight", years[1])
        seen(f"{day}: a page kept before is not shown after", tags.isdisjoint(others))
    return True


def _look(seen, told, watch, when, year):
    """The tag of a page that is kept."""
    for path in PAGES:
        seen(f"{when}, {path}", watch.get(path).status, OK)
    for path in STAFF:
        seen(f"{when}, {path}", watch.as_officer(path).status, OK)
    name = watch.as_officer("/en/staff/fiscal.csv").headers["Content-Disposition"]
    seen(f"{when}, the fiscal year", re.findall(r"25\d\d", name)[:1], [str(year)])
    how = {"check": False, "stdout": subprocess.PIPE, "text": True}
    done = serving.manage(told, "send_reminders", **how)
    seen(f"{when}, reminders ({done.stdout.strip()})", done.returncode, 0)
    return {watch.get(KEPT).headers["ETag"] for _time in range(4)}
