"""What is answered while a part of the portal is away: in words, and never half."""

import errno
import re
from contextlib import contextmanager

import pytest
import redis
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    IntegrityError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client
from django.urls import reverse

from cities.models import City, Draft, Reading, Suggestion
from creativecity.away import is_away
from creativecity.ledger.models import LogEntry
from tests.access_matrix import OFFICER
from tests.addresses import address, rows_of
from tests.cities import zoo
from tests.factories import make_file, make_reading
from tests.replicas import GONE
from tests.signing_in import signed_in
from tests.uploads import UPLOADS, errors_of

#: What stands on a page of 503 in both languages.
WORDS = "รายการนั้นน่าจะยังไม่ได้บันทึก", "it was most likely not recorded"
REFUSED = OperationalError("connection refused")
NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


class FullDisk(FileSystemStorage):
    def _save(self, name, content):
        raise NO_ROOM


def broken(get_response):
    """A middleware with a fault of ours."""

    def answer(request):
        raise ValueError("a fault of ours")

    return answer


@contextmanager
def failing(error, of=""):
    """Within it every statement with these words fails so; every one, without any.

    The test's own connection, in a transaction of its own, is closed by no page.
    """

    def fail(execute, sql, values, many, context):
        if of in sql:
            raise error
        return execute(sql, values, many, context)

    usual = connection.settings_dict
    connection.settings_dict = {**usual, "AUTOCOMMIT": False}
    connection.close_at = None
    try:
        with connection.execute_wrapper(fail):
            yield
    finally:
        connection.settings_dict = usual


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def officer(cast):
    return signed_in(cast["officer.nan"], Client(raise_request_exception=False))


def is_told(response):
    """Whether it is the page of a moment's absence, and shows nothing of the fault."""
    page = response.content.decode()
    told = (response.status_code, response["Retry-After"], response["Cache-Control"])
    assert told == (503, "30", "no-store")
    assert [words in page for words in WORDS] == [True, True]
    assert not re.search("Traceback|Error|SELECT|refused", page)
    return True


def said_by_the_database(kind, code):
    """An error of Django's as a driver's error with such a code becomes one."""
    error = kind("as the database says it")
    name = "pgcode" if code[0].isdigit() or code[0] == "X" else "sqlite_errorname"
    error.__cause__ = Exception()
    setattr(error.__cause__, name, code)
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("the server closed the connection"), True),
        (redis.TimeoutError("no answer"), True),
        (NO_ROOM, True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (ProgrammingError("permission denied for table"), False),
        (IntegrityError("unique"), False),
        (said_by_the_database(InternalError, "25006"), True),  # it takes no writes
        (said_by_the_database(InternalError, "XX000"), False),
        (ValueError("a fault of ours"), False),
        (None, False),
    ],
)
def test_part_that_is_away_is_told_from_a_fault(error, expected):
    assert is_away(error) is expected


def test_table_that_is_not_there_is_away(db):
    with (
        pytest.raises((OperationalError, ProgrammingError)) as raised,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 FROM nowhere")

    assert is_away(raised.value)


@pytest.mark.parametrize(
    "path",
    [
        "/th/",
        "/en/cities/nan/",
        "/th/search/?q=nan",
        "/calendar.ics",
        "/th/changes.atom",
        "/badge/cities/nan.svg",
        "/sitemap.xml",
        "/th/data/facts.csv",
        "/th/no/such/page/",
    ],
)
def test_without_the_database_a_visitor_is_told_to_come_again(path, visitor, facts):
    with failing(REFUSED):
        response = visitor.get(path)

    assert response.status_code == 404 if "no/such" in path else is_told(response)


@pytest.mark.parametrize("path", ["/th/", "/th/staff/", "/th/no/such/", "/admin/"])
def test_without_the_database_who_signed_in_is_told_the_same(path, officer):
    with failing(REFUSED):
        assert is_told(officer.get(path))


def test_program_that_asks_the_api_is_told_as_it_tells_all_problems(visitor, facts):
    with failing(REFUSED):
        response = visitor.get("/api/v1/facts/?language=en")

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.json()["title"] == "Away for a moment"


def test_fault_outside_of_the_apis_views_is_a_problem_too(visitor, settings):
    settings.MIDDLEWARE = ["tests.test_away.broken", *settings.MIDDLEWARE]

    response = Client(raise_request_exception=False).get("/api/v1/?language=en")

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()["status"]) == (500, 500)


