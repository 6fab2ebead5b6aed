"""Pages of visitors, kept in memory until the ledger's version or the day changes."""

import threading
from datetime import date

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from creativecity import kept_pages
from creativecity.ledger import verbs
from creativecity.ledger.chain import version
from creativecity.public_page import public_page
from tests.factories import make_user, new_source

DRAWN = []


@public_page
def page(request):
    DRAWN.append(request.get_full_path())
    return HttpResponse(f"drawn {len(DRAWN)} times " + "ก" * 500)


@public_page
def form(request):
    return HttpResponse(get_token(request))


@public_page
def refused(request):
    DRAWN.append("refused")
    return HttpResponse(status=404)


@login_not_required
def sent(request):
    messages.success(request, "Thank you")
    return redirect("/th/page/")


@login_not_required
def unmarked(request):
    DRAWN.append("unmarked")
    return HttpResponse("open to all, and never called the same for all")


urlpatterns = i18n_patterns(
    path("page/", page),
    path("form/", form),
    path("refused/", refused),
    path("sent/", sent),
    path("unmarked/", unmarked),
)
pytestmark = [pytest.mark.urls("tests.test_kept_pages"), pytest.mark.usefixtures("db")]


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEPT_PAGES = 1
    DRAWN.clear()


def said(client, address="/th/page/", **headers):
    return client.get(address, headers=headers).content.decode().split("ก")[0]


def test_an_unchanged_page_is_drawn_once(client):
    assert [said(client), said(client)] == ["drawn 1 times "] * 2
    assert DRAWN == ["/th/page/"]


def test_a_kept_page_has_all_that_the_drawn_one_had(client):
    drawn, kept = client.get("/th/page/"), client.get("/th/page/")

    changes = {"X-Request-ID"}
    assert {k: v for k, v in kept.items() if k not in changes} == {
        k: v for k, v in drawn.items() if k not in changes
    }
    assert kept["X-Request-ID"] != drawn["X-Request-ID"]
    assert kept.content == drawn.content


def test_a_kept_page_costs_one_query(client, django_assert_num_queries):
    said(client)

    with django_assert_num_queries(1):
        said(client)


def test_a_write_is_seen_in_the_very_next_request(client):
    said(client)

    verbs.create(new_source("S9"), by=None)

    assert said(client) == "drawn 2 times "


def test_a_number_that_comes_again_with_another_entry_is_another_version(client):
    """As after a backup was restored, or a replica promoted that had not heard all."""
    with transaction.atomic():
        verbs.create(new_source("S8"), by=None)
        before = version(), said(client)
        transaction.set_rollback(True)
    verbs.create(new_source("S9"), by=None)

    assert (version(), said(client)) == (before[0], "drawn 2 times ")


def test_what_changes_no_public_page_leaves_pages_kept(client):
    said(client)

    verbs.note(make_user("somebody"), verb="sign-in", by=None)

    assert said(client) == "drawn 1 times "


def test_a_new_day_is_another_page(client, monkeypatch):
    said(client)

    monkeypatch.setattr(kept_pages, "today", lambda: date(2099, 1, 1))

    assert said(client) == "drawn 2 times "


@pytest.mark.each
@pytest.mark.parametrize(
    "other",
    [
        {"address": "/en/page/"},
        {"address": "/th/page/?as_of=2021-09-30"},
        {"accept-encoding": "gzip"},
        {"host": "localhost"},
    ],
)
def test_another_address_language_coding_or_host_is_another_page(other, settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    client = Client()
    said(client)

    client.get(other.pop("address", "/th/page/"), headers=other)

    assert len(DRAWN) == 2


def test_over_tls_is_another_page(client):
    said(client)

    client.get("/th/page/", secure=True)

    assert len(DRAWN) == 2


def test_a_foreign_host_is_refused_though_the_page_is_kept(client):
    said(client)

    assert client.get("/th/page/", headers={"host": "evil.example"}).status_code == 400


def test_an_unchanged_page_is_not_sent_again(client):
    tag = client.get("/th/page/")["ETag"]

    answer = client.get("/th/page/", headers={"if-none-match": tag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert len(DRAWN) == 1


def test_who_signed_in_gets_a_page_of_their_own(client):
    said(client)
    client.force_login(make_user("somebody"))

    said(client)

    assert len(DRAWN) == 2
    assert said(Client()) == "drawn 3 times "


def test_the_page_of_somebody_signed_in_is_kept_for_nobody():
    client = Client()
    client.force_login(make_user("somebody"))
    said(client)
    client.logout()

    assert said(client) == "drawn 2 times "


def test_a_page_with_a_notice_is_kept_for_nobody(client):
    client.get("/th/sent/")
    said(client)
    del client.cookies["messages"]

    assert said(client) == "drawn 2 times "


def test_a_form_is_drawn_for_each_reader(client):
    """Also for one whose browser carries a form's cookie already."""
    first = said(client, "/th/form/")
    again = said(client, "/th/form/")
    client.cookies.clear()
    other = said(client, "/th/form/")

    assert len({first, again, other}) == 3


def test_what_is_refused_or_unmarked_is_not_kept(client):
    for address in ("/th/refused/", "/th/unmarked/"):
        client.get(address)
        client.get(address)

    assert DRAWN == ["refused"] * 2 + ["unmarked"] * 2


def test_head_keeps_nothing_and_is_answered_from_what_is_kept(client):
    client.head("/th/page/")
    client.get("/th/page/")

    assert client.head("/th/page/")["Content-Length"]
    assert len(DRAWN) == 2


@pytest.mark.slow
def test_those_that_nobody_asked_for_make_room(client):
    for number in range(2000):
        said(client, f"/th/page/?n={number}")

    said(client, "/th/page/?n=1999")
    assert len(DRAWN) == 2000
    said(client, "/th/page/?n=0")
    assert len(DRAWN) == 2001


def test_nothing_is_kept_where_there_is_no_room_for_it(settings):
    settings.KEPT_PAGES = 0
    client = Client()

    assert [said(client), said(client)] == ["drawn 1 times ", "drawn 2 times "]


def test_without_the_database_a_page_is_told_as_last_known(client, monkeypatch):
    said(client)
    verbs.create(new_source("S9"), by=None)

    def away():
        raise OperationalError("the server is not there")

    monkeypatch.setattr(kept_pages, "version_mark", away)
    answer = client.get("/th/page/")

    assert answer.content.decode().startswith("drawn 1 times ")
    assert answer["Warning"] == '110 - "Response is Stale"'


def test_threads_of_one_process_share_what_is_kept(client):
    """The lock around what is kept: 8 threads, 400 pages, none broken."""
    pages, faults = kept_pages.KeptPages(100_000), []
    response = client.get("/th/page/")
    request = response.wsgi_request

    def work(start):
        try:
            for number in range(400):
                one = kept_pages.KeptPage.of(("1-", date.min), request, response)
                pages.keep((start + number) % 97, one)
                pages.find((start + number) % 89)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=[n * 13]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert pages.pages.currsize <= 100_000
    connection.ensure_connection()
