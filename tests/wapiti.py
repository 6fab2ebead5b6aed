"""`make audit` sends a scanner, wapiti, against the portal as its operator serves it.

It goes through the public pages as a visitor and through the staff's as the secretary,
and tries in each field and address what attackers try. It has an environment of its
own, from `requirements-wapiti.txt`; nothing but this machine is asked.
"""

import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urljoin

from tests.tls_server import HOST, environment, manage

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "wapiti"
#: What the server says meanwhile: each of the many things that are not found.
LOG = ROOT / "build" / "wapiti.log"
LOCKED = ROOT / "requirements-wapiti.txt"
#: What it tries. Left out: what asks servers elsewhere, and what other programs than
#: this one are known for.
MODULES = (
    "backup,crlf,csrf,exec,file,htaccess,ldap,methods,permanentxss,redirect,"
    "shellshock,sql,timesql,upload,xss"
)
#: Seconds for looking around, and for each module.
SCAN, ATTACK = 180, 60
#: Findings from this level on count: 1 is low, 2 medium, 3 high, 4 critical.
MEDIUM = 2
SIGN_IN = """
import secrets
from django.contrib.auth.models import Group, User
from django.conf import settings
from django.test import Client
from django.urls import reverse
password = secrets.token_urlsafe(24)
user = User.objects.create_user("scanner", password=password)
user.groups.add(Group.objects.get(name="secretary"))
client = Client(SERVER_NAME="127.0.0.1")
sent = {"login": "scanner", "password": password}
client.post(reverse("account_login"), sent, secure=True)
client.get(reverse("staff:add_decision"), secure=True)
names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
print("; ".join(f"{name}={client.cookies[name].value}" for name in names))
"""


def main():
    """1 where something of medium weight or more was found, else 0."""
    install()
    with tempfile.TemporaryDirectory(prefix="creativecity-wapiti-") as folder:
        found = []
        with served(folder) as (home, variables):
            cookies = manage(variables, "shell", "-v", "0", "-c", SIGN_IN).strip()
            found += scan(home, folder, "visitor")
            found += scan(f"{home}th/staff/", folder, "secretary", cookies)
    return int(bool(found))


def install():
    if (FOLDER / "bin" / "wapiti").exists() and _is_newer(FOLDER, LOCKED):
        return
    print("Installing wapiti", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], check=True)
    command = [FOLDER / "bin" / "python", "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--require-hashes", "--requirement"]
    subprocess.run([*command, LOCKED], check=True)


def _is_newer(one, other):
    return one.stat().st_mtime >= other.stat().st_mtime


@contextmanager
def served(folder):
    """The public facts, served; yields their root and the server's environment."""
    port = _free_port()
    variables = environment(folder, port)
    for command in ("migrate", "load_facts", "build_assets"):
        manage(variables, command, "--verbosity=0")
    manage(variables, "collectstatic", "--verbosity=0", "--no-input")
    command = [sys.executable, "-m", "tests.tls_server", str(port)]
    with LOG.open("w") as log:
        server = subprocess.Popen(command, env=variables, cwd=ROOT, stderr=log)
    try:
        _wait_for(port)
        yield f"https://{HOST}:{port}/", variables
    finally:
        server.terminate()
        server.wait()


def scan(address, folder, who, cookies=""):
    """What was found of medium weight or more; all of it is told."""
    report = Path(folder, f"{who}.json")
    command = [
        *(FOLDER / "bin" / "wapiti", "--url", address, "--scope", "folder"),
        *("--module", MODULES, "--level", "1", "--verify-ssl", "0", "--verbose", "0"),
        *("--max-scan-time", str(SCAN), "--max-attack-time", str(ATTACK)),
        *("--max-links-per-page", "60", "--max-files-per-dir", "15"),
        *("--exclude", urljoin(address, "/*/accounts/*"), "--timeout", "20"),
        "--no-bugreport",
        *("--store-session", folder, "--store-config", folder, "--flush-session"),
        *("--format", "json", "--output", str(report)),
        *(("--cookie-value", cookies) if cookies else ()),
    ]
    here = {**os.environ, "HOME": folder}
    done = subprocess.run(command, env=here, capture_output=True, text=True)
    if done.returncode or not report.exists():
        print(f"As {who}, wapiti failed ({done.returncode}):\n{done.stdout[-2000:]}")
        return ["no scan"]
    return told(json.loads(report.read_text(encoding="utf-8")), who)


def told(report, who):
    """Each finding on a line; those of medium weight or more."""
    print(f"As {who}: {report['infos']['crawled_pages_nbr']} pages, levels 0 to 4")
    parts = (report["vulnerabilities"], report["anomalies"])
    rows = [
        (kind, row) for part in parts for kind, rows in part.items() for row in rows
    ]
    for kind, row in rows:
        print(f"  {row['level']} {kind}: {row['method']} {row['path']} {row['info']}")
    return [kind for kind, row in rows if row["level"] >= MEDIUM]


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait_for(port):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    patience = time.monotonic() + 120
    while time.monotonic() < patience:
        try:
            asked = HTTPSConnection(HOST, port, timeout=10, context=trusting)
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError("The portal did not start within two minutes.")


if __name__ == "__main__":
    sys.exit(main())
