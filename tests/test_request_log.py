"""Each answer bears its request's number; what is refused or taken along is told."""

import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client, override_settings
from django.urls import path

from creativecity.urls import handler500  # noqa: F401 (this module's addresses)

NUMBER = "0123-abcd"


@login_not_required
def fail(request):
    raise RuntimeError("password=hunter2")


urlpatterns = [path("fail/", fail)]


@pytest.fixture
def events(caplog):
    """`events()` is what was told since: (event, path) each."""
    caplog.set_level(logging.INFO)

    def told():
        return [
            (record.msg, record.what.get("path"))
            for record in caplog.records
            if record.name == "creativecity.security"
        ]

    return told


def test_each_answer_has_a_number_of_its_own(client):
    numbers = {client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}

    assert len(numbers) == 3
    assert {len(number) for number in numbers} == {32}


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, NUMBER, True),
        (0, NUMBER, False),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "line\nfeed-0123", False),
        (1, "<script>alert(1)</script>", False),
    ],
)
def test_number_of_a_proxy_of_ours_is_taken(client, settings, proxies, given, is_taken):
    settings.TRUSTED_PROXIES = proxies

    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert (response.headers["X-Request-ID"] == given) is is_taken


def test_what_is_logged_meanwhile_bears_the_number(client, caplog):
    caplog.set_level(logging.INFO, "creativecity.requests")

    response = client.get("/healthz")

    record = next(r for r in caplog.records if r.name == "creativecity.requests")
    assert (record.page, record.status, record.method) == ("healthz", 200, "GET")
    assert response.headers["X-Request-ID"]


def test_refusal_is_told(sign_in, events):
    sign_in("officer.nan").get("/th/staff/imports/")

    assert events() == [("refused", "/th/staff/imports/")]


def test_what_is_of_another_city_is_told(sign_in, events):
    sign_in("officer.nan").get("/th/staff/cities/sukhothai/evidence/")

    assert events() == [("not found", "/th/staff/cities/sukhothai/evidence/")]


def test_an_address_of_nothing_is_not_told(sign_in, client, events):
    sign_in("officer.nan").get("/th/nowhere/at/all/")
    client.get("/th/cities/atlantis/")

    assert events() == []


def test_file_that_staff_take_along_is_told(sign_in, events):
    sign_in("secretary").get("/th/staff/partners/log.csv")

    assert events() == [("export", "/th/staff/partners/log.csv")]


def test_file_for_everybody_is_not_told(client, facts, events):
    client.get("/th/schedule.csv")

    assert events() == []


@override_settings(ROOT_URLCONF="tests.test_request_log")
def test_page_of_a_fault_says_the_number_alone(db, caplog):
    client = Client(raise_request_exception=False)

    response = client.get("/fail/")

    assert response.status_code == 500
    text = response.content.decode()
    assert text.count(response.headers["X-Request-ID"]) == 2
    assert "hunter2" not in text
    assert "RuntimeError" not in text
