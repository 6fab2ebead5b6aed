"""The pages of a submission: who gets in, what is kept, said, and what leaks out."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.evidence_files.limits import WORDS
from cities.models import Candidacy, Evidence, PackItem
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.overtaken import base_of
from tests.addresses import address
from tests.factories import make_evidence, make_file
from tests.visible import visible_text

from . import zoo

OFFICER = "officer.nan"
PACK, ZIP = "staff:cities:pack", "staff:cities:download_pack"
ITEM = "staff:cities:edit_pack_item"
SIGNER = "มะลิ ใจดี นายกเทศมนตรี"


@pytest.fixture
def bid(cast):
    """Nan's bid of 2021, whose call asks for a form, three photos and their rights."""
    found = Candidacy.objects.get(city__slug="nan", call__year=2021)
    letter = found.call.documents.model(
        call=found.call,
        code="letter",
        kind="letter",
        position=9,
        name_th="หนังสือรับรอง",
        name_en="Letter",
    )
    verbs.create(letter, by=None)
    return found


def post(client, data, code="form", number=1):
    return client.post(address(ITEM, code=code, number=number), {"base": "0", **data})


def upload(name="โครงการ.pdf", content=None):
    return SimpleUploadedFile(name, zoo.pdf() if content is None else content)


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


# Who gets in


def test_somebody_elses_candidacy_is_not_found(sign_in, bid):
    client = sign_in(OFFICER)

    assert client.get(address(PACK, slug="sukhothai", year=2019)).status_code == 404
    assert client.get(address(PACK, year=2031)).status_code == 404
    assert client.get(address(ZIP, slug="sukhothai", year=2019)).status_code == 404


@pytest.mark.parametrize(
    ("code", "number"),
    [("form", 2), ("form", 0), ("nonsense", 1), ("rights-form", 1), ("photos", 4)],
)
def test_a_place_that_the_list_does_not_have_is_not_found(code, number, sign_in, bid):
    response = sign_in(OFFICER).get(address(ITEM, code=code, number=number))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("name", "may"), [(OFFICER, True), ("secretary", True), ("cea", False)]
)
def test_links_to_edit_are_for_those_who_may(name, may, sign_in, bid):
    page = sign_in(name).get(address(PACK)).content.decode()

    assert (address(ITEM) in page) == may


# The checklist


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_is_missing_comes_first_in_both_languages(language, sign_in, bid):
    with translation.override(language):
        response = sign_in(OFFICER).get(address(PACK))

        text = visible_text(response)
        missing = _("What is missing or wrong")
        assert text.index(missing) < text.index(_("Documents asked for"))
        count = "Missing: %(count)s are asked for."
        assert ngettext("Missing.", count, 1) % {"count": 1} in text
        for row in response.context["checklist"].rows:
            assert row.document.name in text


def test_gauge_shows_the_size_against_the_limit(sign_in, bid):
    post(sign_in(OFFICER), {"text": "The city of Nan"})

    response = sign_in(OFFICER).get(address(PACK))

    size = response.context["checklist"].size
    page = response.content.decode()
    assert 'viewBox="0 0 20000000 1"' in page
    assert f'<rect width="{size}"' in page


def test_a_call_without_a_list_says_so_and_leads_the_secretary_on(sign_in, bid):
    for name in (OFFICER, "secretary"):
        response = sign_in(name).get(address(PACK, year=2025))

        text = visible_text(response)
        assert response.context["checklist"].state() == "no-list"
        assert _("Download as ZIP, gaps and all") in text
        entered = _("The secretary enters it once the call is published.")
        assert (entered in text) == (name == OFFICER)


def test_all_that_an_item_holds_is_shown(sign_in, bid):
    client = sign_in(OFFICER)
    piece = make_file(bid.city, title_th="ภาพกี่ทอผ้า", media_type="image/jpeg")
    rights = make_file(bid.city, title_th="แบบโอนสิทธิ")
    photo = {"file": piece.pk, "rights": rights.pk, "caption": "กี่ทอ", "credit": "ก."}
    post(client, photo, "photos", 2)
    letter = {"signer": SIGNER, "signed_on": "5/1/2564", "valid_until": "1/6/2564"}
    post(client, letter, "letter")
    post(client, {"text": "The city of Nan"})

    text = visible_text(client.get(address(PACK)))

    for words in ("ภาพกี่ทอผ้า", "แบบโอนสิทธิ", "กี่ทอ", SIGNER, "5 มกราคม 2564"):
        assert words in text
    assert "1 มิถุนายน 2564" in text


