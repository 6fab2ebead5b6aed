"""A line to another machine that can fall silent: what is sent is lost, nobody says no.

The other machine is a network namespace of this one. Its address is of the range
that is good for one line alone (RFC 3927). It needs root and iproute2.
"""

import os
import shutil
import subprocess
from contextlib import contextmanager

HERE, THERE = "169.254.77.1", "169.254.77.2"


def is_possible():
    """Whether this machine lets us: a container's root may not, though it is root."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return False
    name = f"portal{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], check=False)
    if made.returncode == 0:
        _ip("netns", "delete", name)
    return made.returncode == 0


class Line:
    def __init__(self):
        self.name = f"portal{os.getpid()}"
        self.near, self.far = f"{self.name}n", f"{self.name}f"
        #: What runs a command over there.
        self.within = ("ip", "netns", "exec", self.name)

    def lay(self):
        _ip("netns", "add", self.name)
        ends = ["link", "add", self.near, "type", "veth"]
        _ip(*ends, "peer", "name", self.far, "netns", self.name)
        _ip("addr", "add", f"{HERE}/30", "dev", self.near)
        _ip("link", "set", self.near, "up")
        for device in ("lo", self.far):
            _ip("-n", self.name, "link", "set", device, "up")
        self.join()
        # Whoever is cut off is still looked for under the address it had: else this
        # machine would say by itself that nobody is there.
        told = ["neigh", "replace", THERE, "lladdr", self._hardware()]
        _ip(*told, "dev", self.near, "nud", "permanent")

    def cut(self):
        self._address("del")

    def join(self):
        self._address("add")

    def take_up(self):
        """Both ends go with the namespace."""
        _ip("netns", "delete", self.name)

    def _address(self, order):
        _ip("-n", self.name, "addr", order, f"{THERE}/30", "dev", self.far)

    def _hardware(self):
        path = f"/sys/class/net/{self.far}/address"
        done = subprocess.run(
            [*self.within, "cat", path], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


@contextmanager
def laid():
    line = Line()
    try:
        line.lay()
        yield line
    finally:
        line.take_up()


def _ip(*words):
    subprocess.run(["ip", *words], check=True)
