"""What every answer tells the browser: pages, files, refusals and errors alike."""

import re
from contextlib import suppress

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cities.models import City

from .access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    API,
    OFFICER,
    PUBLIC,
    STAFF_PAGES,
)
from .addresses import ARGUMENTS, address, rows_of
from .factories import make_file, make_reading
from .test_access import read

pytestmark = pytest.mark.look

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
#: Files that people handed in, and the picture for other sites: they run nothing.
SANDBOX = {"sandbox; default-src 'none'"}
SANDBOX |= {"default-src 'none'; frame-ancestors 'none'; sandbox"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Frame-Options": "DENY",
}
#: The page that other sites may frame.
FRAMED = "embed"
OK = 200
SHUT = ("camera", "microphone", "geolocation", "payment", "usb", "fullscreen")


@pytest.fixture
def _as_in_production(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


@pytest.fixture
def ask(_as_in_production, cast):
    """`ask(path, role)` is the answer over HTTPS; errors are answers."""
    clients = {}

    def answer(path, role=None, method="get", **options):
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            if role:
                clients[role].force_login(cast[role])
        given = clients[role].generic(method.upper(), path, secure=True, **options)
        return read(given)

    return answer


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def faults(answer, *, is_framed=False):
    """Names of the headers that are not as they should be."""
    wanted = (
        {**EVERYWHERE} if not is_framed else {**EVERYWHERE, "X-Frame-Options": None}
    )
    found = [name for name, value in wanted.items() if answer.get(name) != value]
    if answer.get("Referrer-Policy") == "no-referrer":
        found.remove("Referrer-Policy")  # stricter: its address is a secret
    policy = answer.get("Content-Security-Policy", "")
    if is_framed:
        policy = policy.replace("frame-ancestors *", "frame-ancestors 'none'")
    if policy != POLICY and policy not in SANDBOX:
        found.append(f"Content-Security-Policy: {policy}")
    permissions = answer.get("Permissions-Policy", "")
    if not all(f"{name}=()" in permissions for name in SHUT):
        found.append("Permissions-Policy")
    if any(name in answer for name in ("Server", "X-Powered-By")):
        found.append("Server")
    return found


def is_private(said):
    return "no-store" in said and "private" in said


def all_faults(answers):
    return {
        name: found for name, answer in answers.items() if (found := faults(answer))
    }


def test_every_public_answer_has_them(ask, reading):
    answers = {n: ask(address(n, **rows_of(n, reading))) for n in PUBLIC}

    assert faults(answers.pop(FRAMED), is_framed=True) == []
    assert all_faults(answers) == {}


@pytest.mark.audit
def test_every_answer_to_staff_has_them_and_is_not_kept(ask, reading):
    answers = {
        name: ask(address(name, **rows_of(name, reading)), min(allowed))
        for name, (allowed, _strangers) in STAFF_PAGES.items()
    }

    assert all_faults(answers) == {}
    # Some rows put an account out of its office, which is then sent to the door.
    opened = {name: a for name, a in answers.items() if a.status_code == OK}
    kept = {n for n, a in opened.items() if not is_private(a["Cache-Control"])}
    assert len(opened) > len(answers) * 0.9
    assert kept == set()


def test_every_page_of_accounts_has_them(ask):
    names = [n for n in ACCOUNTS_OPEN | ACCOUNTS_SIGNED_IN if n not in ARGUMENTS]
    answers = {name: ask(reverse(name), OFFICER) for name in names}

    assert all_faults(answers) == {}


def test_every_list_of_the_api_has_them(ask):
    paths = {name: path for name in API if (path := _plain(name))}
    answers = {name: ask(path) for name, path in paths.items()}

    assert len(answers) > 20
    assert all_faults(answers) == {}


def _plain(name):
    """Its path; None of one that needs a row's key."""
    with suppress(NoReverseMatch):
        return reverse(name)


@pytest.mark.parametrize(
    ("path", "role", "status", "options"),
    [
        ("/", None, 302, {}),
        ("/th/nowhere/", None, 404, {}),
        ("/th/cities", None, 301, {}),
        ("/th/staff/", None, 302, {}),
        ("/th/staff/papers/mou-2563/", OFFICER, 404, {}),
        ("/th/staff/imports/", OFFICER, 403, {}),
        ("/th/", None, 405, {"method": "post"}),
        ("/th/staff/", OFFICER, 405, {"method": "delete"}),
        ("/th/", None, 400, {"HTTP_HOST": "evil.example"}),
        ("/admin/", OFFICER, 302, {}),
        ("/admin/", "secretary", 200, {}),
        ("/api/v1/cities/", None, 200, {"HTTP_ORIGIN": "https://elsewhere.example"}),
        ("/api/v1/cities/", None, 405, {"method": "post"}),
        ("/api/v1/nowhere/", None, 404, {}),
        ("/static/css/site.css", None, 200, {}),
        ("/static/js/drafts.js", None, 200, {}),
        ("/static/nowhere.css", None, 404, {}),
        ("/healthz", None, 200, {}),
        ("/.well-known/security.txt", None, 200, {}),
    ],
)
def test_refusals_errors_and_files_have_them(path, role, status, options, ask):
    answer = ask(path, role, **options)

    assert (answer.status_code, faults(answer)) == (status, [])


def test_an_error_of_ours_has_them_and_tells_nothing(ask, settings):
    settings.DATA_LICENCE = "no such licence"  # what a page then fails on

    answer = ask("/th/data/")

    assert (answer.status_code, faults(answer)) == (500, [])
    assert b"Traceback" not in answer.content


@pytest.mark.usefixtures("_as_in_production")
def test_a_form_without_its_token_is_refused_with_them(cast):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/th/accounts/login/", {}, secure=True)

    assert (answer.status_code, faults(answer)) == (403, [])


def test_style_and_face_are_for_the_portal_alone(ask):
    answer = ask("/static/css/site.css", HTTP_ORIGIN="https://elsewhere.example")

    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.audit
def test_other_sites_may_read_the_api_and_nothing_else(ask, reading):
    elsewhere = {"HTTP_ORIGIN": "https://elsewhere.example"}
    answers = {
        n: ask(address(n, **rows_of(n, reading)), **elsewhere) for n in PUBLIC - API
    }

    opened = {n for n, a in answers.items() if "Access-Control-Allow-Origin" in a}
    assert opened == set()
    answer = ask("/api/v1/cities/", **elsewhere)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.audit
def test_every_answer_says_its_kind_and_its_letters(ask, reading):
    """A browser guesses neither (ASVS 4.1.1)."""
    answers = {n: ask(address(n, **rows_of(n, reading))) for n in PUBLIC}

    kinds = {n: a["Content-Type"] for n, a in answers.items() if a.status_code == OK}
    assert {n: kind for n, kind in kinds.items() if not _is_whole(kind)} == {}


def _is_whole(kind):
    is_text = re.match(r"text/|.*[/+]xml\b", kind)
    return not is_text or "charset=utf-8" in kind.lower()


def test_the_policy_of_pages_is_that_of_the_settings():
    said = "; ".join(
        f"{k} {' '.join(v)}" for k, v in django_settings.SECURE_CSP.items()
    )

    assert said == POLICY
