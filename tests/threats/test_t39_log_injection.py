"""T39: nobody forges a line of the log, and no secret reaches logs or error pages."""

import json
import logging

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.test import Client, override_settings
from django.urls import path

from creativecity.log_lines import JsonLines
from creativecity.urls import handler500  # noqa: F401 (this module's addresses)

FORGED = '\r\n{"level": "INFO", "message": "signed in", "account": 1}'
CANARY = "canary-7f3a9c1e5b2d4f6a8c0e-hunter2"


@login_not_required
def fail(request):
    secret = CANARY
    raise RuntimeError(f"password={secret}")


urlpatterns = [path("fail/", fail)]


@pytest.fixture
def lines():
    """What is logged meanwhile, as in production."""
    options = dict(settings.LOGGING["formatters"]["json"])
    del options["()"]
    written = []

    class Kept(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    handler, root = Kept(), logging.getLogger()
    handler.setFormatter(JsonLines(**options))
    root.addHandler(handler)
    logging.getLogger("creativecity.requests").setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    logging.getLogger("creativecity.requests").setLevel(logging.WARNING)


@pytest.mark.parametrize("text", [FORGED, "\x1b[2Jgone", "\u202eesrever", "\u2028next"])
def test_line_breaks_and_escapes_forge_no_line(text, lines, sign_in):
    client = sign_in("officer.nan")

    client.get("/th/nowhere", {"q": text}, headers={"User-Agent": text})
    client.post("/th/accounts/login/", {"login": text, "password": text})
    logging.getLogger("django.request").warning("Not Found: %s", text)

    assert len(lines) > 2
    for line in lines:
        assert line.isascii()
        assert line.isprintable()
        assert json.loads(line)["message"] != "signed in"


def test_no_secret_reaches_the_log(lines, cast):
    client = Client()
    client.post("/th/accounts/login/", {"login": CANARY, "password": CANARY})
    client.get("/th/nowhere/", {"token": CANARY}, headers={"Authorization": CANARY})
    client.cookies["sessionid"] = CANARY
    client.get(f"/th/letters/stop/{CANARY}/")
    client.get("/th/staff/")

    assert lines
    assert CANARY not in "\n".join(lines)


@override_settings(ROOT_URLCONF="tests.threats.test_t39_log_injection")
def test_a_fault_tells_its_number_alone(lines, db):
    response = Client(raise_request_exception=False).get("/fail/")

    fault = next(json.loads(line) for line in lines if "RuntimeError" in line)
    assert CANARY not in "\n".join([*lines, response.content.decode()])
    assert fault["request"] == response.headers["X-Request-ID"]
    assert fault["request"] in response.content.decode()
    assert "Traceback" not in response.content.decode()
