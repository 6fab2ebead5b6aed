"""What it means that the portal cannot record or read just now: a part of it is away.

The database or the cache does not answer, or a disk has no room left. It is nobody's
mistake, nothing was recorded, and a moment later the same may go well.
"""

import errno
import sys

from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)

#: What is raised where no database answers, or it has no room left.
DATABASE = OperationalError, InterfaceError
#: PostgreSQL's words for a table that is not there, and for a server that takes no
#: writes; SQLite's are OperationalErrors.
NO_TABLE, READ_ONLY = "42P01", "25006"
#: The words of either database for what is there already.
THERE_ALREADY = {
    "23505",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
}
#: No room on the disk, within one's share of it, or for a larger file.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: Seconds after which whoever was sent away may come again.
SECONDS = 30


class StorageAway(OSError):  # noqa: N818 says what happened, as ours do
    """The storage of files does not answer, or lets nobody in."""


def is_away(error: BaseException | None) -> bool:
    """Whether an error tells of a part that is away, and of no fault in the program."""
    if isinstance(error, (*DATABASE, StorageAway)) or _is_of_redis(error):
        return True
    if isinstance(error, ProgrammingError | InternalError):
        return _code(error) in {NO_TABLE, READ_ONLY}
    return isinstance(error, OSError) and error.errno in NO_ROOM


def came_between(error: BaseException | None) -> bool:
    """Whether somebody else wrote at the same moment what could not be there twice."""
    return isinstance(error, IntegrityError) and _code(error) in THERE_ALREADY


def _code(error):
    """The database's own word for it."""
    told = error.__cause__
    return getattr(told, "pgcode", None) or getattr(told, "sqlite_errorname", None)


def _is_of_redis(error):
    """Where CACHE_URL leads to no Redis, its library is not loaded."""
    redis = sys.modules.get("redis")
    return redis is not None and isinstance(error, redis.RedisError)
