"""A file looked through in a process of its own: bounded, and the same answers."""

import io
import re
import resource
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from cities.evidence_files import KINDS, check, examine
from cities.evidence_files.apart import look_through

from . import zoo


def code_of(*arguments):
    with pytest.raises(ValidationError) as refused:
        look_through(*arguments)
    return refused.value.code


def array(size, before=b""):
    """A PDF that is one long list of numbers, which a library holds as objects."""
    numbers = b"0 " * (size // 2)
    return b"%PDF-1.4\n1 0 obj\n" + before + b"[" + numbers + b"]\nendobj\n%%EOF"


def test_a_file_in_order_is_kept_as_it_is():
    data = zoo.pdf()

    assert look_through(data, "pdf") is None
    kept = examine(zoo.upload("แผน.pdf", data))
    assert kept.content.read() == data


@pytest.mark.parametrize(
    ("make", "extension"), [(zoo.docx, "docx"), (zoo.xlsx, "xlsx")]
)
def test_an_office_file_in_order_is_taken(make, extension):
    assert look_through(make(), extension) is None


def test_a_picture_is_drawn_anew():
    drawn = look_through(zoo.picture("PNG"), "png")

    assert Image.open(io.BytesIO(drawn)).format == "PNG"


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (b"<html></html>", "png", "lies"),
        (b"%PDF-1.4 and no more", "pdf", "broken"),
        (array(8_000_000), "pdf", "bomb"),
        (array(8_000_000, before=b"% stream\n"), "pdf", "bomb"),
        (re.sub(rb"/Size \d+", b"/Size 200001", zoo.pdf()), "pdf", "bomb"),
    ],
)
def test_a_refusal_comes_back_with_its_code(data, extension, code):
    assert code_of(data, extension) == code


def test_a_process_that_fails_or_takes_too_long_refuses_the_file():
    assert code_of(zoo.pdf(), "exe") == "bomb"
    assert code_of(zoo.pdf(), "pdf", 0.001) == "bomb"


def test_a_library_that_runs_out_of_memory_refuses_the_file():
    def run_out(upload, extension):
        raise MemoryError

    kind = replace(KINDS["pdf"], check=run_out)

    with pytest.raises(ValidationError) as refused:
        check(zoo.upload("a.pdf", zoo.pdf()), kind, "pdf")

    assert refused.value.code == "bomb"


@pytest.mark.audit
def test_what_hides_from_the_quick_look_reaches_a_bound_of_its_own():
    hidden = array(19_000_000, before=b"% stream\n") + b"endstream\n%%EOF"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert code_of(hidden, "pdf") in {"bomb", "broken"}

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100_000  # kilobytes: the library worked elsewhere
