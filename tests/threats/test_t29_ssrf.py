"""T29: the portal fetches nothing that somebody wrote an address of."""

import ast
import socket
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.markdown import rendered
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.cities import zoo
from tests.file_texts import pdf_pages

from .payloads import poison

#: What speaks to other machines; mail leaves by Django, the scanner by its adapter.
SPEAKS = {"urllib.request", "http.client", "httpx", "requests", "socket", "ftplib"}
SPEAKS |= {"smtplib", "aiohttp", "urllib3", "telnetlib", "xmlrpc.client"}


class Listener:
    """A server of this machine that counts who asks it."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x.png"
        self.asked = 0
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self):
        while True:
            connection, _who = self.socket.accept()
            first = connection.recv(4)
            connection.close()
            if first == b"stop":
                return
            self.asked += 1

    def stop(self):
        with socket.create_connection(self.socket.getsockname()) as last:
            last.sendall(b"stop")
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.stop()


def test_a_link_as_evidence_is_not_asked(listener, sign_in):
    client = sign_in(OFFICER)
    typed = {"link": listener.address, "title_th": "แผน"}

    answer = client.post(address("staff:cities:add_evidence"), typed, follow=True)

    assert answer.status_code == 200
    assert listener.asked == 0


def test_addresses_in_an_article_are_not_asked(listener):
    rendered(f"![x]({listener.address}) <img src={listener.address}>")

    assert listener.asked == 0


@pytest.mark.parametrize("part", ["word/_rels/document.xml.rels", "word/document.xml"])
def test_addresses_in_a_file_are_not_asked(part, listener, sign_in):
    xml = f"<!DOCTYPE x SYSTEM '{listener.address}'><x>{listener.address}</x>"
    file = SimpleUploadedFile("a.docx", zoo.docx({part: xml}))

    sign_in(OFFICER).post(address("staff:cities:add_evidence"), {"file": file})

    assert listener.asked == 0


@pytest.mark.look
def test_a_report_reads_no_address_and_no_file(listener, sampled, run, tmp_path):
    """What looks like Typst, HTML or a path in its words is printed as it stands."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRETCANARY")
    text = f'#read("{secret}") <img src="{listener.address}"> file://{secret}'
    poison(text)
    path = tmp_path / "report.pdf"

    run("annual_report", 4, format="pdf", output=path)

    words = "".join(pdf_pages(path.read_bytes()))
    assert "SECRETCANARY" not in words
    assert "#read(" in words
    assert listener.asked == 0


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_module_speaks_to_other_machines():
    found = {
        f"{path.name} {name}"
        for folder in ("creativecity", "cities", "programmes")
        for path in Path(settings.BASE_DIR, folder).rglob("*.py")
        for name in imported(path)
        if name in SPEAKS
    }

    assert found == set()
