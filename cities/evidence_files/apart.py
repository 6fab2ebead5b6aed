"""A file looked through in a process of its own, which may not take much.

Whoever makes a file decides how long a library works on it and how much memory that
takes. So the libraries work where both are bounded (`__main__.py`), and a file on which
they reach a bound is refused; the process that serves people never notices.
"""

import json
import subprocess
import sys
from pathlib import Path

from .limits import refusal

ROOT = Path(__file__).resolve().parent.parent.parent
#: Seconds until the process is ended from outside, whatever it does.
PATIENCE = 15


def look_through(
    data: bytes, extension: str, patience: float = PATIENCE
) -> bytes | None:
    """What a file is kept as, None for the file itself; ValidationError if refused."""
    command = [sys.executable, "-m", "cities.evidence_files", extension]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, and a kind of file)
            command, input=data, capture_output=True, cwd=ROOT, timeout=patience
        )
    except subprocess.TimeoutExpired as slow:
        raise refusal("bomb") from slow
    if done.returncode:
        raise refusal("bomb")
    head, _end, drawn = done.stdout.partition(b"\n")
    said = json.loads(head)
    if said["code"]:
        raise refusal(said["code"])
    return drawn if said["is_drawn"] else None
