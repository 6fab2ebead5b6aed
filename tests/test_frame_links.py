"""Head, bar and foot of a page, and its way back, lead nowhere that is shut to who
reads it; what is open to everybody has its own sweep (test_access.py).
"""

import lxml.html
import pytest
from django.urls import resolve
from django.utils import translation

from .access_matrix import PUBLIC, ROLES, ROOT
from .addresses import address
from .factories import make_user
from .signing_in import signed_in
from .visible import visible_text

FRAME = "//header//a | //nav//a | //footer//a"
#: Pages that every account opens, and of which all links are its own.
OF_ACCOUNT = (
    "account_overview",
    "account_change_password",
    "account_logout",
    "usersessions_list",
    "programmes:my_data",
    "programmes:my_profile",
    "mfa_generate_recovery_codes",
)
#: At least one of these is shut to each.
SHUT = ("staff:desk", "staff:cities:queue", "staff:cities:measures")
INSIDE = ("/en/", "/admin/")
EVERYBODY = [*sorted(ROLES), ROOT]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def open_as(cast, sign_in):
    def client(role):
        if role != ROOT:
            return sign_in(role)
        return signed_in(make_user(ROOT, is_staff=True, is_superuser=True))

    return client


def links(html, path):
    """English addresses on the portal, each once, that are not open to everybody."""
    hrefs = {link.get("href", "") for link in lxml.html.fromstring(html).xpath(path)}
    own = {href.partition("#")[0] for href in hrefs if href.startswith(INSIDE)}
    return {href for href in own if resolve(href.split("?")[0]).view_name not in PUBLIC}


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_link_of_the_frame_opens(role, open_as):
    client = open_as(role)
    refused = [r for r in map(client.get, map(address, SHUT)) if r.status_code == 403]
    home = client.get(address("programmes:home"))
    own = [client.get(address(name), follow=True) for name in OF_ACCOUNT]

    found = links(home.content, FRAME)
    for page in [*refused, *own]:
        found |= links(page.content, "//a")

    assert refused
    answers = {href: client.get(href, follow=True).status_code for href in found}
    assert {href for href, status in answers.items() if status != 200} == set()


@pytest.mark.parametrize(
    ("role", "name", "words"),
    [
        ("officer.nan", "staff:desk", "My desk"),
        (ROOT, "staff:accounts", "Accounts"),
        ("nobody", "account_overview", "My account"),
    ],
)
def test_home_is_named_for_what_it_is(role, name, words, open_as):
    client = open_as(role)

    page = client.get(address("account_logout"))

    assert f"Back: {words}" in visible_text(page)
    assert f'href="{address(name)}">{words}</a>' in page.content.decode()
