"""T37: no address leads from the portal to another site."""

from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.test import Client

from tests.access_matrix import OFFICER
from tests.addresses import address

HOME = "http://testserver"
AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example\\@testserver/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "/%2f%2fevil.example",
    "%0d%0aLocation: https://evil.example",
    " https://evil.example/",
    "\u2028//evil.example/",
    "ＨＴＴＰＳ://evil.example",
]
NEXT = ("next", "return_to", "redirect_to", "url")


def leads_away(location):
    """Whether a browser at the portal would leave it; it takes \\ for / (WHATWG)."""
    seen = "".join(c for c in location if c not in "\t\r\n").strip().replace("\\", "/")
    parts = urlsplit(urljoin(HOME, seen))
    return (parts.scheme, parts.netloc) != ("http", "testserver")


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_leads_to_the_portal_alone(away, cast):
    for name in NEXT:
        answer = Client().post(
            address("account_login"),
            {"login": OFFICER, "password": "a long enough password", name: away},
            query_params={name: away},
        )

        assert answer.status_code in {200, 302}
        assert not leads_away(answer.get("Location", "/"))


@pytest.mark.parametrize("away", AWAY)
def test_pages_of_accounts_link_and_lead_to_the_portal_alone(away, sign_in):
    client = sign_in(OFFICER)
    for name in ("account_login", "account_logout", "account_reauthenticate"):
        answer = client.get(address(name), {"next": away})
        targets = [answer.get("Location", "/")]
        if answer.content:
            tree = lxml.html.document_fromstring(answer.content)
            targets += tree.xpath("//form/@action")
            targets += tree.xpath("//a[not(@rel='external')]/@href")

        assert [target for target in targets if leads_away(target)] == []


@pytest.mark.parametrize("away", AWAY)
def test_signing_out_leads_to_the_portal_alone(away, sign_in):
    answer = sign_in(OFFICER).post(address("account_logout"), {"next": away})

    assert not leads_away(answer["Location"])


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/th",
        "/th//evil.example",
        "/th/cities//evil.example/",
        "/\\evil.example",
        "/%5Cevil.example/",
        "/static//evil.example/",
        "/admin//evil.example",
    ],
)
def test_paths_that_look_like_sites_lead_nowhere_else(path, db):
    answer = Client().get("/", PATH_INFO=path)

    assert answer.status_code in {301, 302, 404}
    assert not leads_away(answer.get("Location", "/"))
    if answer.status_code == 404:
        links = lxml.html.document_fromstring(answer.content).xpath("//@href")
        assert [link for link in links if "evil" in link and leads_away(link)] == []
