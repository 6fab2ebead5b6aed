"""A page of a list says in its title which page it is, whoever reads it."""

import re

import pytest
from django.core.paginator import Paginator
from django.test import Client
from django.utils import translation

from .access_matrix import PUBLIC, STAFF_PAGES
from .addresses import ARGUMENTS, address
from .browser.test_page_types import NOT_PAGES, viewer

pytestmark = pytest.mark.look
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
#: Lists that the sample data fill, a handful of each kind.
SURELY_PAGED = {
    "programmes:home",
    "programmes:schedule",
    "programmes:compare",
    "programmes:agreement",
    "programmes:feeds",
    "programmes:districts",
    "programmes:decisions",
    "programmes:partners",
    "cities:index",
    "staff:audit",
    "staff:cities:library",
    "staff:decisions",
}
#: Every page but those of one thing of many, which are no lists.
LISTS = {
    name
    for name in (PUBLIC | set(STAFF_PAGES)) - NOT_PAGES
    if set(ARGUMENTS.get(name, {})) <= {"slug"}
}


@pytest.fixture
def _one_row_a_page(monkeypatch):
    made = Paginator.__init__

    def of_one(self, rows, _per_page, *args, **options):
        made(self, rows, 1, *args, **options)

    monkeypatch.setattr(Paginator, "__init__", of_one)


def second_pages(names, accounts):
    """Name to title of each of these pages that has a second one."""
    clients, found = {}, {}
    for name in sorted(names):
        role = viewer(name)
        if role not in clients:
            clients[role] = Client()
            if role:
                clients[role].force_login(accounts[role])
        with translation.override("en"):
            response = clients[role].get(address(name), {"page": 2})
        page = response.context and response.context.get("page")
        if getattr(page, "number", 1) == 2:
            found[name] = TITLE.search(response.content.decode())[1]
    return found


@pytest.mark.parametrize(
    "names", [SURELY_PAGED, pytest.param(LISTS, marks=pytest.mark.audit, id="all")]
)
@pytest.mark.usefixtures("_one_row_a_page", "sampled")
def test_second_page_of_a_list_says_so_in_its_title(names, cast):
    titles = second_pages(names, cast)

    assert SURELY_PAGED - titles.keys() == set()
    assert {n: t for n, t in titles.items() if "(page 2 of" not in t} == {}
