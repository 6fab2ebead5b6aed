"""What one role may send, sent by others too: the same rows for each of them."""

import re
from contextlib import contextmanager

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cities.models import City

from .access_matrix import EXPERT, OFFICER, STAFF_PAGES
from .addresses import ARGUMENTS, rows_of
from .factories import make_file, make_opinion, make_reading
from .test_writes import POSTS

#: Who is signed in; a request that is refused may well be the last of its session.
OF_SESSIONS = {"django_session", "usersessions_usersession"}
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
#: Addresses of a city that name a row of it, too.
OF_A_CITY = {name for name, asked in ARGUMENTS.items() if asked.get("slug") == "nan"}
GLOBAL = {"slug", "year", "code", "kind", "number"}  # what every city has alike


def stage(name, cast):
    """The rows that an address asks for, as it stands in the matrix of posts."""
    nan = City.objects.get(slug="nan")
    piece = make_file(nan, cast["cea"])
    reading = make_reading(nan, by=cast[OFFICER], evidence=[piece])
    make_opinion(reading, by=cast[EXPERT])
    return rows_of(name, reading)


def sent_to(name):
    """(who sends it, what) to an address; None sends who has no account."""
    role, data, _verbs = POSTS.get(name) or (min(STAFF_PAGES[name][0]), {}, [])
    return role, data


def names_a_row(name):
    """Whether the address names, beside the city, a row that is the city's alone."""
    return bool(set(ARGUMENTS[name]) - GLOBAL)


@contextmanager
def undone():
    """What is written in here is taken back: whoever comes next meets the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def listening():
    """The tables that are written to in here, those of sessions apart."""
    tables = set()
    with CaptureQueriesContext(connection) as queries:
        yield tables
    found = (WRITE.match(query["sql"]) for query in queries)
    tables |= {match[1] for match in found if match} - OF_SESSIONS
