"""A server's processes on this machine: what they take, how they end and answer."""

import os
import re
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LOOPBACK = "127.0.0.1"
#: Seconds until a server has to be there, and until one has to be gone.
PATIENCE = 60


@dataclass
class Server:
    process: subprocess.Popen
    port: int

    @property
    def address(self):
        return f"http://{LOOPBACK}:{self.port}"

    def memory(self):
        """Megabytes that each of its workers takes: what they share, above all the
        libraries on disk, is counted once among them (PSS). How much of a file lies in
        memory beside what is used of it, and counts as resident, is up to the kernel:
        the same worker had 26 MB of them in one installation and 37 in a fresh one.
        """
        return [_of_memory(child, "smaps_rollup", "Pss") for child in self._workers()]

    def resident(self):
        """The same with all of what it shares, as /metrics tells it (RSS)."""
        return [_of_memory(child, "status", "VmRSS") for child in self._workers()]

    def _workers(self):
        return children(self.process.pid)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def kill(self):
        """All of it at once, as if the power had gone."""
        for child in self._workers():
            _kill(child)
        self.process.kill()
        self.process.wait(PATIENCE)


def children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _of_memory(pid, file, name):
    told = Path(f"/proc/{pid}/{file}").read_text()
    return int(re.search(rf"^{name}:\s+(\d+)", told, re.MULTILINE)[1]) / 1024


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def status_of(address, headers=(), timeout=10):
    """The status that an address answers with; None where nobody answers."""
    host, _slash, path = address.removeprefix("http://").partition("/")
    asked = HTTPConnection(host, timeout=timeout)
    try:
        asked.request("GET", f"/{path}", headers=dict(headers))
        return asked.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()


def wait_for(is_so, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.05)
    raise TimeoutError(f"{what} was not there within {seconds} s.")


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]
