"""T42: no secret among the files, no debugging and no ready-made account in service."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from tests.processes import copy_whole, manage, start

FOLDERS = ("cities", "creativecity", "programmes", "templates", "static", "docs")
KINDS = {".py", ".html", ".txt", ".md", ".toml", ".json", ".js", ".css", ".cfg", ""}
#: What keys and passwords look like where somebody left them.
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{10}"
    # Not the words in a guide that stand for one.
    r"|(?:postgres|mysql|redis|smtp)\w*://[^\s:/\"'{]+:"
    r"(?!change-me|password@)[^\s@\"'{]+@"
    r"|(?:SECRET_KEY|PASSWORD|TOKEN)\s*=\s*[\"'](?!django-insecure-)[^\"'\s]{12,}[\"']"
)
KEY = {"SECRET_KEY": "k9-" + "x7Qw" * 15}
SERVED = {
    **KEY,
    "DEBUG": "0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
}


def files():
    root = Path(settings.BASE_DIR)
    yield from (path for path in root.iterdir() if path.is_file())
    for folder in FOLDERS:
        yield from (root / folder).rglob("*")


def test_no_file_holds_what_looks_like_a_secret():
    found = [
        f"{path.name}: {match[0][:40]}"
        for path in files()
        if path.is_file() and path.suffix in KINDS
        for match in SECRETS.finditer(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "DATABASE_URL=postgres://portal:hunter2@db/portal",
        'SECRET_KEY = "abcdefghijklmnop"',
    ],
)
def test_what_is_looked_for_is_found(text):
    assert SECRETS.search(text)


def test_a_fresh_installation_has_no_account(facts):
    assert not get_user_model().objects.exists()


def test_a_server_has_debugging_off_unless_told_otherwise(installed, tmp_path):
    code = "import creativecity.wsgi, django.conf as c; print(c.settings.DEBUG)"
    portal = copy_whole(installed, tmp_path / "portal.sqlite3")

    served = start(portal, "-c", code, **KEY)

    assert (served.returncode, served.stdout) == (0, "False\n"), served.stderr


def test_nothing_starts_with_the_key_of_the_files(tmp_path):
    refused = manage(tmp_path / "none.sqlite3", "check", DEBUG="0")

    assert refused.returncode == 1
    assert "SECRET_KEY is not set" in refused.stderr


def test_accounts_for_trying_out_are_not_made_in_service(tmp_path):
    refused = manage(tmp_path / "none.sqlite3", "demo", "--no-server", **SERVED)

    assert refused.returncode == 1
    assert "does not run with DEBUG=0" in refused.stderr


def test_the_deployment_check_finds_nothing(tmp_path):
    options = ("--deploy", "--fail-level", "WARNING")

    checked = manage(tmp_path / "none.sqlite3", "check", *options, **SERVED)

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout
