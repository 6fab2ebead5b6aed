"""T26: what people handed in has no address of its own; a view gives it out, or not."""

import pytest
from django.test import Client

from cities.models import City
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import address, walk
from tests.factories import make_file, make_paper_file

METHODS = ("get", "head")
#: Strangers to a private piece of Nan's: visitors, and officers of other cities.
STRANGERS = (None, OTHER_OFFICER)
LURES = [
    {},
    {"Range": "bytes=0-10"},
    {"If-None-Match": "*"},
    {"If-None-Match": f'"{"0" * 64}"'},
    {"If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT"},
    {"X-Accel-Redirect": "/media/"},
    {"X-Original-URL": "/admin/"},
    {"X-HTTP-Method-Override": "GET"},
]


@pytest.fixture
def private(cast):
    return make_file(City.objects.get(slug="nan"))


def test_no_address_serves_the_folder_of_files(client, private, settings):
    guesses = {
        f"/{folder}{private.file.name}"
        for folder in ("", "media/", "th/media/", "static/", "var/media/", "static/../")
    }
    guesses |= {
        f"/static/%2e%2e/{private.file.name}",
        f"/static/..;/{private.file.name}",
    }

    answers = {path: client.get(path).status_code for path in guesses}

    assert {path: status for path, status in answers.items() if status == 200} == {}
    assert not settings.MEDIA_URL.strip("/")
    assert [name for name in walk() if "media" in name] == []


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("headers", LURES, ids=str)
@pytest.mark.parametrize("method", METHODS)
def test_a_private_file_is_not_there_for_strangers(
    method, headers, who, private, sign_in
):
    client = sign_in(who) if who else Client()
    path = address("cities:evidence_file", pk=private.pk)

    answer = getattr(client, method)(path, headers=headers)

    assert answer.status_code == 404
    assert "ETag" not in answer
    assert "Last-Modified" not in answer
    assert b"%PDF" not in answer.content


def test_a_private_file_under_another_city_is_not_there(private, sign_in):
    path = address("cities:evidence_file", pk=private.pk, slug="sukhothai")

    assert sign_in(OFFICER).get(path).status_code == 404


def test_numbers_beside_it_lead_to_nothing(private, client):
    guesses = range(private.pk + 1, private.pk + 20)

    answers = {
        client.get(address("cities:evidence_file", pk=number)).status_code
        for number in guesses
    }

    assert answers == {404}


def test_a_paper_for_staff_is_not_there_for_visitors(cast, client):
    paper = make_paper_file(is_public=False)

    answer = client.get(address("programmes:paper_file", paper=paper.pk))

    assert answer.status_code == 404


def test_a_file_is_given_out_to_save_and_never_to_show(private, cast, client):
    private.publish(by=cast["cea"])

    answer = client.get(address("cities:evidence_file", pk=private.pk))
    answer.getvalue()

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
