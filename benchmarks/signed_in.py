"""Staff who have signed in to a served portal, and the little that a browser does."""

import json
import subprocess
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from . import serving
from .server import LOOPBACK

#: Seconds after which a connection that nobody used is given up, as a browser and
#: nginx (deploy/nginx.conf) do: the server ends it after 30.
IDLE = 20


@dataclass(frozen=True)
class Account:
    name: str
    city: str  # the slug of an officer's city
    code: str  # the indicator of which they write
    cookie: str  # their session, as a browser sends it


def sign_in(environment, role, count):
    """So many new "officers" or "secretaries", each with a session begun just now."""
    code = f"from benchmarks.accounts import {role}; {role}({count})"
    done = serving.manage(
        environment, "shell", "-c", code, stdout=subprocess.PIPE, text=True
    )
    return [Account(**json.loads(line)) for line in done.stdout.splitlines()]


class Browser:
    """One connection, kept alive, and the cookies of one account."""

    def __init__(self, server, account, timeout=60, encoding="identity"):
        self.connection = HTTPConnection(LOOPBACK, server.port, timeout=timeout)
        self.cookies, self.headers = dict([account.cookie.split("=", 1)]), {}
        self.encoding, self.used = encoding, time.monotonic()
        self.statuses = set()  # of all answers

    def get(self, path):
        """The status and the text of a page."""
        return self._ask("GET", path, None, {})

    def post(self, path, fields):
        """The status and the text of what a form was answered with."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields, doseq=True), kind)

    def close(self):
        self.connection.close()

    def _ask(self, method, path, body, headers):
        if time.monotonic() - self.used > IDLE:
            self.close()  # it opens itself anew
        try:
            self.connection.request(method, path, body, {**self._headers(), **headers})
            return self._answer()
        except (OSError, HTTPException):
            self.close()  # the next question goes over a new connection
            raise
        finally:
            self.used = time.monotonic()

    def _headers(self):
        pairs = (f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": "; ".join(pairs), "Accept-Encoding": self.encoding}

    def _answer(self):
        answer = self.connection.getresponse()
        self.headers = answer.headers
        self.statuses.add(answer.status)
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode(errors="replace")


def form_with(page, name):
    """What a browser would send of the form that has a field or button of this name."""
    found = _Forms()
    found.feed(page)
    pairs = zip(found.forms, found.names, strict=True)
    return next(fields for fields, names in pairs if name in names)


class _Forms(HTMLParser):
    """Each form as name to the list of its values; buttons say nothing."""

    SILENT = {"submit", "button", "reset", "image", "file"}

    def __init__(self):
        super().__init__()
        self.forms, self.names, self.text = [], [], None

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.forms.append({})
            self.names.append(set())
        elif self.forms and said.get("name"):
            self._take(tag, said)

    def _take(self, tag, said):
        fields, name = self.forms[-1], said["name"]
        self.names[-1].add(name)
        if tag == "textarea":
            self.text = fields[name] = [""]
        elif tag == "input" and self._is_said(said):
            fields.setdefault(name, []).append(said.get("value") or "")

    def _is_said(self, said):
        kind = said.get("type", "text")
        is_chosen = kind not in {"radio", "checkbox"} or "checked" in said
        return is_chosen and kind not in self.SILENT

    def handle_data(self, data):
        if self.text is not None:
            # As a browser does: a line break right behind the tag is none.
            self.text[0] += data if self.text[0] else data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
