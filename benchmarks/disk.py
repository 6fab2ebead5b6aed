"""Where what is measured lies: on a disk.

Debian 13 keeps /tmp in memory, where a commit waits for nothing and 5 GB find no place:
then /var/tmp is taken, by this process and by those that it starts. Where somebody
said by TMPDIR what to take, that is taken.
"""

import os
import tempfile
from pathlib import Path

#: What the kernel calls a file system that is gone when the power is.
IN_MEMORY = {"tmpfs", "ramfs"}
DISK = "/var/tmp"  # noqa: S108 (folders of their own are made in it)


def use_a_disk():
    is_chosen = "TMPDIR" in os.environ
    if not is_chosen and kind_of(tempfile.gettempdir()) in IN_MEMORY:
        tempfile.tempdir = os.environ["TMPDIR"] = DISK


def kind_of(folder, mounts=Path("/proc/mounts")):
    """On what kind of file system a folder lies; "" where the kernel does not say."""
    here, found = Path(folder).resolve(), ("", "")
    for line in mounts.read_text().splitlines() if mounts.exists() else ():
        _device, point, kind, *_more = line.split()
        if here.is_relative_to(point) and len(point) >= len(found[0]):
            found = point, kind
    return found[1]
