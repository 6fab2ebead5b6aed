"""A load by `wrk`, bounded in count and time, sent to this machine alone."""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from .server import status_of


@dataclass(frozen=True)
class Load:
    per_second: float
    p95: float  # milliseconds
    answers: int


def _must_answer(address, headers, status):
    told = dict(header.split(": ", 1) for header in headers)
    found = status_of(address, told)
    if found != status:
        sys.exit(f"*** {address} was answered with {found}, not with {status}")


#: What wrk is told to print at its end; its own table knows no 95th percentile.
REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("found %f %f %d %d\\n",
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000,
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def load(address, *, status=200, seconds=5, connections=16, headers=()):
    """What one address answers under load, by wrk. Ends the benchmark at an answer of
    400 or above, or a connection that broke, and where it is not answered with `status`
    before and after: a fault is quickly given, and so is a word that leads elsewhere.
    """
    if not shutil.which("wrk"):
        sys.exit("*** LEFT OUT: this needs wrk (apt-get install wrk).")
    _must_answer(address, headers, status)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(REPORT)
        script.flush()
        line = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script.name]
        line += ["--timeout", "30s"]  # slow is told by the rate, and is no fault
        line += [part for header in headers for part in ("-H", header)]
        done = subprocess.run(
            [*line, address], check=True, capture_output=True, text=True
        )
    found = re.search(r"^found (\S+) (\S+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
    if faults := int(found[4]):
        sys.exit(f"*** {address}: {faults} of {found[3]} answers were faults")
    _must_answer(address, headers, status)
    return Load(float(found[1]), float(found[2]), int(found[3]))