def test_number_of_queries_does_not_grow_with_the_items(
    sign_in, bid, django_assert_max_num_queries
):
    client = sign_in(OFFICER)
    with django_assert_max_num_queries(20):
        client.get(address(PACK))
    for number in (1, 2, 3):
        piece = make_file(bid.city, title_th=f"ภาพ {number}", media_type="image/png")
        post(client, {"file": piece.pk, "rights": piece.pk}, "photos", number)

    with django_assert_max_num_queries(20):
        client.get(address(PACK))


# Keeping


def test_typed_text_is_kept_and_its_words_are_counted(sign_in, bid):
    client = sign_in(OFFICER)

    response = post(client, {"text": "The city of Nan\nweaves cloth"})

    assert response["Location"] == f"{address(PACK)}#form"
    assert PackItem.objects.get().text == "The city of Nan\nweaves cloth"
    with translation.override("en"):
        assert "6 words counted." in visible_text(client.get(address(ITEM)))


def test_a_new_file_becomes_a_piece_of_the_library(sign_in, bid):
    response = post(sign_in(OFFICER), {"new_file": upload()}, "letter")

    piece = Evidence.objects.get()
    assert response.status_code == 302
    assert (piece.title_th, piece.city) == ("โครงการ", bid.city)
    assert PackItem.objects.get().file == piece


def test_a_new_file_takes_the_place_of_the_one_chosen(sign_in, bid):
    old = make_file(bid.city)

    post(sign_in(OFFICER), {"file": old.pk, "new_file": upload()}, "letter")

    assert PackItem.objects.get().file == Evidence.objects.latest("pk") != old


@pytest.mark.each
@pytest.mark.parametrize(
    ("code", "data", "expected"),
    [
        ("form", {"new_file": "word.exe", "text": ""}, {"new_file": ["wrong-type"]}),
        ("photos", {"new_file": "plan.pdf"}, {"new_file": [None]}),
        ("letter", {"signed_on": "31/2/2564"}, {"signed_on": ["no-such-day"]}),
        (
            "letter",
            {"new_file": "plan.pdf", "signed_on": "?"},
            {"signed_on": ["not-a-date"], "new_file": ["again"]},
        ),
        ("letter", {"file": "99999"}, {"file": ["invalid_choice"]}),
        ("letter", {"signed_on": "1/1/2590"}, {"signed_on": ["ahead"]}),
        (
            "letter",
            {"signed_on": "5/1/2564", "valid_until": "4/1/2564"},
            {"valid_until": ["before-signed"]},
        ),
    ],
)
def test_a_fault_is_named_and_what_was_typed_stays(code, data, expected, sign_in, bid):
    typed = {"signer": SIGNER, "caption": "กี่ทอ", **data}
    if name := typed.get("new_file"):
        typed["new_file"] = upload(name)

    response = post(sign_in(OFFICER), typed, code)

    assert errors(response) == expected
    assert not PackItem.objects.exists()
    assert not Evidence.objects.exists()
    page = response.content.decode()
    assert SIGNER in page or "กี่ทอ" in page or code == "form"


def test_either_a_file_or_text(sign_in, bid):
    response = post(sign_in(OFFICER), {"new_file": upload(), "text": "The city"})

    assert set(errors(response)) == {"text", "new_file"}
    assert "The city" in response.content.decode()


def test_wrong_type_says_what_is_taken(sign_in, bid):
    response = post(sign_in(OFFICER), {"new_file": upload("a.exe")}, "letter")

    assert str(WORDS["wrong-type"]) in visible_text(response)


def test_a_file_that_cannot_be_kept_says_so(sign_in, bid, settings, tmp_path):
    (tmp_path / "taken").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = str(tmp_path / "taken")

    response = post(
        sign_in(OFFICER), {"new_file": upload(), "signer": SIGNER}, "letter"
    )

    assert errors(response) == {"__all__": ["failed"]}
    assert SIGNER in response.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.each
@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("form", ["base", "file", "new_file", "text"]),
        (
            "letter",
            ["base", "file", "new_file", "signed_on", "signer", "valid_until"],
        ),
        (
            "photos",
            ["base", "caption", "credit", "file", "new_file", "new_rights", "rights"],
        ),
        ("links", ["base", "text"]),
        ("other", ["base", "file", "new_file"]),
    ],
)
def test_each_kind_asks_only_for_what_it_needs(code, fields, sign_in, bid):
    for kind in ("links", "other"):
        row = bid.call.documents.model(
            call=bid.call, code=kind, kind=kind, name_th=kind, name_en=kind
        )
        verbs.create(row, by=None)

    response = sign_in(OFFICER).get(address(ITEM, code=code))

    assert sorted(response.context["form"].fields) == fields


def test_rights_are_not_asked_for_where_the_call_does_not(sign_in, bid):
    rights = bid.call.documents.get(kind="rights")
    rights.kind = "other"
    verbs.edit(rights, by=None)

    response = sign_in(OFFICER).get(address(ITEM, code="photos"))

    assert "rights" not in response.context["form"].fields


