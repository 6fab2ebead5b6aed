"""The mail server is away: it refuses connections, or takes them and says nothing."""

import re
import socket
import subprocess
from contextlib import contextmanager
from threading import Thread

from benchmarks import serving
from benchmarks.server import LOOPBACK, free_port
from benchmarks.signed_in import sign_in

from .watching import OK, Watch, is_soon

FORGOTTEN = "/en/accounts/password/forgotten/"
INVITE = "/en/staff/accounts/invite/"
#: Seconds until a page answers: at most those that a silent server is given.
PATIENCE = 15


def refused(seen):
    with _ground("refused", free_port()) as (told, accounts):
        _ask(seen, told, accounts)
        _remind(seen, told)


def silent(seen):
    """A server that takes connections and never says a word."""
    with (
        socket.create_server((LOOPBACK, 0)) as hole,
        _ground("silent", hole.getsockname()[1]) as (told, accounts),
    ):
        _ask(seen, told, accounts)


@contextmanager
def _ground(what, port):
    print(f"     mail server: {what}")
    told = {
        "MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "MAIL_HOST": LOOPBACK,
        "MAIL_PORT": str(port),
        "MAIL_TLS": "no",
        "SITE_URL": f"http://{LOOPBACK}",
    }
    with serving.installation(**told) as environment:
        accounts = sign_in(environment, "officers", 1)
        accounts += sign_in(environment, "secretaries", 1)
        _inside(environment, "owe", "str(__import__('datetime').date.today())")
        yield environment, accounts


def _ask(seen, told, accounts):
    officer, secretary = accounts
    with serving.serving(told) as server:
        watch = Watch(server)
        typed = {"email": f"{officer.name}@creativecity.example"}
        sent = watch.fill_in(FORGOTTEN, "email", typed)
        seen("who forgot a password is answered", sent.status, 302)
        seen(f"within {PATIENCE} s", is_soon(sent.seconds, PATIENCE))
        typed = {"name": "ผู้ตรวจ", "email": "new@creativecity.example"}
        typed |= {"language": "th", "post": "auditor"}
        sent = watch.fill_in(INVITE, "email", typed, secretary)
        seen("who invites is answered", sent.status, 302)
        seen(f"within {PATIENCE} s", is_soon(sent.seconds, PATIENCE))
        page = watch.get("/en/staff/accounts/", secretary).text
        seen("and the invitation stands", "new@creativecity.example" in page)
        seen("pages go on", watch.get("/th/schedule/").status, OK)


def _remind(seen, told):
    """Reminders that failed keep their reason, and go out once at the next run."""
    first = _inside(told, command="send_reminders")
    seen("reminders that failed", re.findall(r"failed: (\d+)", first), ["1"])
    seen("their reason is kept", "Refused" in _inside(told, "letters"))
    with _post_office(int(told["MAIL_PORT"])) as received:
        for _time in range(2):
            _inside(told, command="send_reminders")
    seen("letters that came, of two more runs", len(received), 1)


def _inside(told, function="", *said, command="shell"):
    code = f"from drills.owing import {function}; {function}({', '.join(said)})"
    more = ["-c", code] if function else []
    how = {"stdout": subprocess.PIPE, "text": True}
    return serving.manage(told, command, *more, **how).stdout


@contextmanager
def _post_office(port):
    """A mail server that takes every letter; the list of them."""
    received = []
    server = socket.create_server((LOOPBACK, port))
    Thread(target=_serve, args=[server, received], daemon=True).start()
    try:
        yield received
    finally:
        server.close()


def _serve(server, received):
    while True:
        try:
            connection, _who = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb", buffering=0) as talk:
            _take(talk, received)


def _take(talk, received):
    """As RFC 5321 has it, without a look at what is said."""
    talk.write(b"220 here\r\n")
    while line := talk.readline():
        if line.upper().startswith(b"DATA"):
            talk.write(b"354 go on\r\n")
            letter = b"".join(iter(talk.readline, b".\r\n"))
            received.append(letter)
        talk.write(
            b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n"
        )
