"""What is installed under other paths here, as the files of deploy/ name it."""

import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
DEPLOY = ROOT / "deploy"


def program(name):
    """Its path; a test that needs it is left out where it is not installed."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"{name} is not installed here (apt-get install {name}).")
    return found


def release_in(folder):
    """A folder that looks like /opt/portal/current."""
    current = Path(folder, "current")
    (current / ".venv/bin").mkdir(parents=True)
    for name in ("python", "granian"):
        (current / f".venv/bin/{name}").symlink_to(Path(sys.executable).with_name(name))
    for name in ("deploy", "docs", "manage.py", "creativecity"):
        (current / name).symlink_to(ROOT / name)
    return current
