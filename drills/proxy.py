"""nginx before the portal as deploy/nginx.conf has it, on high ports of loopback.

What the site names under paths of a server is put into one folder, and its lines for
IPv6 are left out, since not every machine has it; nothing else of it is changed unless
its caller says so, so that what is tried here is what an operator copies.
"""

import os
import re
import shutil
import ssl
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.server import LOOPBACK, PATIENCE, wait_for

ROOT = Path(__file__).parent.parent
NAME = "portal.example.go.th"
#: Debian keeps servers where only root looks for programs.
WITH_SERVERS = f"{os.environ['PATH']}:/usr/sbin"
WHOLE = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/passed;
    fastcgi_temp_path {folder}/none;
    uwsgi_temp_path {folder}/none;
    scgi_temp_path {folder}/none;
    {site}
}}
"""


def as_nginx_reads(folder, *, ports, current=ROOT, socket=None, nodes=(), https=True):
    """Write all that nginx needs into `folder`; the file to start it with.

    `ports` are those of HTTP, of HTTPS, and for those who watch; `current` is the
    release whose files it serves, `socket` where the portal listens, or `nodes` the
    ports of two web machines. Without `https` that port speaks HTTP, under this
    machine's name, to whoever knows no certificate.
    """
    folder = Path(folder)
    _make_certificate(folder)
    plain, tls, watch = ports
    site = (Path(current) / "deploy/nginx.conf").read_text()
    site = re.sub(r"^ *listen \[::\].*\n", "", site, flags=re.MULTILINE)
    site = _of_two(site, nodes) if nodes else site
    if not https:
        site = re.sub("listen 443 ssl( http2)?", "listen 443", site)
        site = site.replace(NAME, LOOPBACK)
    site = re.sub(r"listen 80\b", f"listen {LOOPBACK}:{plain}", site)
    site = re.sub(r"listen 443\b", f"listen {LOOPBACK}:{tls}", site)
    site = site.replace("listen 127.0.0.1:8099", f"listen {LOOPBACK}:{watch}")
    for path, here in (
        ("/run/portal/web.sock", socket or folder / "web.sock"),
        ("/opt/portal/current", current),
        ("/etc/portal/tls", folder),
        ("/var/log/nginx", folder),
        ("/var/www/letsencrypt", folder),
    ):
        site = site.replace(path, str(here))
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(WHOLE.format(folder=folder, user=user, site=site))
    return file


def _of_two(site, nodes):
    """With the line of its second machine switched on, as the guide has it."""
    first, second = (f"{LOOPBACK}:{port}" for port in nodes)
    site = site.replace("unix:/run/portal/web.sock", first)
    return site.replace("# server 10.20.0.12:8000", f"server {second}")


@contextmanager
def proxy(folder, **how):
    """nginx, as long as the block lasts."""
    nginx = shutil.which("nginx", path=WITH_SERVERS)
    if not nginx:
        sys.exit("*** LEFT OUT: this needs nginx (apt-get install nginx).")
    line = [nginx, "-p", folder, "-c", as_nginx_reads(folder, **how)]
    process = subprocess.Popen([*map(str, line), "-g", "daemon off;"])
    try:
        wait_for(Path(folder, "nginx.pid").exists, "nginx")
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def ask(folder, port, path, *, headers=(), source=LOOPBACK, tls=True, body=None):
    """(status, headers, body) of an address, asked from `source`, an address of this
    machine: for nginx, one that is not 127.0.0.1 is outside. With a `body` it is sent.
    """
    asked = HTTPConnection(LOOPBACK, port, timeout=PATIENCE, source_address=(source, 0))
    asked.connect()
    if tls:
        context = ssl.create_default_context(cafile=str(Path(folder, "fullchain.pem")))
        asked.sock = context.wrap_socket(asked.sock, server_hostname=NAME)
    try:
        method = "GET" if body is None else "POST"
        asked.request(method, path, body, {"Host": NAME, **dict(headers)})
        answer = asked.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        asked.close()


def _make_certificate(folder):
    """For the portal's name, for a day, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "fullchain.pem").write_bytes(made.public_bytes(encoding))
    (folder / "privkey.pem").write_bytes(key.private_bytes(encoding, form, none))
