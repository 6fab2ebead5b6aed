"""Files that no row names are removed a day later, and no others."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.utils import timezone

from creativecity.whole_files import BESIDE
from programmes.unnamed_files import AGE, sweep
from tests.factories import make_article, make_article_image, make_city, make_file

LEFT = ("evidence/nan/one.pdf", "papers/mou-2563/two.pdf", f"{BESIDE}/three")


@pytest.fixture
def left():
    return [storage.save(name, ContentFile(b"left")) for name in LEFT]


def later():
    return timezone.now() + AGE + timedelta(minutes=1)


def test_only_what_no_row_names_is_removed(left, db):
    file = make_file(make_city()).file.name
    image = make_article_image(make_article())
    named = [file, *(image.path(width) for width in image.widths())]

    assert sweep(later()) == len(left)
    assert [storage.exists(name) for name in left] == [False] * len(left)
    assert [storage.exists(name) for name in named] == [True] * len(named)


def test_what_may_be_named_in_a_moment_is_left(left, db):
    assert sweep() == 0


def test_the_command_removes_them_where_it_is_asked_to(left, run, monkeypatch, db):
    monkeypatch.setattr("programmes.unnamed_files.AGE", timedelta(0))

    assert "ไฟล์ที่ไม่มีรายการใดอ้างถึง" not in run("purge_expired")
    assert "ไฟล์ที่ไม่มีรายการใดอ้างถึง: 3" in run("purge_expired", "--files", "--dry-run")
    assert "ไฟล์ที่ไม่มีรายการใดอ้างถึง: 3" in run("purge_expired", "--files")
    assert "ไฟล์ที่ไม่มีรายการใดอ้างถึง: 0" in run("purge_expired", "--files")
