"""The guides in Thai and English tell the same commands, of files that are there."""

import re
import shutil
import subprocess

import pytest

from .installed import DEPLOY, ROOT, program

THAI, ENGLISH = "deployment_th.md", "deployment.md"


def text_of(name):
    return (ROOT / "docs" / name).read_text()


def blocks(name):
    """The commands; what is said beside them is in the guide's language."""
    found = re.findall(r"^```\w*\n(.+?)^```", text_of(name), re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s*(^|\s)#.*$", "", block, flags=re.MULTILINE) for block in found]


def test_both_guides_tell_the_same_commands():
    assert blocks(THAI) == blocks(ENGLISH)
    assert len(blocks(THAI)) > 20


def test_both_guides_have_the_same_chapters():
    numbers = [
        re.findall(r"^## (\d+)\.", text_of(n), re.MULTILINE) for n in (THAI, ENGLISH)
    ]

    assert numbers[0] == numbers[1] != []


@pytest.mark.parametrize("name", [THAI, ENGLISH])
def test_files_of_the_program_that_a_guide_names_are_there(name):
    named = set(re.findall(r"\bdeploy/([\w./@-]*\w)", text_of(name)))

    assert {path for path in named if not (DEPLOY / path).exists()} == set()


@pytest.mark.parametrize("script", ["portal-manage", "portal-backup", "portal-release"])
def test_scripts_are_understood(script):
    subprocess.run([program("sh"), "-n", DEPLOY / script], check=True)

    assert (DEPLOY / script).stat().st_mode & 0o111


def test_who_watches_is_given_the_token_that_was_made(tmp_path):
    """And never an empty one."""
    env, token = tmp_path / "portal.env", tmp_path / "portal.token"
    shutil.copy(DEPLOY / "portal.env.example", env)
    lines = text_of(ENGLISH).splitlines()
    make, give = (line for line in lines if re.match(r"sed .+METRICS_TOKEN=", line))
    paths = ("/etc/portal/portal.env", env), ("/etc/prometheus/portal.token", token)

    given = []
    for line in (give, make, give):
        for there, here in paths:
            line = line.replace(there, str(here))
        subprocess.run(["sh", "-eu", "-c", line], check=True)
        given.append(token.read_text())

    assert given[0] == ""
    assert re.fullmatch(r"[0-9a-f]{48}\n", given[2])
    assert f"METRICS_TOKEN='{given[2].strip()}'" in env.read_text()
