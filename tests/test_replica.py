"""Which database answers whom: the rules alone, without any page."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from cities.models import City
from creativecity.ledger.models import Head
from creativecity.replica import (
    VisitorsReadThere,
    has_just_written,
    leave_broken_connections,
    mark_written,
    reading_for_visitors,
    reading_from_primary,
    streamed_for_visitors,
)
from programmes.models import Programme

ROUTER = VisitorsReadThere()
THERE = (Head, City, Programme, get_user_model())
HERE = (Session, Authenticator)


@pytest.fixture
def _replica(monkeypatch, settings):
    monkeypatch.setitem(settings.DATABASES, "replica", {})


def read_at(model=City):
    return ROUTER.db_for_read(model)


@pytest.mark.usefixtures("_replica")
@pytest.mark.parametrize("model", THERE)
def test_visitors_read_there_and_all_others_at_the_primary(model):
    assert read_at(model) == "default"
    with reading_for_visitors():
        assert read_at(model) == "replica"
    assert read_at(model) == "default"


@pytest.mark.usefixtures("_replica")
@pytest.mark.parametrize("model", HERE)
def test_what_is_of_one_person_lies_at_the_primary_alone(model):
    with reading_for_visitors():
        assert read_at(model) == "default"


def test_without_a_replica_all_read_at_the_primary():
    with reading_for_visitors():
        assert read_at() == "default"


@pytest.mark.usefixtures("_replica")
def test_a_row_that_was_read_there_is_written_to_the_primary():
    city = City(slug="nan")
    city._state.db = "replica"

    with reading_for_visitors():
        assert ROUTER.db_for_write(City, instance=city) == "default"
    with reading_from_primary():
        assert ROUTER.db_for_read(City, instance=city) == "default"


def test_rows_of_both_may_be_related_and_tables_are_made_at_the_primary():
    assert ROUTER.allow_relation(City(), Head())
    assert [ROUTER.allow_migrate(db, "cities") for db in ("default", "replica")] == [
        True,
        False,
    ]


@pytest.mark.usefixtures("_replica")
def test_each_stretch_ends_where_it_began():
    with reading_for_visitors():
        with reading_from_primary():
            with reading_for_visitors():
                assert read_at() == "replica"
            assert read_at() == "default"
        assert read_at() == "replica"
    assert read_at() == "default"


@pytest.mark.usefixtures("_replica")
@pytest.mark.parametrize("stretch", [reading_for_visitors, reading_from_primary])
def test_a_stretch_that_breaks_off_ends_too(stretch):
    with pytest.raises(ZeroDivisionError), stretch():
        raise ZeroDivisionError

    assert read_at() == "default"


@pytest.mark.usefixtures("_replica")
def test_one_thread_knows_nothing_of_anothers_visitor():
    found = []

    with reading_for_visitors():
        thread = threading.Thread(target=lambda: found.append(read_at()))
        thread.start()
        thread.join()

    assert found == ["default"]


@pytest.mark.usefixtures("_replica")
def test_a_stream_reads_there_and_leaves_nothing_behind_between_its_parts():
    parts = (read_at() for _part in range(2))
    response = streamed_for_visitors(StreamingHttpResponse(parts))

    sent = [(part, read_at()) for part in response.streaming_content]

    assert sent == [(b"replica", "default")] * 2


def test_a_file_and_a_page_are_sent_as_they_are(tmp_path, db):
    (tmp_path / "a").write_bytes(b"whole")
    file = streamed_for_visitors(FileResponse((tmp_path / "a").open("rb")))
    page = HttpResponse("page")

    assert file.file_to_stream
    assert file.getvalue() == b"whole"
    assert streamed_for_visitors(page) is page
    file.close()


def test_connections_of_no_use_are_left_outside_of_a_transaction(transactional_db):
    connection.ensure_connection()
    connection.close_at = 0  # long ago

    with transaction.atomic():
        leave_broken_connections()
        assert connection.connection
    leave_broken_connections()

    assert connection.connection is None


def test_who_sent_something_is_marked_only_where_there_is_a_replica(request):
    alone = HttpResponse()
    mark_written(alone)
    request.getfixturevalue("_replica")
    marked = HttpResponse()
    mark_written(marked)

    assert alone.cookies == {}
    cookie = marked.cookies["wrote"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"]) == ("1", 30, True)
    asking = RequestFactory().get("/")
    assert not has_just_written(asking)
    asking.COOKIES["wrote"] = "1"
    assert has_just_written(asking)