def test_only_pictures_of_ones_own_library_are_offered_for_a_photo(sign_in, bid):
    picture = make_file(bid.city, title_th="ภาพ", media_type="image/png")
    make_file(bid.city, title_th="แผน")
    make_evidence(bid.city)
    retired = make_file(bid.city, title_th="เก่า", media_type="image/png")
    retired.retire(by=None, reason="ผิด")

    form = sign_in(OFFICER).get(address(ITEM, code="photos")).context["form"]

    assert list(form.fields["file"].queryset) == [picture]


# Two people, and taking out


def test_the_second_gets_both_values_and_loses_nothing(sign_in, bid):
    post(sign_in("secretary"), {"signer": "ก", "signed_on": "5/1/2564"}, "letter")

    response = post(
        sign_in(OFFICER),
        {"signer": SIGNER, "new_file": upload("mine.pdf")},
        "letter",
    )

    assert response.status_code == 409
    text = visible_text(response)
    assert "secretary" in text
    assert SIGNER in response.content.decode()
    assert "5/1/2564" in text
    mine = Evidence.objects.get()
    assert response.context["form"]["file"].value() == mine.pk
    assert PackItem.objects.get().signer == "ก"


def test_of_two_files_both_titles_are_told(sign_in, bid):
    theirs, mine = (make_file(bid.city, title_th=name) for name in ("เขา", "ฉัน"))
    post(sign_in("secretary"), {"file": theirs.pk}, "letter")

    response = post(sign_in(OFFICER), {"file": mine.pk}, "letter")

    [words] = response.context["form"].errors["file"]
    assert (theirs.title in words, mine.title in words) == (True, True)


def test_a_file_and_a_text_of_two_people_are_no_pair(sign_in, bid):
    piece = make_file(bid.city)
    post(sign_in("secretary"), {"text": "theirs"})

    response = post(sign_in(OFFICER), {"file": piece.pk})

    assert response.status_code == 409
    assert PackItem.objects.get().file is None


def test_saving_once_more_puts_mine_in_its_place(sign_in, bid):
    post(sign_in("secretary"), {"text": "theirs"})
    client = sign_in(OFFICER)
    base = post(client, {"text": "mine"}).context["form"]["base"].value()

    response = post(client, {"text": "mine", "base": base})

    assert response.status_code == 302
    assert PackItem.objects.get().text == "mine"


def test_taking_out_empties_the_place_and_keeps_the_piece(sign_in, bid):
    client = sign_in(OFFICER)
    piece = make_file(bid.city)
    post(client, {"file": piece.pk}, "letter")
    base = base_of(PackItem.objects.get())

    response = post(client, {"step": "empty", "base": base}, "letter")

    assert response["Location"] == f"{address(PACK)}#letter"
    assert PackItem.objects.get().is_empty()
    assert Evidence.objects.get() == piece
    assert LogEntry.objects.latest("sequence").verb == "empty"


@pytest.mark.parametrize("base", ["0", "", "x", "9" * 5000])
def test_taking_out_what_somebody_changed_shows_it_first(base, sign_in, bid):
    client = sign_in(OFFICER)
    post(client, {"text": "theirs"})

    response = post(client, {"step": "empty", "base": base})

    assert response.status_code == 409
    assert "theirs" in response.content.decode()
    assert PackItem.objects.get().text == "theirs"


# The ZIP, and what nobody else sees


@pytest.mark.parametrize("language", ["th", "en"])
def test_zip_is_streamed_under_a_plain_name(language, sign_in, bid):
    client = sign_in("cea")
    with translation.override(language):
        response = client.get(address(ZIP))
        data = response.getvalue()

    assert response.streaming
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == (
        'attachment; filename="pack-nan-2021.zip"'
    )
    opened = zipfile.ZipFile(io.BytesIO(data))
    assert json.loads(opened.read("manifest.json"))["language"] == language


def test_sample_data_is_marked_in_the_name_and_in_the_manifest(sign_in, bid):
    make_evidence(bid.city, is_sample=True)

    response = sign_in(OFFICER).get(address(ZIP))

    assert "pack-nan-2021-sample.zip" in response["Content-Disposition"]
    opened = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    assert json.loads(opened.read("manifest.json"))["is_sample"] is True


def test_a_signer_is_on_no_public_page(sign_in, bid):
    post(sign_in(OFFICER), {"signer": SIGNER}, "letter")

    visitor = Client()
    for name in ("cities:detail", "cities:index", "programmes:home"):
        assert SIGNER not in visitor.get(address(name)).content.decode()
    assert not LogEntry.objects.filter(subject="cities.packitem", is_public=True)
