"""A real Chromium: Debian's, driven by Playwright, looking at the portal itself."""

import os
import threading
import time
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.signals import request_finished, request_started
from django.db import connections
from django.utils import translation

from tests.addresses import ARGUMENTS, address
from tests.browser import chromium
from tests.factories import make_file, make_reading, make_verified
from tests.signing_in import signed_in

# Playwright keeps a loop running in the test's own thread; nothing here is async.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

QUIET = 0.25  # seconds without a request
PASSWORD = "a long enough password"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": chromium.find(), "args": [*chromium.QUIET]}


@pytest.fixture(scope="session")
def playwright(playwright):
    """Close what tests opened while Playwright's loop ran, as long as it can be seen.

    In a thread with a running loop Django keeps connections of their own for it; once
    the loop has stopped nobody finds them, and the test database cannot be dropped.
    """
    yield playwright
    connections.close_all()


@pytest.fixture
def portal(emptied_after, cast, live_server, settings):
    """The portal with its real facts, served; a reading of Nan verified and one not."""
    settings.ACCOUNT_RATE_LIMITS = False  # one machine signs in for everybody here
    nan = cast["officer.nan"].cities.get()
    make_verified(nan, "R1.1", level=3, by=cast["cea"])
    piece = make_file(nan, cast["cea"])
    make_reading(nan, "R1.2", level=2, by=cast["officer.nan"], evidence=[piece])
    with _quiet_at_the_end():
        yield live_server


@contextmanager
def _quiet_at_the_end():
    """Wait until no request is under way: a page may poll still, or send last words.

    Emptying the database under a request would end in a deadlock on PostgreSQL.
    """
    under_way, heard = set(), [0.0]

    def begins(environ, **kwargs):
        under_way.add(threading.get_ident())
        heard[0] = time.monotonic()

    def ends(**kwargs):
        under_way.discard(threading.get_ident())
        heard[0] = time.monotonic()

    request_started.connect(begins)
    request_finished.connect(ends)
    yield
    patience = time.monotonic() + 10
    while time.monotonic() < patience:
        if not under_way and time.monotonic() - heard[0] > QUIET:
            break
        time.sleep(0.05)
    request_started.disconnect(begins)
    request_finished.disconnect(ends)


@pytest.fixture
def reader(portal, browser, request):
    """`reader(java_script_enabled=False)` gives a page of the portal in a new browser.

    What the page complained of in its console, and every address that it asked for
    elsewhere, is in `page.complaints`.
    """
    contexts = []

    def page_of(**options):
        context = browser.new_context(
            base_url=portal.url, **{"locale": "th-TH", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.home = [], portal.url
        page.on("console", lambda said: _complain(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda asked: _stay_home(page, asked, portal.url))
        return page

    yield page_of
    for context in contexts:
        context.close()


def _complain(page, said):
    if said.type in {"error", "warning"}:
        page.complaints.append(said.text)


def _stay_home(page, asked, home):
    if not asked.url.startswith(home):
        page.complaints.append(f"asked {asked.url}")


def sign_in(page, name, password=PASSWORD):
    page.goto("/th/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.click("main form.form button")
    page.wait_for_url("**/th/staff/**")


def enter(page, name):
    """Signed in as by the door, which takes longer, and leads to the desk."""
    client = signed_in(get_user_model().objects.get(username=name))
    session = client.cookies[django_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": page.home}]
    )


def path_of(name, language, **changes):
    with translation.override(language):
        return address(name, **{**ARGUMENTS.get(name, {}), **changes})
