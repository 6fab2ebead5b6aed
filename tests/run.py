"""`make test`: all that this machine can run, and a loud word on what it cannot.

Unit and browser tests on SQLite always, on PostgreSQL where its server is installed.
With CI=true nothing may be left out. `--audit` runs what is slow instead, all of it or
parts: `--audit sweeps wapiti benchmarks drills`. Its second half measures, and wants a
machine that does nothing else.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests import judges, wapiti
from tests.browser import chromium
from tests.postgresql import server_folder, temporary_server

#: A process for each core and one more, since tests in the browser wait most of the
#: time; whoever is done takes tests over from another.
SPREAD = ("-n", str(min(os.cpu_count(), 8) + 1), "--dist", "worksteal")
#: What the gate asks, on either database.
GATE = "not audit and not slow"
#: Debian keeps servers where only root looks for programs.
WITH_SERVERS = f"{os.environ['PATH']}:/usr/sbin"
#: Each question of benchmarks/ and drills/, with arguments where they differ from its
#: own: each ends with 1 where it falls short.
BENCHMARKS = (
    "file_check",
    "importing",
    "readiness_pages",
    "annual_report",
    "search",
    "export",
    "page_scores",
    "figures",
    "page_speed",
    "page_speed --postgresql",
    "servers",
    "servers --postgresql",
    "writers",
    "scale",
    "scale --postgresql",
    "soak",
    "soak --postgresql",
)
DRILLS = (
    "failover",
    "failover --end replica",
    "failover --end node",
    "kills",
    "kills --database postgresql",
    "faults",
    "backup",
    "migrations",
    "deployment",
)


def main(arguments):
    is_audit = "--audit" in arguments
    missing = _missing() + (_missing_to_audit() if is_audit else [])
    if missing and os.environ.get("CI") == "true":
        print(f"CI may leave nothing out, and {', '.join(missing)} is not here.")
        return 1
    subprocess.run([sys.executable, "manage.py", "build_assets"], check=True)
    asked = [part for part in arguments if part in PARTS] or list(PARTS)
    results = {}
    for runs in [PARTS[part] for part in asked] if is_audit else [_gate]:
        results |= runs(missing)
    _report(results, missing)
    return int(any(results.values()))


def _gate(missing):
    """Everything but the audit, on each database; their coverage counts together.

    What takes seconds, and asks what quicker tests ask nearly as well, is the audit's,
    too. What a page or file says, whom it lets in, how it looks, and how it behaves
    while one types, is tried once, on SQLite. On PostgreSQL the models' own tests run,
    each with its first and last value, and all that commits or counts queries; each
    address is opened, and the browser takes the first walk from an officer to the
    public. The audit does the rest.
    """
    chosen = _chosen(GATE, missing)
    whole = not missing
    first = ["--cov", "--cov-report=", "--cov-fail-under=0"] if whole else []
    second = ["--cov", "--cov-append", "--cov-report=term"] if whole else []
    results = {"SQLite": _pytest([*chosen, *first], {})}
    if "postgresql" not in missing:
        with temporary_server() as url:
            environment = {"DATABASE_URL": url}
            written = [
                *_chosen(f"{GATE} and not look and (both or not browser)", missing),
                "--database-only",
            ]
            results["PostgreSQL"] = _pytest([*written, *second], environment)
    return results


def _sweeps(missing):
    """What is slow, and the properties on many more examples, on SQLite: how a page
    looks does not depend on its database; on PostgreSQL what the gate left out of it.
    """
    is_judged = not judges.missing() and judges.install()
    marks = "(audit or slow or hypothesis)" + ("" if is_judged else " and not nu")
    chosen = _chosen(marks, missing)
    results = {"SQLite": _pytest(chosen, {"HYPOTHESIS": "audit"})}
    if "postgresql" not in missing:
        with temporary_server() as url:
            left_out = "(look or slow) and not audit"
            pages = [*_chosen(left_out, missing), "--database-only"]
            results["PostgreSQL"] = _pytest(pages, {"DATABASE_URL": url})
    return results


def _wapiti(_missing):
    return {"wapiti": wapiti.main()}


def _benchmarks(_missing):
    return _asked("benchmarks", BENCHMARKS)


def _drills(_missing):
    return _asked("drills", DRILLS)


def _asked(folder, questions):
    results = {}
    for question in questions:
        name, *options = f"{folder}.{question}".split()
        print(f"\n=== {name} {' '.join(options)}", flush=True)
        command, began = [sys.executable, "-m", name, *options], time.monotonic()
        results[f"{folder}.{question}"] = subprocess.run(
            command, check=False
        ).returncode
        print(f"    took {time.monotonic() - began:.0f} s", flush=True)
    return results


PARTS = {
    "sweeps": _sweeps,
    "wapiti": _wapiti,
    "benchmarks": _benchmarks,
    "drills": _drills,
}


def _missing():
    found = {
        "chromium": chromium.find() is not None,
        "postgresql": server_folder() is not None,
        "nginx": shutil.which("nginx", path=WITH_SERVERS) is not None,
        "redis-server": shutil.which("redis-server", path=WITH_SERVERS) is not None,
    }
    return [name for name, is_there in found.items() if not is_there]


def _missing_to_audit():
    """What the judges need, and the benchmarks and drills: each ends with 1 without."""
    library = next(Path("/usr/lib").rglob("libfaketimeMT.so.1"), None)
    found = {
        "wrk": shutil.which("wrk") is not None,
        "faketime": library is not None,
        "iproute2": shutil.which("ip", path=WITH_SERVERS) is not None,
    }
    return judges.missing() + [name for name, is_there in found.items() if not is_there]


def _chosen(marks, missing):
    browser = " and not browser" if "chromium" in missing else ""
    return ["-m", marks + browser]


def _pytest(options, environment):
    database = "PostgreSQL" if "DATABASE_URL" in environment else "SQLite"
    print(f"\n=== On {database}", flush=True)
    command = [sys.executable, "-m", "pytest", *SPREAD, *options]
    unset = {"DATABASE_URL", "DEBUG", "SECRET_KEY", "DEMO_PASSWORD"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    here = {"COVERAGE_CORE": "sysmon", **kept, **environment}
    return subprocess.run(command, env=here, check=False).returncode


def _report(results, missing):
    print()
    for name, code in results.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    if missing:
        print(
            "\n*** LEFT OUT, because it is not installed here: "
            f"{', '.join(missing)}.\n*** To run it too: apt-get install "
            f"{' '.join(missing)}\n"
        )


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    sys.exit(main(sys.argv[1:]))
