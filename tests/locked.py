"""What the lock files hold, read as pip reads them."""

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
#: The first line of a package in a lock file, up to its hashes.
LINE = re.compile(r"^([a-z0-9][^\s\\]*==[^\\]+?) \\$", re.MULTILINE)


def locked(name):
    """Canonical name to Requirement of each package of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [Requirement(line) for line in LINE.findall(text)]
    return {canonicalize_name(each.name): each for each in found}


def here(name):
    """Canonical name to version of what this machine takes from a lock file."""
    return {
        package: str(each.specifier).removeprefix("==")
        for package, each in locked(name).items()
        if each.marker is None or each.marker.evaluate()
    }
