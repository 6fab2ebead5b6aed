"""T23: files that lie, run or hide, at every place where a file can be handed in."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from cities.forms.evidence import EvidenceFileField
from cities.forms.readings_file import ReadingsFileField
from cities.models import City, Evidence
from programmes.forms.article_image import PictureField
from programmes.forms.imports import ImportFileField
from programmes.forms.verifying import CopyForm
from programmes.models import ArticleImage, Paper
from tests.access_matrix import OFFICER, PUBLIC_FORMS, STAFF_PAGES
from tests.addresses import address, rows_of
from tests.cities import zoo
from tests.factories import make_file, make_reading
from tests.test_hostile_spreadsheets import ENTITIES, SHEET, repacked
from tests.uploads import HASHED, TABLES, UPLOADS, errors_of

#: One of each way to be hostile; the gate sends these to every place.
KINDS = {"a drawing that scripts", "HTML as picture", "an encrypted PDF", "a bomb"}


def handed_in(place, name, content, reading, sign_in, client):
    """What is wrong with a file, as the page says that it was handed in on."""
    role, field, data, query = place
    name_of_address, name = name
    poster = sign_in(role) if role else client
    path = address(name_of_address, **rows_of(name_of_address, reading)) + query
    file = SimpleUploadedFile(name, content)

    response = poster.post(path, {**data, field: file})

    assert response.status_code == 200
    return errors_of(response).get(field, set())


def kept():
    return [
        model.objects.exclude(file="").count()
        for model in (Evidence, Paper, ArticleImage)
    ]


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def expected(address_name, what):
    name, make, code = zoo.HOSTILE[what]
    is_taken = name.endswith((".png", ".jpg", ".jpeg", ".webp"))
    if address_name == "staff:add_picture" and not is_taken:
        code = "wrong-type"  # it takes pictures alone
    return name, make(), {code}


@pytest.mark.parametrize("place", sorted(UPLOADS))
def test_each_way_to_be_hostile_is_refused_at_each_place(
    place, reading, sign_in, client
):
    found, wanted = {}, {}
    rows_of(place, reading)
    before = kept()

    for what in sorted(KINDS):
        name, content, wanted[what] = expected(place, what)
        sent = (UPLOADS[place], (place, name), content, reading, sign_in, client)
        found[what] = handed_in(*sent)

    assert found == wanted
    assert kept() == before


@pytest.mark.audit
@pytest.mark.parametrize("what", sorted(zoo.HOSTILE))
def test_every_hostile_file_is_refused_at_every_place(what, reading, sign_in, client):
    found, wanted = {}, {}

    for place in UPLOADS:
        name, content, wanted[place] = expected(place, what)
        sent = (UPLOADS[place], (place, name), content, reading, sign_in, client)
        found[place] = handed_in(*sent)

    assert len(zoo.HOSTILE) >= 24
    assert found == wanted


@pytest.mark.parametrize("place", sorted(TABLES))
def test_what_is_no_table_is_refused_where_tables_are_read(
    place, reading, sign_in, client
):
    files = {
        "a.html": zoo.HTML,
        "a.svg": zoo.SVG,
        "a.csv": zoo.OLE + bytes(504),
        "a.xlsx": zoo.EXE,
        "b.xlsx": repacked({"xl/vbaProject.bin": b"abc"}),
        "c.xlsx": repacked({SHEET: ENTITIES}),
    }

    found = {
        name: handed_in(TABLES[place], (place, name), content, reading, sign_in, client)
        for name, content in files.items()
    }

    assert {name for name, codes in found.items() if not codes} == set()


def test_a_copy_that_is_checked_is_not_kept(reading, client, tmp_path):
    before = kept()

    client.post(
        address("programmes:verify"), {"file": SimpleUploadedFile("a.exe", zoo.EXE)}
    )

    assert kept() == before
    assert list((tmp_path / "media").rglob("*.exe")) == []


def test_no_form_takes_a_file_in_another_way():
    """Each field for files looks through them; the one that does not keeps nothing."""
    looked_through = (EvidenceFileField, PictureField, ImportFileField)
    looked_through += (ReadingsFileField,)
    found = {
        form
        for form in forms_of(forms.BaseForm)
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.FileField)
        and not isinstance(field, looked_through)
        and form.__module__.startswith(("cities.", "programmes.", "creativecity."))
    }

    assert found == {CopyForm}


def forms_of(kind):
    for form in kind.__subclasses__():
        yield form
        yield from forms_of(form)


@pytest.mark.audit
def test_every_page_that_takes_a_file_is_known(reading, sign_in, client):
    found = set()
    for name, (allowed, _strangers) in STAFF_PAGES.items():
        query = UPLOADS.get(name, ("", "", "", ""))[3]
        page = sign_in(min(allowed)).get(
            address(name, **rows_of(name, reading)) + query
        )
        if page.streaming:
            page.getvalue()  # to its end, where its file is closed
        elif b'type="file"' in page.content:
            found.add(name)
    for name in PUBLIC_FORMS:
        path = address(name, **rows_of(name, reading))
        if b'type="file"' in client.get(path).content:
            found.add(resolve(path).view_name)

    assert found <= {*UPLOADS, *TABLES, *HASHED}
