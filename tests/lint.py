"""`make lint`: style, import order, templates, migrations, deployment settings."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
APPS = ("creativecity", "cities", "programmes")
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghij" * 3,
    "ALLOWED_HOSTS": "creativecity.example",
    "SITE_URL": "https://creativecity.example",
    "DEFAULT_FROM_EMAIL": "portal@creativecity.example",
}


def main():
    templates = sorted(str(path) for path in ROOT.glob("templates/**/*.html"))
    manage = [sys.executable, "manage.py"]
    checks = [
        ([BIN / "ruff", "check", "."], {}),
        ([BIN / "ruff", "format", "--check", "."], {}),
        ([BIN / "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *APPS], {}),
        ([BIN / "djade", "--target-version", "6.0", "--check", *templates], {}),
        ([BIN / "lint-imports", "--no-cache"], {}),
        ([*manage, "makemigrations", "--check", "--dry-run"], {}),
        ([*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ]
    failed = [command for command, env in checks if not _passes(command, env)]
    print(f"\n{len(checks) - len(failed)} passed, {len(failed)} failed")
    return int(bool(failed))


def _passes(command, environment):
    shown = " ".join(
        Path(command[0]).name if n == 0 else str(w) for n, w in enumerate(command[:6])
    )
    print(f"\n=== {shown}", flush=True)
    return not subprocess.run(
        command, env={**os.environ, **environment}, check=False
    ).returncode


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
