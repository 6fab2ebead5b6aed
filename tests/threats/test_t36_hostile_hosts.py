"""T36: who asks may not say which site this is, nor where the question came from."""

import pytest
from django.test import Client, RequestFactory

from creativecity.rate_limit import count

HOSTS = [
    "evil.example",
    "testserver.evil.example",
    "evil.example#testserver",
    "testserver@evil.example",
    "evil.example:80",
    "testserver:evil",
    "127.0.0.1.evil.example",
    "",
    " testserver",
    "testserver, evil.example",
    "[::1]evil.example",
    "\u0442estserver",
    "<script>alert(1)</script>",
    "testserver\\@evil.example",
    "169.254.169.254",
]
FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "8443",
    "Forwarded": "for=127.0.0.1;host=evil.example;proto=https",
    "X-HTTP-Method-Override": "DELETE",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "127.0.0.1",
}
PATHS = [
    "/",
    "/th/",
    "/th/accounts/login/",
    "/sitemap.xml",
    "/.well-known/security.txt",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_is_refused(host, facts):
    for path in PATHS:
        answer = Client().get(path, HTTP_HOST=host)

        assert answer.status_code == 400
        assert b"evil" not in answer.content
        assert "evil" not in answer.get("Location", "")
        assert "Content-Security-Policy" in answer
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PATHS)
def test_forged_headers_change_no_answer(path, facts, client):
    plain = client.get(path)
    forged = Client().get(path, headers=FORGED)

    assert forged.status_code == plain.status_code
    assert forged.get("Location") == plain.get("Location")
    assert forged.get("ETag") == plain.get("ETag")
    assert without_tokens(forged.content) == without_tokens(plain.content)
    assert b"evil" not in forged.content


def without_tokens(page):
    return b"\n".join(
        line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line
    )


def test_over_plain_http_everybody_is_sent_to_the_portals_own_name(settings, db):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = "creativecity.example"

    answer = Client().get("/th/", HTTP_HOST="evil.example")

    assert answer.status_code == 301
    assert answer["Location"] == "https://creativecity.example/th/"


def test_a_visitor_cannot_change_the_address_that_counts():
    asked = [
        RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", headers=headers)
        for headers in ({}, {"X-Forwarded-For": "198.51.100.1"}, FORGED)
    ]

    counted = [count(request, "t36", seconds=3600)[0] for request in asked]

    assert counted == [1, 2, 3]
