"""Which database answers: visitors read from the replica, where there is one.

A visitor who has just written something is kept at the primary for a moment, so that
they see it whatever the replica's delay; staff always read where they write.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import FileResponse

REPLICA = "replica"
#: What public pages are made of. Sessions, limits and tasks lie at the primary alone.
READ_THERE = {"cities", "programmes", "ledger", "auth", "contenttypes"}
#: Seconds in which a replica has what was written; a cookie counts them.
BEHIND = 30

_of_visitors = ContextVar("_of_visitors", default=False)


class VisitorsReadThere:
    """The router: everything is written to the primary, whoever asks.

    Each answer is a name, never None: for None Django takes the database that a row was
    read from, which for a change would be the replica.
    """

    def db_for_read(self, model, **hints):
        if _of_visitors.get() and model._meta.app_label in READ_THERE:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS


@contextmanager
def reading_for_visitors():
    """Within it rows may come from the replica, a moment late."""
    token = _of_visitors.set(REPLICA in settings.DATABASES)
    try:
        yield
    finally:
        _of_visitors.reset(token)


@contextmanager
def reading_from_primary():
    """Within it rows come from where they are written: what is read is written upon."""
    token = _of_visitors.set(False)
    try:
        yield
    finally:
        _of_visitors.reset(token)


def streamed_for_visitors(response):
    """A stream asks for its rows when it is sent, which is after its view ended."""
    if response.streaming and not isinstance(response, FileResponse):
        response.streaming_content = _each_there(response.streaming_content)
    return response


def _each_there(parts):
    """Nothing of it stays set in the server's thread between two parts."""
    parts = iter(parts)
    while True:
        with reading_for_visitors():
            part = next(parts, None)
        if part is None:
            return
        yield part


def leave_broken_connections():
    """The next question opens new ones, to whichever server of several answers."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def has_just_written(request):
    return settings.WROTE_COOKIE_NAME in request.COOKIES


def mark_written(response):
    """Keep whoever sent something at the primary until the replica has it."""
    if REPLICA in settings.DATABASES:
        response.set_cookie(
            settings.WROTE_COOKIE_NAME,
            "1",
            max_age=BEHIND,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
