"""Clients that are slow, that send much, or that are there when a server is stopped."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

from .server import LOOPBACK, status_of

ASKING = 8
#: Seconds between two letters of a slow client, and until a page counts as not there.
PAUSE, PATIENCE = 0.2, 10
MEGABYTE = 1024 * 1024


def broken_at_stop(server, path, *, seconds=3):
    """(answers, broken ones) of clients that ask without a pause, each time over a new
    connection, while the server is told to stop. Who is not let in any more is not
    counted: a proxy asks the next server then.
    """
    over = Event()

    def ask(_number):
        found = []
        while not over.is_set():
            found.append(_asked(server, path))
        return found

    with ThreadPoolExecutor(ASKING) as pool:
        asked = [pool.submit(ask, number) for number in range(ASKING)]
        time.sleep(seconds)
        server.stop()
        over.set()
        answers = [one for each in asked for one in each.result()]
    return answers.count("whole"), answers.count("broken")


def _asked(server, path):
    """ "whole", "broken", or "refused" where no connection came about."""
    connection = HTTPConnection(LOOPBACK, server.port, timeout=PATIENCE)
    try:
        connection.connect()
    except OSError:
        time.sleep(0.01)
        return "refused"
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return "broken"
    finally:
        connection.close()
    return "whole" if answer.status == 200 else "broken"


def beside_slow_clients(server, *, clients=20, times=20):
    """The longest that a small page takes (seconds) while so many clients send their
    request's head letter by letter.
    """
    with _slow_clients(server, clients):
        return max(_seconds_of_a_page(server) for _time in range(times))


@contextmanager
def _slow_clients(server, count):
    over, sockets = Event(), []
    for _client in range(count):
        slow = socket.create_connection((LOOPBACK, server.port))
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        sockets.append(slow)
    drip = Thread(target=_drip, args=(sockets, over))
    drip.start()
    try:
        time.sleep(1)  # they have taken whatever place there is
        yield
    finally:
        over.set()
        drip.join()
        for slow in sockets:
            slow.close()


def _drip(sockets, over):
    while not over.wait(PAUSE):
        for slow in list(sockets):
            try:
                slow.sendall(b"x")
            except OSError:  # the server has had enough of this one
                sockets.remove(slow)


def _seconds_of_a_page(server):
    began = time.monotonic()
    status = status_of(server.address + "/healthz", timeout=PATIENCE)
    return time.monotonic() - began if status == 200 else PATIENCE


def sent_much(server, *, megabytes=50, times=3):
    """(megabytes a second, what a worker takes more than before) of large bodies that a
    view reads in parts.
    """
    body, before = b"x" * (megabytes * MEGABYTE), max(server.memory())
    began = time.monotonic()
    for _time in range(times):
        connection = HTTPConnection(LOOPBACK, server.port, timeout=60)
        connection.request("POST", "/taken/", body)
        if int(connection.getresponse().read()) != len(body):
            raise ValueError("The server took another number of bytes.")
        connection.close()
    spent = time.monotonic() - began
    return megabytes * times / spent, max(server.memory()) - before
