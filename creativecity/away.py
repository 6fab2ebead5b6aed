"""What it means that the portal cannot record or read just now: a part of it is away.

The database or the cache does not answer, or a disk has no room left. It is nobody's
mistake, nothing was recorded, and a moment later the same may go well.
"""

import errno
import sys

from django.db import IntegrityError, InterfaceError, OperationalError
from django.db.utils import ProgrammingError

#: What is raised where no database answers, or it has no room left.
DATABASE = OperationalError, InterfaceError
#: PostgreSQL's word for a table that is not there; SQLite's is an OperationalError.
NO_TABLE = "42P01"
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
    if isinstance(error, ProgrammingError):
        return getattr(error.__cause__, "pgcode", None) == NO_TABLE
    return isinstance(error, OSError) and error.errno in NO_ROOM


def came_between(error: BaseException | None) -> bool:
    """Whether somebody else wrote at the same moment what could not be there twice."""
    return isinstance(error, IntegrityError)


def _is_of_redis(error):
    """Where CACHE_URL leads to no Redis, its library is not loaded."""
    redis = sys.modules.get("redis")
    return redis is not None and isinstance(error, redis.RedisError)
