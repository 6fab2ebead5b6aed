"""`make pictures`: take the README's pictures from the portal itself.

Starts the demo on a database of its own, drives Chromium over it, and writes
docs/pictures/*.png.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
PASSWORD = "pictures of the portal"
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 780}

# file -> (address, window, account or None, other options of the browser)
PICTURES = {
    "home": ("/th/", DESKTOP, None, {}),
    "city": ("/th/cities/nan/", DESKTOP, None, {}),
    "city-phone": ("/th/cities/nan/", PHONE, None, {}),
    "home-dark-english": ("/en/", DESKTOP, None, {"color_scheme": "dark"}),
    "city-readiness": ("/th/cities/nan/readiness/#history", DESKTOP, None, {}),
    "desk": ("/th/staff/", DESKTOP, "officer.nan", {}),
    "grid": ("/th/staff/cities/nan/readiness/#R1.1", DESKTOP, "officer.nan", {}),
    "grid-phone": (
        "/th/staff/cities/nan/readiness/#R1.1",
        PHONE,
        "officer.nan",
        {},
    ),
    "schedule": ("/th/schedule/", DESKTOP, None, {}),
    "slip": ("/th/cities/sukhothai/#slip", DESKTOP, None, {}),
    "outcomes": ("/th/cities/nan/outcomes/", DESKTOP, None, {}),
    "requests-phone": ("/th/staff/requests/", PHONE, "secretary", {}),
    "evidence": ("/th/staff/cities/nan/evidence/", DESKTOP, "officer.nan", {}),
    "agreement-duties": ("/th/agreements/mou-2563/#duties", DESKTOP, None, {}),
    "review": ("/th/staff/reviews/mou-2563/3/", DESKTOP, "secretary", {}),
    "sealed": ("/th/reviews/mou-2563/3/", DESKTOP, None, {}),
    "actions-phone": ("/th/staff/action-points/", PHONE, "secretary", {}),
    "data": ("/th/data/", DESKTOP, None, {}),
    "fiscal": ("/th/staff/fiscal/", DESKTOP, "secretary", {}),
    "audit": ("/th/staff/audit/", DESKTOP, "secretary", {}),
    "take-part-phone": ("/th/participate/", PHONE, None, {}),
}


@contextmanager
def demo():
    """A served demo with a database of its own; yields its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "DEMO_PASSWORD": PASSWORD,
        }
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, cwd=ROOT)
        try:
            yield _wait(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(home, tries=360):
    for _try in range(tries):
        try:
            with urllib.request.urlopen(f"{home}/healthz"):  # noqa: S310 (our own)
                return home
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The demo did not start.")


def take(browser, home, name, address, window, account, options):
    context = browser.new_context(base_url=home, viewport=window, **options)
    page = context.new_page()
    if account:
        page.goto("/th/accounts/login/")
        page.fill("[name=login]", account)
        page.fill("[name=password]", PASSWORD)
        page.click("main form.form button")
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()
    print(f"{name}.png")


def main():
    FOLDER.mkdir(exist_ok=True)
    with demo() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*chromium.QUIET]
        )
        for name, (address, window, account, options) in PICTURES.items():
            take(browser, home, name, address, window, account, options)
        browser.close()


if __name__ == "__main__":
    main()
