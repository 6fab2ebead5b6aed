"""T41: nothing is installed but what is locked, to the byte."""

import re
from importlib.metadata import distributions

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.locked import LINE, ROOT, here, locked

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-wapiti.txt"]
#: What an environment brings by itself.
OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}


def test_what_is_installed_is_what_is_locked():
    found = {canonicalize_name(d.name): Version(d.version) for d in distributions()}

    ours = {n: v for n, v in found.items() if n not in OF_THE_ENVIRONMENT}

    wanted = here("requirements-dev.txt").items()
    assert ours == {name: Version(version) for name, version in wanted}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name):
    blocks = re.split(r"^(?=[a-z0-9])", _text(name), flags=re.MULTILINE)
    packages = [block for block in blocks if LINE.match(block)]

    assert len(packages) == len([block for block in blocks if block.strip()])
    assert [p for p in packages if "--hash=sha256:" not in p] == []
    assert all(len(each.specifier) == 1 for each in locked(name).values())


@pytest.mark.parametrize("name", LOCKS)
def test_no_package_comes_from_elsewhere(name):
    found = re.findall(r"--(?:extra-)?index-url|--find-links|https?://|@ ", _text(name))

    assert found == []


def test_the_makefile_takes_nothing_without_its_hash():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    installs = [line for line in lines if "pip install" in line]

    assert len(installs) == 2
    assert [line for line in installs if "--require-hashes" not in line] == []


def _text(name):
    return (ROOT / name).read_text(encoding="utf-8")
