"""`manage.py annual_report`: every form, to a file or a redirected screen."""

import json
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from creativecity.ledger.chain import latest
from programmes.sealing import freeze_report
from tests.factories import make_agreed_review, make_sealed_report

STARTS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{", "html": b"<"}


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("file_format", STARTS)
def test_command_writes_each_form_to_a_file(file_format, facts, run, tmp_path):
    path = tmp_path / f"report.{file_format}"

    printed = run("annual_report", 4, format=file_format, output=path)

    assert printed == ""
    assert path.read_bytes().lstrip().startswith(STARTS[file_format])


def test_command_writes_binary_forms_to_a_redirected_screen(facts):
    redirected = TextIOWrapper(BytesIO())

    call_command("annual_report", 4, format="pdf", language="en", stdout=redirected)

    assert redirected.buffer.getvalue().startswith(b"%PDF")


def test_command_puts_no_binary_form_on_a_terminal(facts):
    with pytest.raises(CommandError, match="name a file by --output"):
        call_command("annual_report", 4, format="docx", stdout=Terminal())


def test_command_tells_somebody_at_a_terminal_how_far_it_is(facts, tmp_path):
    told, path = Terminal(), tmp_path / "report.xlsx"

    call_command("annual_report", 4, format="xlsx", output=path, stderr=told)

    assert "Gathering year 4 of mou-2563" in told.getvalue()
    assert "Drawing 5 cities as xlsx" in told.getvalue()
    assert f"bytes written to {path}" in told.getvalue()


def test_command_gives_the_sealed_report_byte_by_byte(cast, run):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    printed = run("annual_report", 4, format="json")
    page = run("annual_report", 4, format="html", language="en")

    assert printed.strip() == sealed.report.values
    assert f"SHA-256 {sealed.sha256}" in page
    assert "both agencies signed its hash" in page


def test_command_gives_a_draft_where_a_point_is_named(cast, run):
    freeze_report(make_agreed_review(), by=None)

    printed = run("annual_report", 4, format="json", known_at=latest())

    assert json.loads(printed)["known_at"] == latest()
