"""What a release is made of: listed, under licences that we know, and no more."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .locked import ROOT, here, locked

BIN = Path(sys.executable).parent
#: Licences as packages name them; each lets the portal be used, changed and handed on.
ALLOWED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "Artistic License",
    "BSD 3-Clause",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC License (ISCL)",
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "OFL-1.1",
    "PSF-2.0",
    "Python Software Foundation License",
    # Their own files stay under their terms; ours do not come under them.
    "GNU Library or Lesser General Public License (LGPL)",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
}
#: What names its licence otherwise, looked at one by one.
LOOKED_AT = {
    "axe-playwright-python": "MIT by its repository; used in tests alone",
    "clamav-client": "GPL-2.0; see docs/security.md, Parts from elsewhere",
    "pypdfium2": "BSD-3-Clause or Apache-2.0, with PDFium's; used in tests alone",
    "qrcode": "BSD; 'other' is the trade mark on the word QR Code",
    "typst": "Apache-2.0 by its repository",
}


@pytest.mark.slow
def test_licences_are_those_that_we_know():
    table = subprocess.run(
        [BIN / "pip-licenses", "--python", sys.executable, "--format=json"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    unknown = {
        row["Name"]: row["License"]
        for row in json.loads(table)
        if row["Name"] not in LOOKED_AT and not _is_allowed(row["License"])
    }

    assert unknown == {}


def _is_allowed(licence):
    """`A AND B` and `A, B` bind to both; of `A OR B` and `A; B` one is enough."""
    choices = re.split(r"; | OR ", licence)
    return any(set(re.split(r", | AND ", each)) <= ALLOWED for each in choices)


@pytest.mark.slow
def test_the_list_of_parts_is_what_is_locked(tmp_path):
    out = tmp_path / "sbom.json"
    command = ["cyclonedx-py", "requirements", ROOT / "requirements.txt"]
    options = ["--output-reproducible", "--of", "JSON", "--output-file", out]

    subprocess.run([BIN / command[0], *command[1:], *options], check=True)

    parts = json.loads(out.read_text(encoding="utf-8"))
    listed = {(row["name"], row["version"]) for row in parts["components"]}
    hashed = [row for row in parts["components"] if row["externalReferences"]]
    pinned = {
        (each.name, str(each.specifier).removeprefix("=="))
        for each in locked("requirements.txt").values()
    }
    assert (parts["bomFormat"], len(hashed)) == ("CycloneDX", len(pinned))
    assert listed == pinned


def test_what_serves_needs_none_of_the_tools():
    tools = _named("dependency-groups", "dev")

    shared = {"lxml"}  # python-docx needs it too
    assert tools & set(locked("requirements.txt")) == shared


def test_what_serves_is_locked_alike_for_the_tools():
    serving, tools = here("requirements.txt"), here("requirements-dev.txt")

    assert serving.items() <= tools.items()


def test_what_is_asked_for_is_locked():
    assert set(locked("requirements.txt")) >= _named("project", "dependencies")


def test_what_was_looked_at_is_still_used():
    assert [distribution(name).metadata["Name"] for name in LOOKED_AT]


def _named(table, key):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {canonicalize_name(Requirement(each).name) for each in project[table][key]}
