"""A public page: open to all, and answered 304 until something changes it."""

from itertools import pairwise

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from creativecity.ledger import verbs
from creativecity.public_page import public_page, release
from tests.factories import make_city, make_user, new_fact, new_source


@public_page
def greeting(request, name="all"):
    return HttpResponse(f"good day, {name}")


urlpatterns = i18n_patterns(
    path("greeting/", greeting), path("greeting/<str:name>/", greeting)
)
pytestmark = [pytest.mark.urls("tests.test_public_page"), pytest.mark.usefixtures("db")]


def etag(client, address="/th/greeting/", **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200
    return response.get("ETag")


def ask_again(client, tag, address="/th/greeting/"):
    return client.get(address, headers={"if-none-match": tag})


def test_page_is_open_to_visitors(client):
    response = client.get("/th/greeting/")

    assert (response.status_code, response.content) == (200, b"good day, all")


@pytest.mark.each
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_takes_safe_methods_alone(method, client):
    assert getattr(client, method)("/th/greeting/").status_code == 405


def test_page_unchanged_is_answered_without_running_the_view(client):
    tag = etag(client)

    response = ask_again(client, tag)

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag


def test_answer_varies_with_the_cookie_changed_or_not(client):
    tag = etag(client)

    answers = [client.get("/th/greeting/"), ask_again(client, tag)]

    assert ["Cookie" in answer["Vary"] for answer in answers] == [True, True]


def test_head_is_answered_with_the_same_tag(client):
    assert client.head("/th/greeting/")["ETag"] == etag(client)


def test_tag_changes_with_the_address_the_question_and_the_language(client):
    addresses = (
        "/th/greeting/",
        "/th/greeting/nan/",
        "/th/greeting/?as_of=2021-09-30",
        "/en/greeting/",
    )

    assert len({etag(client, address) for address in addresses}) == len(addresses)


def test_tag_is_the_same_for_every_visitor(client):
    assert etag(client) == etag(Client())


def test_each_public_entry_changes_the_tag(client):
    tags = [etag(client)]

    city = make_city()
    tags.append(etag(client))
    fact = verbs.add(new_fact(), by=None)
    tags.append(etag(client))
    verbs.withdraw(fact, by=None, reason="typed twice")
    tags.append(etag(client))
    city.name_en = "Mae Hong Son Town"
    verbs.edit(city, by=None)
    tags.append(etag(client))

    assert all(before != after for before, after in pairwise(tags))
    assert ask_again(client, tags[0]).status_code == 200


def test_entry_that_no_page_shows_leaves_the_tag(client):
    city = make_city()
    tag = etag(client)

    user = make_user()
    verbs.relate(city, "officers", [user], by=None)
    verbs.create(new_source(), by=None, is_public=False)

    assert ask_again(client, tag).status_code == 304


def test_signed_in_reader_gets_no_tag_and_a_page_of_their_own(client):
    tag = etag(Client())
    client.force_login(make_user())

    response = ask_again(client, tag)

    assert (response.status_code, response.get("ETag")) == (200, None)
    assert "no-store" in response["Cache-Control"]


def test_page_of_a_visitor_may_be_kept(client):
    assert "Cache-Control" not in client.get("/th/greeting/")


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_reader_with_a_session_or_a_message_gets_no_tag(cookie, client):
    client.cookies[cookie] = "anything"

    assert etag(client) is None


def test_cookie_of_no_account_does_no_harm(client):
    tag = etag(client)
    client.cookies["colours"] = "dark"

    assert etag(client) == tag


def test_release_is_the_same_until_a_file_changes():
    assert release() == release()
    assert len(release()) == 64


@pytest.mark.parametrize(
    ("name", "is_released"),
    [
        ("cities/views.py", True),
        ("templates/home.html", True),
        ("static/css/site.css", True),
        ("static/js/menu.js", True),
        ("creativecity/locale/th/LC_MESSAGES/django.mo", True),
        ("creativecity/locale/th/LC_MESSAGES/django.po", False),
        ("tests/test_public_page.py", False),
        ("var/portal.sqlite3", False),
    ],
)
def test_release_changes_with_the_files_that_make_a_page(
    name, is_released, settings, tmp_path
):
    settings.BASE_DIR = tmp_path
    before = release.__wrapped__()

    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text("new")

    assert (release.__wrapped__() != before) == is_released
