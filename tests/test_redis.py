"""What several machines count together in Redis, tried with a real one."""

import shutil
import subprocess

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from benchmarks.server import wait_for
from creativecity.away import is_away
from creativecity.rate_limit import count, has_room
from creativecity.spared import kept
from tests.ledger.test_concurrency import at_once

pytestmark = pytest.mark.skipif(
    not shutil.which("redis-server"), reason="needs redis-server (apt-get install)"
)


@pytest.fixture
def redis(settings, tmp_path_factory):
    """A server of this test's own, at a socket: no port of this machine is taken."""
    folder = tmp_path_factory.mktemp("r")
    socket = folder / "s"
    line = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", ""]
    server = subprocess.Popen([*line, "--dir", str(folder)], stdout=subprocess.DEVNULL)
    wait_for(socket.exists, "Redis")
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"unix://{socket}",
            "OPTIONS": {"socket_timeout": 1},
        }
    }
    yield server
    cache.close()
    server.kill()
    server.wait()


def asked(_number=0, action="test"):
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")
    return has_room(request, action, limit=3, seconds=60)


def test_of_many_at_once_no_more_get_in(redis):
    """Each thread has a connection of its own, as each machine has."""
    assert sum(at_once(asked, 10)) == 3


def test_many_at_once_are_all_counted(redis):
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")

    times = at_once(lambda _n: count(request, "api", seconds=3600)[0], 10)

    assert sorted(times) == list(range(1, 11))


def test_what_is_kept_is_made_once(redis):
    made = iter(range(9))

    assert [kept("what", lambda: next(made), 60) for _time in range(2)] == [0, 0]


def test_a_redis_that_is_gone_is_told_as_a_part_that_is_away(redis, db):
    asked()
    redis.kill()
    redis.wait()

    with pytest.raises(Exception, match=r"closed|refused|connect") as found:
        asked()
    assert is_away(found.value)
    assert kept("what", lambda: "made", 60) == "made"

    answer = Client(raise_request_exception=False).post(
        reverse("account_login"), {"login": "somebody", "password": "something"}
    )
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
