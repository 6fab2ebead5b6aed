"""Visitors read from the replica: all of every page, as far as the replica has it."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from cities.models import City
from creativecity.ledger import verbs
from creativecity.ledger.chain import version
from creativecity.ledger.models import Head
from programmes.cookies import cookies
from programmes.models.search import SearchedUpTo
from tests.access_matrix import API, OFFICER, PUBLIC
from tests.addresses import address, rows_of
from tests.factories import make_file, make_reading, make_sealed_report
from tests.replicas import GONE, away, mirrored, stale
from tests.signing_in import signed_in

NAN = "/en/cities/nan/"
SEARCH = "/en/search/?q=craft"
SUGGESTED = {"city": "nan", "text": "Two languages on the signs of the old town"}
#: These ask whether all is there, or need to count or to make before they answer.
LISTS = {name for name in API if not name.endswith("_row")}
NEEDS_ALL = {"readyz", "programmes:dump"}


@pytest.fixture
def mirror(db, settings):
    with mirrored(settings) as connection:
        yield connection


@pytest.fixture
def copy_of(settings, tmp_path):
    """The replica, as of the moment that a test asks for it."""
    with stale(settings, tmp_path / "replica.sqlite3"):
        yield


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def status_of(path):
    """Of the whole: a stream is read to its end."""
    answer = visitor().get(path)
    answer.getvalue()
    return answer.status_code


def visitor():
    return Client(raise_request_exception=False)


def named(name="Nan"):
    """A change that each page about the city tells."""
    city = City.objects.get(slug="nan")
    city.name_en = name
    verbs.edit(city, by=None)


def says(answer, words):
    return words in answer.content.decode()


def catch_up_there():
    """What streaming brings: here the rows that these tests change."""
    for model in (Head, City):
        for row in model.objects.using("default").all():
            row.save(using="replica", force_update=True)


def test_no_public_page_needs_the_primary_or_the_cache(reading, mirror, settings):
    names = sorted(PUBLIC - NEEDS_ALL)
    paths = {name: address(name, **rows_of(name, reading)) for name in names}
    settings.CACHES = GONE

    with away():
        answers = {name: status_of(path) for name, path in paths.items()}

    opened = {name for name, status in answers.items() if status in {200, 301, 302}}
    assert answers.keys() - opened == set()


def test_the_api_needs_neither(cast, mirror, settings):
    settings.CACHES, settings.API_RATE = GONE, 60

    with away():
        answers = {name: visitor().get(reverse(name)).status_code for name in LISTS}

    assert set(answers.values()) == {200}, answers


def test_the_file_of_a_report_is_made_where_it_is_written(cast, request, settings):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    request.getfixturevalue("copy_of")
    path = address("programmes:report_pdf")

    first, again = visitor().get(path), visitor().get(path)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.getvalue() == again.getvalue()
    assert first["Content-Type"] == "application/pdf"


def test_a_page_is_told_as_the_replica_has_it(facts, copy_of, settings):
    settings.KEPT_PAGES = 1
    reader = visitor()
    before = reader.get(NAN)
    named("Another Nan")

    late = reader.get(NAN)
    tagged = reader.get(NAN, headers={"if-none-match": before["ETag"]})
    catch_up_there()
    level = reader.get(NAN)

    assert not says(late, "Another Nan")
    assert late["ETag"] == before["ETag"]
    assert tagged.status_code == 304
    assert says(level, "Another Nan")
    assert level["ETag"] != before["ETag"]
    assert reader.get(NAN).content == level.content


def test_staff_read_where_they_write(cast, copy_of):
    named("Another Nan")

    assert says(signed_in(cast[OFFICER]).get(NAN), "Another Nan")
    assert not says(visitor().get(NAN), "Another Nan")


def test_who_sent_something_sees_it_before_the_replica_has_it(facts, copy_of):
    sender = visitor()

    sent = sender.post("/en/participate/suggest/", SUGGESTED)
    thanks = sender.get(sent["Location"])
    row = City.objects.get(slug="nan").suggestions.get()
    path = reverse("programmes:suggestion", kwargs={"reference": row.slug()})

    assert says(thanks, row.reference)
    assert sender.get(path).status_code == 200
    assert visitor().get(path).status_code == 404
    sender.cookies.clear()  # half a minute later
    assert sender.get(path).status_code == 404


def test_the_index_is_brought_level_at_the_primary(facts, mirror):
    assert visitor().get(SEARCH).status_code == 200

    assert SearchedUpTo.objects.get().sequence == Head.objects.get().sequence


def test_a_question_is_answered_from_an_index_that_is_behind(facts, copy_of, settings):
    """And that answer is not kept: the ledger's version promises more."""
    settings.KEPT_PAGES = 1

    answer = visitor().get(SEARCH)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.has_header("ETag")
    assert SearchedUpTo.objects.get().sequence == version()


@pytest.mark.parametrize("kept", [0, 1])
def test_a_connection_that_broke_is_asked_once_more(kept, facts, mirror, settings):
    settings.KEPT_PAGES = kept
    reader = visitor()

    with away("replica", times=1):
        answer = reader.get(NAN)

    assert answer.status_code == 200
    assert answer["ETag"] == reader.get(NAN)["ETag"]


def test_a_replica_that_stays_away_is_told_in_a_plain_page(facts, mirror):
    with away("replica"):
        answer = visitor().get(NAN)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert not says(answer, "Traceback")


def test_a_page_that_cannot_be_drawn_anew_is_told_as_last_known(
    facts, mirror, settings
):
    settings.KEPT_PAGES = 1
    reader = visitor()
    reader.get(NAN)
    named("Another Nan")

    mirror.execute_wrappers.append(_all_but_the_version)
    answer = reader.get(NAN)

    assert answer.status_code == 200
    assert answer["Warning"].startswith("110")
    assert not says(answer, "Another Nan")


def _all_but_the_version(execute, sql, values, many, context):
    if "public_sequence" in sql:
        return execute(sql, values, many, context)
    raise OperationalError("canceled: the row is needed for recovery")


def test_what_is_sent_is_not_sent_twice(facts, mirror):
    """A post may have been recorded though its answer was lost."""
    with away(times=1):
        answer = visitor().post("/en/participate/suggest/", SUGGESTED)

    assert answer.status_code == 503
    assert not City.objects.get(slug="nan").suggestions.exists()


def test_privacy_page_names_the_cookie_of_a_replica_where_there_is_one(facts, request):
    told = {cookie.name for cookie in cookies()}
    request.getfixturevalue("mirror")
    page = visitor().get(reverse("programmes:privacy"))

    assert "wrote" not in told
    assert says(page, "<code>wrote</code>")