def test_reading_sent_while_the_database_is_away_is_not_recorded(officer, cast):
    path = reverse("staff:cities:readiness", args=["nan"])
    typed = {"R1.1-choice": "2", "R1.1-base": "", "action": "record"}
    before = LogEntry.objects.count()

    with failing(OperationalError("disk is full"), of="INSERT"):
        response = officer.post(path, typed)

    assert is_told(response)
    assert (Reading.objects.count(), LogEntry.objects.count()) == (0, before)


def test_draft_sent_while_the_database_is_away_is_no_answer_of_the_page(officer):
    """static/js/drafts.js takes any status but 200 as not kept, and sends it again."""
    path = reverse("staff:cities:keep_draft", args=["nan", "R1.1"])

    with failing(REFUSED):
        response = officer.post(
            path, {"R1.1-choice": "2"}, headers={"hx-request": "true"}
        )

    assert is_told(response)
    assert not Draft.objects.exists()


def test_what_somebody_else_wrote_at_that_moment_is_told_as_not_recorded(officer):
    path = reverse("staff:cities:add_evidence", args=["nan"])
    typed = {"link": "https://example.org/", "title_th": "รายงาน"}

    for code in ("23505", "SQLITE_CONSTRAINT_UNIQUE"):
        error = said_by_the_database(IntegrityError, code)
        with failing(error, of="INSERT"):
            assert is_told(officer.post(path, typed))
        with failing(error):
            assert officer.get(path).status_code == 500


@pytest.mark.parametrize("code", ["23514", "SQLITE_CONSTRAINT_CHECK"])
def test_row_that_may_not_be_so_is_a_fault_of_ours(officer, code):
    path = reverse("staff:cities:add_evidence", args=["nan"])
    typed = {"link": "https://example.org/", "title_th": "รายงาน"}

    with failing(said_by_the_database(IntegrityError, code), of="INSERT"):
        assert officer.post(path, typed).status_code == 500


@pytest.mark.parametrize("place", sorted(UPLOADS))
def test_full_disk_refuses_a_file_in_words_and_keeps_nothing(place, cast, settings):
    nan = City.objects.get(slug="nan")
    reading = make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan)])
    role, field, data, query = UPLOADS[place]
    path = address(place, **rows_of(place, reading)) + query
    client = signed_in(cast[role], Client(raise_request_exception=False))
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "tests.test_away.FullDisk"}
    }
    before = LogEntry.objects.count()
    kind = "plan.png" if place == "staff:add_picture" else "plan.pdf"
    content = zoo.picture("PNG") if kind == "plan.png" else zoo.pdf()

    response = client.post(path, {**data, field: SimpleUploadedFile(kind, content)})

    assert errors_of(response) if response.status_code == 200 else is_told(response)
    assert LogEntry.objects.count() == before


# Without the cache


@pytest.mark.parametrize(
    "path",
    ["/th/", "/th/data/", "/th/cities/nan/card.png", "/en/accounts/login/"],
)
def test_without_the_cache_pages_go_on(path, visitor, facts, settings):
    settings.CACHES = GONE

    assert visitor.get(path).status_code == 200


def test_without_the_cache_no_suggestion_is_taken_and_it_is_told(
    visitor, facts, settings
):
    settings.CACHES = GONE

    response = visitor.post(
        reverse("programmes:suggest"), {"city": "nan", "text": "ขอป้ายสองภาษา"}
    )

    assert is_told(response)
    assert not Suggestion.objects.exists()
