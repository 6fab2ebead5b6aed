"""The operator's virus scanner: asked, believed, missed."""

import socket

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from cities.models import Evidence
from creativecity.virus_scan import WORDS, refuse_viruses
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.cities import zoo
from tests.clamd import Clamd
from tests.uploads import TABLES, UPLOADS, errors_of

HARMFUL = b"%PDF-1.4 " + zoo.EICAR


@pytest.fixture
def clamd(settings, tmp_path):
    """`clamd(says=...)` is a scanner that is asked from now on."""
    servers = []

    def start(says=None, *, how="required", path=tmp_path / "clamd.ctl"):
        servers.append(Clamd(path, says))
        settings.CLAMD_URL, settings.VIRUS_SCAN = servers[-1].url, how
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def nobody(settings):
    """`nobody("required")`: no scanner answers where one should."""

    def gone(how):
        with socket.create_server(("127.0.0.1", 0)) as once:
            settings.CLAMD_URL = f"tcp://127.0.0.1:{once.getsockname()[1]}"
        settings.VIRUS_SCAN = how

    return gone


def code_of(data):
    """What a file is refused with; nothing where it is taken."""
    try:
        refuse_viruses(data)
    except ValidationError as refused:
        return refused.code
    return ""


def with_virus():
    """A good PDF but for what the scanner knows, in a stream that nobody shows."""

    def hide(document):
        document.Root.Odd = document.make_stream(zoo.EICAR)

    return zoo.pdf(hide, compress_streams=False)


@pytest.mark.parametrize("how", ["if-there", "required"])
def test_what_the_scanner_finds_something_in_is_refused(how, clamd):
    server = clamd(how=how)

    assert code_of(HARMFUL) == "virus"
    assert code_of(b"%PDF-1.4 a report") == ""
    assert server.files == [HARMFUL, b"%PDF-1.4 a report"]


def test_it_is_asked_over_the_network_too(clamd):
    server = clamd(path=None)

    assert code_of(HARMFUL) == "virus"
    assert server.url.startswith("tcp://")


def test_a_large_file_is_sent_whole(clamd):
    server, data = clamd(), b"x" * 3_000_001

    assert code_of(data) == ""
    assert server.files == [data]


@pytest.mark.parametrize(
    "says",
    [
        b"INSTREAM size limit exceeded. ERROR\n",
        b"stream: Can't allocate memory ERROR\n",
        b"stream: OK and more\n",
        b"nonsense\n",
        b"\xff\xfe\n",
        b"\n",
        b"",
    ],
)
@pytest.mark.parametrize(
    ("how", "code"), [("required", "not-scanned"), ("if-there", "")]
)
def test_no_clear_answer_is_none(how, code, says, clamd):
    clamd(says, how=how)

    assert code_of(b"%PDF-1.4") == code


@pytest.mark.parametrize(
    ("how", "code"), [("required", "not-scanned"), ("if-there", ""), ("off", "")]
)
def test_a_scanner_that_is_not_there(how, code, nobody):
    nobody(how)

    assert code_of(HARMFUL) == code


def test_without_a_socket_file_it_is_not_there(settings, tmp_path):
    settings.CLAMD_URL = f"unix://{tmp_path}/nowhere.ctl"
    settings.VIRUS_SCAN = "required"

    assert code_of(b"%PDF-1.4") == "not-scanned"


def test_off_asks_nobody(clamd):
    server = clamd(how="off")

    assert code_of(HARMFUL) == ""
    assert server.files == []


def test_what_was_found_is_logged_without_the_file(clamd, caplog):
    clamd()

    code_of(HARMFUL)

    [record] = [r for r in caplog.records if r.name == "creativecity.security"]
    assert (record.message, record.what) == (
        "virus found",
        {"virus": "Eicar-Test-Signature"},
    )


def test_words_are_in_both_languages():
    for words in WORDS.values():
        thai = str(words)
        with override("en"):
            assert str(words) != thai


# At the places where files are handed in


def hand_in(place, file, sign_in):
    role, field, data, query = {**UPLOADS, **TABLES}[place]
    answer = sign_in(role).post(address(place) + query, {**data, field: file})
    return errors_of(answer).get(field)


def test_evidence_with_a_virus_is_refused_in_words(clamd, sign_in):
    clamd()
    file = SimpleUploadedFile("a.pdf", with_virus())

    assert hand_in("staff:cities:add_evidence", file, sign_in) == {"virus"}
    assert Evidence.objects.exclude(file="").count() == 0


def test_a_paper_is_not_taken_while_the_scanner_is_away(nobody, sign_in):
    nobody("required")
    file = SimpleUploadedFile("a.pdf", zoo.pdf())

    assert hand_in("staff:add_paper", file, sign_in) == {"not-scanned"}


#: Where a table comes from that fits: what is on record, as a file.
FILLED = {
    "staff:cities:import_readings": ("staff:cities:export_readings", {}),
    "staff:import_kind": ("staff:import_file", {"what": "present"}),
}


@pytest.mark.parametrize("place", sorted(TABLES))
def test_a_table_is_scanned_too(place, clamd, sign_in):
    """After it was read: what is no table is refused for that."""
    name, changes = FILLED[place]
    table = sign_in(TABLES[place][0]).get(address(name, **changes)).content
    server = clamd(b"stream: Some.Macro.Virus FOUND\n")

    found = hand_in(place, SimpleUploadedFile("a.xlsx", table), sign_in)

    assert (found, server.files) == ({"virus"}, [table])


def test_what_is_taken_is_what_was_scanned(clamd, sign_in):
    server, data = clamd(), zoo.pdf()
    file = SimpleUploadedFile("a.pdf", data)

    assert hand_in("staff:cities:add_evidence", file, sign_in) is None
    assert server.files == [data]
    with Evidence.objects.latest("pk").file.open() as kept:
        assert kept.read() == data


def test_a_picture_is_scanned_as_it_was_sent(clamd, sign_in):
    server, data = clamd(), zoo.picture("PNG") + zoo.EICAR
    file = SimpleUploadedFile("a.png", data)

    assert hand_in("staff:cities:add_evidence", file, sign_in) == {"virus"}
    assert server.files == [data]


def test_an_officer_reads_why(clamd, sign_in):
    clamd()
    file = SimpleUploadedFile("a.pdf", with_virus())

    page = sign_in(OFFICER).post(address("staff:cities:add_evidence"), {"file": file})

    assert str(WORDS["virus"]) in page.content.decode()
