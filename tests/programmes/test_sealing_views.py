"""The pages that freeze, sign, correct and check a report."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cities.models import Agency, City
from creativecity.ledger import triggers
from programmes.models import (
    Erratum,
    FrozenReport,
    Rendering,
    SealedReport,
    Signature,
)
from programmes.sealing import add_erratum, freeze_report, sign_report
from tests.factories import (
    make_action_point,
    make_agreed_review,
    make_sealed_report,
    make_verified,
    new_signature,
)
from tests.signing_in import long_ago
from tests.visible import visible_text

PLACE = {"slug": "mou-2563", "year": 4}
PASSWORD = "a long enough password"
NAME = {"name": "สมชาย ใจดี", "office_th": "ผู้อำนวยการ", "office_en": "Director"}


@pytest.fixture
def review(cast):
    return make_agreed_review()


@pytest.fixture
def sealed(review, cast):
    return make_sealed_report(review, dasta=cast["dasta"], cea=cast["cea"])


def url(name, language="en"):
    with override(language):
        return reverse(name, kwargs=PLACE)


def test_the_secretary_freezes_what_nothing_blocks(review, sign_in):
    secretary = sign_in("secretary")
    page = visible_text(secretary.get(url("staff:freeze_report")))

    response = secretary.post(url("staff:freeze_report"))

    assert "Freezing fixes every value" in page
    assert response["Location"] == url("staff:frozen_report")
    frozen = FrozenReport.objects.get()
    shown = visible_text(secretary.get(url("staff:frozen_report")))
    assert frozen.sha256 in shown
    assert "by nobody yet" in shown


def test_what_blocks_is_listed_with_the_way_to_it(review, sign_in):
    review.held_on = None
    review.save()
    secretary = sign_in("secretary")

    page = secretary.get(url("staff:freeze_report"))
    refused = secretary.post(url("staff:freeze_report"), follow=True)

    assert f'href="{url("staff:hold")}"' in page.content.decode()
    assert "not recorded as held" in visible_text(refused)
    assert not FrozenReport.objects.exists()


def test_what_is_open_still_is_carried_from_the_page_that_it_blocks(review, sign_in):
    secretary = sign_in("secretary")
    way = f'href="{url("staff:carry_action_points")}"'

    before = secretary.get(url("staff:freeze_report")).content.decode()
    make_action_point()
    after = secretary.get(url("staff:freeze_report")).content.decode()

    assert [way in page for page in (before, after)] == [False, True]


def test_frozen_anew_the_page_says_what_becomes_void(review, sign_in):
    freeze_report(review, by=None)

    page = visible_text(sign_in("secretary").get(url("staff:freeze_report")))

    assert "Frozen anew, what was signed of that one is void" in page


def test_before_it_is_frozen_there_is_a_draft(review, sign_in):
    auditor = sign_in("auditor")

    frozen = visible_text(auditor.get(url("staff:frozen_report")))
    changed = visible_text(auditor.get(url("staff:changed_since")))

    assert "The report has not been frozen yet" in frozen
    assert "there is nothing to compare" in changed


def test_signing_asks_for_the_password_once_more(review, sign_in):
    frozen = freeze_report(review, by=None)
    client = long_ago(sign_in("dasta"))

    response = client.post(url("staff:sign_report"), {**NAME, "sha256": frozen.sha256})

    assert "/accounts/again/" in response["Location"]
    assert not Signature.objects.exists()


def test_what_was_typed_is_signed_once_the_password_is_typed(review, sign_in):
    frozen = freeze_report(review, by=None)
    client = long_ago(sign_in("dasta"))
    sent = {**NAME, "sha256": frozen.sha256}
    again = client.post(url("staff:sign_report"), sent)["Location"]

    client.post(again, {"password": PASSWORD}, follow=True)

    signature = Signature.objects.get()
    assert (signature.name, signature.agency.code) == ("สมชาย ใจดี", "dasta")


def test_both_sign_and_the_report_is_public(review, sign_in, client):
    frozen = freeze_report(review, by=None)
    sent = {**NAME, "sha256": frozen.sha256}

    first = sign_in("dasta").post(url("staff:sign_report"), sent, follow=True)
    second = sign_in("cea").post(url("staff:sign_report"), sent, follow=True)

    assert "sealed once the other agency has signed" in visible_text(first)
    assert first.redirect_chain[-1][0] == url("staff:frozen_report")
    assert NAME["name"] in visible_text(first)
    assert "the report is sealed and public" in visible_text(second)
    assert SealedReport.objects.get().report == frozen
    page = visible_text(client.get(url("programmes:review")))
    assert frozen.sha256 in page
    assert "The agreement" in page


def test_signing_is_offered_to_who_may_sign(review, sign_in, cast):
    frozen = freeze_report(review, by=None)
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"])
    offer = f'href="{url("staff:sign_report")}"'

    shown = {
        role: offer in sign_in(role).get(url("staff:frozen_report")).content.decode()
        for role in ("dasta", "cea", "secretary")
    }

    assert shown == {"dasta": False, "cea": True, "secretary": False}


def test_of_two_agencies_one_signs_for_that_which_has_not(review, sign_in, cast):
    both = cast["cea"]
    Agency.objects.get(code="dasta").staff.add(both)
    frozen = freeze_report(review, by=None)
    sign_report(new_signature(frozen, "dasta"), by=cast["dasta"])

    page = sign_in("cea").get(url("staff:sign_report"))

    assert page.context["agency"].code == "cea"


def test_a_hash_of_before_is_not_signed(review, sign_in):
    old = freeze_report(review, by=None)
    freeze_report(review, by=None)
    client = sign_in("cea")

    response = client.post(url("staff:sign_report"), {**NAME, "sha256": old.sha256})

    # Frozen twice at the same moment the values differ by their point alone.
    assert response.status_code == 409
    assert "frozen anew meanwhile" in visible_text(response)
    assert 'value="สมชาย ใจดี"' in response.content.decode()
    assert not Signature.objects.exists()


def test_what_blocks_a_signature_is_said(review, sign_in, cast):
    frozen = freeze_report(review, by=cast["cea"])
    client = sign_in("cea")

    page = visible_text(client.get(url("staff:sign_report")))
    response = client.post(url("staff:sign_report"), {**NAME, "sha256": frozen.sha256})

    assert "Who froze the report" in page
    assert response.status_code == 409
    assert "Who froze the report" in visible_text(response)


def test_before_it_is_frozen_nothing_is_signed(review, sign_in):
    client = sign_in("cea")

    page = visible_text(client.get(url("staff:sign_report")))
    response = client.post(url("staff:sign_report"), {**NAME, "sha256": "0" * 64})

    assert "The report is not frozen yet" in page
    assert response.status_code == 409


def test_an_account_of_no_agency_signs_nothing(review, sign_in, cast):
    frozen = freeze_report(review, by=None)
    cast["cea"].agencies.clear()
    cea = sign_in("cea")

    response = cea.post(url("staff:sign_report"), {**NAME, "sha256": frozen.sha256})

    assert response.status_code == 409
    assert not Signature.objects.exists()


def test_an_erratum_stands_beside_the_report(sealed, sign_in, client):
    secretary = sign_in("secretary")
    empty = secretary.post(url("staff:add_erratum"), {"text_th": ""})
    said = {"text_th": "ตารางที่ 2 คลาดเคลื่อน", "text_en": "Table 2 is wrong"}

    secretary.post(url("staff:add_erratum"), said)

    assert b"<title>Error:" in empty.content
    assert Erratum.objects.get().number == 1
    assert "Table 2 is wrong" in visible_text(client.get(url("programmes:review")))


def test_no_erratum_before_the_seal(review, sign_in):
    assert sign_in("secretary").get(url("staff:add_erratum")).status_code == 404


def test_sealed_against_live(sealed, sign_in, cast):
    auditor = sign_in("auditor")
    before = visible_text(auditor.get(url("staff:changed_since")))
    nan = City.objects.get(slug="nan")
    make_verified(nan, level=2, on=sealed.review.window().last_day, by=cast["cea"])

    after = visible_text(auditor.get(url("staff:changed_since")))

    assert "Nothing: gathered again now" in before
    assert "Cities › Nan › Readiness › lowest" in after


# Does this copy fit?


def check(client, **data):
    return visible_text(client.post(url("programmes:verify"), data))


def test_a_copy_of_the_values_fits(sealed, client):
    copy = SimpleUploadedFile("report.json", sealed.report.values.encode())

    assert "This copy fits" in check(client, file=copy)


@pytest.mark.parametrize("content", [b"", b"{}", b"%PDF-1.7"])
def test_another_file_does_not_fit(content, sealed, client):
    copy = SimpleUploadedFile("report.json", content)

    assert "does not fit the sealed report" in check(client, file=copy)


def test_a_file_that_was_lost_here_fits_nothing(sealed, client):
    client.get(reverse("programmes:report_xlsx", kwargs=PLACE)).getvalue()
    Rendering.objects.get().file.storage.delete(Rendering.objects.get().file.name)

    file = SimpleUploadedFile("a.xlsx", b"PK")
    response = client.post(url("programmes:verify"), {"file": file})

    assert response.context["found"].fits is False


def test_a_file_of_before_an_erratum_is_known_again(sealed, client):
    address = reverse("programmes:report_xlsx", kwargs=PLACE)
    file = SimpleUploadedFile("a.xlsx", client.get(address).getvalue())
    now = check(client, file=file)
    erratum = Erratum(sealed=sealed, text_th="ผิด", text_en="A figure is wrong")
    add_erratum(erratum, by=None)
    client.get(address).getvalue()
    file.seek(0)

    page = check(client, file=file)

    assert "one that this portal made of the sealed report" in now
    assert "made earlier of the same sealed values" in page
    assert "A figure is wrong" in page


def test_a_copy_saved_with_other_blanks_does_not_fit(sealed, client):
    values = json.dumps(json.loads(sealed.report.values), indent=1)
    copy = SimpleUploadedFile("report.json", values.encode())

    assert "does not fit the sealed report" in check(client, file=copy)


def test_the_printed_hash_fits(sealed, client):
    assert "This is the hash" in check(client, sha256=sealed.sha256.upper())
    assert "does not fit" in check(client, sha256="0" * 64)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file, or write the hash."),
        ({"sha256": "abc"}, "A SHA-256 has 64 characters"),
    ],
)
def test_what_cannot_be_checked_is_said(sent, words, sealed, client):
    page = check(client, **sent)

    assert words in page


def test_the_page_computes_the_hash_anew(sealed, client):
    page = visible_text(client.get(url("programmes:verify")))

    assert "The values kept here fit the hash" in page


def test_without_a_sealed_report_there_is_nothing_to_check(review, client):
    page = client.get(url("programmes:verify"))

    assert "has not been sealed" in visible_text(page)
    assert (
        client.post(url("programmes:verify"), {"sha256": "0" * 64}).status_code == 200
    )


@pytest.mark.parametrize("flipped", ['"year":3', '"year";4'])
def test_a_flipped_byte_is_told_on_both_pages(flipped, sealed, client):
    triggers.remove()
    values = sealed.report.values.replace('"year":4', flipped, 1)
    FrozenReport.objects.filter(pk=sealed.report.pk).update(values=values)

    for name in ("programmes:review", "programmes:verify"):
        assert "do not fit the hash" in visible_text(client.get(url(name)))
    for kind in ("pdf", "json"):
        response = client.get(url(f"programmes:report_{kind}"))
        assert response["Location"] == url("programmes:verify")
