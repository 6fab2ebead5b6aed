"""T42: no secret among the files, no debugging and no ready-made account in service."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

FOLDERS = ("cities", "creativecity", "programmes", "templates", "static", "docs")
KINDS = {".py", ".html", ".txt", ".md", ".toml", ".json", ".js", ".css", ".cfg", ""}
#: What keys and passwords look like where somebody left them.
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{10}"
    r"|(?:postgres|mysql|redis|smtp)\w*://[^\s:/\"'{]+:[^\s@\"'{]+@"
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


def run_python(tmp_path, *arguments, **environment):
    base = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env={**base, **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


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


def test_a_server_has_debugging_off_unless_told_otherwise(tmp_path):
    code = "import creativecity.wsgi, django.conf as c; print(c.settings.DEBUG)"
    run_python(tmp_path, "manage.py", "migrate", "--verbosity=0")

    served = run_python(tmp_path, "-W", "ignore", "-c", code, **KEY)

    assert (served.returncode, served.stdout) == (0, "False\n"), served.stderr


def test_nothing_starts_with_the_key_of_the_files(tmp_path):
    refused = run_python(tmp_path, "manage.py", "check", DEBUG="0")

    assert refused.returncode == 1
    assert "SECRET_KEY is not set" in refused.stderr


def test_accounts_for_trying_out_are_not_made_in_service(tmp_path):
    refused = run_python(tmp_path, "manage.py", "demo", "--no-server", **SERVED)

    assert refused.returncode == 1
    assert "does not run with DEBUG=0" in refused.stderr


def test_the_deployment_check_finds_nothing(tmp_path):
    checked = run_python(
        tmp_path,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **SERVED,
    )

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout
