"""The portal as its operator serves it, on this machine alone and with TLS.

Cookies that only travel encrypted come back to it, so that a scanner gets past the
tokens of forms. `python -m tests.tls_server PORT` serves, until it is ended.
"""

import secrets
import ssl
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Thousands of requests are no news."""

    def get_environ(self):
        return {**super().get_environ(), "HTTPS": "on"}


def serve(port):
    application = import_module("creativecity.wsgi").application
    server = make_server(HOST, port, application, Server, Silent)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(certificate())
        file.flush()
        context.load_cert_chain(file.name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


def certificate():
    """A key and its certificate for this machine, good for a day, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    return key.private_bytes(pem, form, plain) + made.public_bytes(pem)


def environment(folder, port):
    """What an operator sets, and nothing that this machine is called elsewhere."""
    return {
        "PATH": "/usr/bin:/bin",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}:{port}",
        "DEFAULT_FROM_EMAIL": "portal@creativecity.example",
        "MAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "LOG_LEVEL": "ERROR",
        "LOG_FORMAT": "plain",
        # Else it would be told to wait, each second in other words, and not what the
        # API answers.
        "API_RATE": "0",
        # The scanner's account brings a session; it has no second factor to show.
        "SECOND_FACTOR_REQUIRED": "0",
        "PYTHONWARNINGS": "ignore",
    }


def manage(variables, *arguments):
    """Run a command; what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=variables,
        cwd=Path(__file__).parent.parent,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    serve(int(sys.argv[1]))
