"""`make test`: all that this machine can run, and a loud word on what it cannot.

Unit and browser tests on SQLite always, on PostgreSQL where its server is installed.
With CI=true nothing may be left out. `--audit` adds the slow sweeps.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser import chromium
from tests.postgresql import server_folder, temporary_server


def main(arguments):
    audit = "--audit" in arguments
    missing = _missing()
    if missing and os.environ.get("CI") == "true":
        print(f"CI may leave nothing out, and {', '.join(missing)} is not here.")
        return 1
    subprocess.run([sys.executable, "manage.py", "build_assets"], check=True)
    selection = _selection(browser="chromium" not in missing, audit=audit)
    # What is said of one database alone is run on that one: both runs count together.
    whole = not missing and not audit
    first = ["--cov", "--cov-report=", "--cov-fail-under=0"] if whole else []
    second = ["--cov", "--cov-append", "--cov-report=term"] if whole else []
    results = {"SQLite": _pytest([*selection, *first], {}, audit=audit)}
    if "postgresql" not in missing:
        with temporary_server() as url:
            environment = {"DATABASE_URL": url}
            results["PostgreSQL"] = _pytest(
                [*selection, *second], environment, audit=audit
            )
    _report(results, missing)
    return int(any(results.values()))


def _missing():
    found = {
        "chromium": chromium.find() is not None,
        "postgresql": server_folder() is not None,
    }
    return [name for name, is_there in found.items() if not is_there]


def _selection(*, browser, audit):
    marks = [] if audit else ["not audit"]
    if not browser:
        marks.append("not browser")
    return ["-m", " and ".join(marks)] if marks else []


def _pytest(options, environment, *, audit):
    database = "PostgreSQL" if environment else "SQLite"
    print(f"\n=== On {database}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", *options]
    unset = {"DATABASE_URL", "DEBUG", "SECRET_KEY", "DEMO_PASSWORD"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    profile = "audit" if audit else "gate"
    here = {"COVERAGE_CORE": "sysmon", "HYPOTHESIS": profile, **kept, **environment}
    return subprocess.run(command, env=here, check=False).returncode


def _report(results, missing):
    print()
    for database, code in results.items():
        print(f"{database}: {'passed' if code == 0 else 'FAILED'}")
    if missing:
        print(
            "\n*** LEFT OUT, because it is not installed here: "
            f"{', '.join(missing)}.\n*** To run it too: apt-get install "
            f"{' '.join(missing)}\n"
        )


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    sys.exit(main(sys.argv[1:]))
