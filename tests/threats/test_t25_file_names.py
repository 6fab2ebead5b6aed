"""T25: a file's name leads nowhere, overwrites nothing and forges no header."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cities.models import City, Evidence
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.cities import zoo

#: what is sent -> what the file is offered back as
pytestmark = pytest.mark.both

NAMES = {
    "รายงาน ครั้งที่ 2.PDF": "รายงาน ครั้งที่ 2.pdf",
    "../../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\a.pdf": "a.pdf",
    "/etc/cron.d/a.pdf": "a.pdf",
    "a\u202efdp.pdf": "afdp.pdf",
    "a\u200b\u2066b.pdf": "ab.pdf",
    f"{'ก' * 300}.pdf": f"{'ก' * 78}.pdf",
    'a;b="c".pdf': "a;b=_c_.pdf",
    "<img src=x onerror=alert(1)>.pdf": "_img src=x onerror=alert(1)_.pdf",
    "con|nul?*.pdf": "con_nul__.pdf",
    "...pdf": "evidence.pdf",
    "%2e%2e%2fa.pdf": "%2e%2e%2fa.pdf",
}
GENERATED = re.compile(r"evidence/nan/[0-9a-f-]{36}\.pdf")


@pytest.mark.parametrize("sent", NAMES)
def test_name_is_made_harmless_and_generated_on_disk(sent, sign_in, tmp_path):
    client = sign_in(OFFICER)
    file = SimpleUploadedFile("a.pdf", zoo.pdf())
    file._name = sent  # Django's own guard stripped of it: ours must do by itself

    answer = client.post(address("staff:cities:add_evidence"), {"file": file})

    piece = Evidence.objects.latest("pk")
    assert answer.status_code == 302
    assert piece.name == NAMES[sent]
    assert GENERATED.fullmatch(piece.file.name)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [str(p.relative_to(tmp_path / "media")) for p in written] == [
        piece.file.name
    ]


@pytest.mark.parametrize("name", NAMES.values())
def test_name_goes_out_as_one_header(name, client, cast):
    from_disk = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    nan = City.objects.get(slug="nan")
    about = {"name": name, "media_type": "application/pdf", "size": 8}
    piece = nan.add_evidence(Evidence(title_th="ก", file=from_disk, **about), by=None)
    piece.publish(by=cast["cea"])

    answer = client.get(address("cities:evidence_file", pk=piece.pk))
    answer.getvalue()

    said = answer["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert said.isascii()
    assert said.isprintable()
    assert said.count("filename") == 1


def test_two_files_of_one_name_are_two_files(sign_in):
    client = sign_in(OFFICER)
    for title in ("หนึ่ง", "สอง"):
        file = SimpleUploadedFile("a.pdf", zoo.pdf())
        data = {"file": file, "title_th": title}
        client.post(address("staff:cities:add_evidence"), data)

    places = {piece.file.name for piece in Evidence.objects.all()}
    assert len(places) == 2
    assert {Path(place).suffix for place in places} == {".pdf"}
