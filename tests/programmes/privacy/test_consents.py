"""Consent to a picture: its wording, its day, and taking it back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from programmes.models import ArticleImage
from programmes.privacy.consents import OTHER, WORDINGS, called, choices, current
from tests.addresses import OPENED_LAST
from tests.factories import DAY, make_article, make_article_image, make_picture
from tests.visible import visible_text

GIVEN = {
    "alt_th": "ช่างเงิน",
    "alt_en": "A silversmith",
    "credit_th": "ภาพ: เทศบาล",
    "consent": "given",
    "consent_wording": "picture-1",
    "consented_on": "1/10/2569",
    "consent_note": "แฟ้ม 12/2569",
}


def test_every_wording_is_numbered_once_and_told_in_both_languages():
    numbers = [each.number for each in WORDINGS]

    assert len(set(numbers)) == len(numbers)
    assert all(each.text_th and each.text_en for each in WORDINGS)
    assert max(map(len, numbers)) <= 20
    assert [each.since for each in WORDINGS] == sorted(e.since for e in WORDINGS)


def test_newest_wording_is_handed_out_and_stands_first():
    assert choices()[0] == (current().number, current().number)
    assert choices()[-1][0] == OTHER


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("picture-1", "picture-1"),
        ("other", "other words, kept with the written consent"),
        ("", "wording not recorded"),
    ],
)
def test_wording_is_called(number, words):
    with translation.override("en"):
        assert str(called(number)) == words


@pytest.fixture
def send(db, sign_in):
    """`send(changes)`: what the form answers, in Thai."""
    article = make_article()

    def send(**changes):
        path = reverse("staff:add_picture", args=[article.slug])
        data = {**GIVEN, "file": make_picture(), **changes}
        return sign_in("secretary").post(path, data)

    return send


def test_wording_and_day_are_kept(send):
    send()

    image = ArticleImage.objects.get()
    assert (image.consent_wording, image.consented_on) == (
        "picture-1",
        date(2026, 10, 1),
    )
    assert image.consent_withdrawn_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent_wording": ""}, "consent_wording"),
        ({"consent_wording": "picture-99"}, "consent_wording"),
        ({"consented_on": ""}, "consented_on"),
        ({"consented_on": "1/10/2600"}, "consented_on"),
        ({"consented_on": "1/10/2999"}, "consented_on"),
        ({"consented_on": "soon"}, "consented_on"),
        ({"consent_note": ""}, "consent_note"),
    ],
)
def test_consent_lacks_nothing(send, changes, field):
    response = send(**changes)

    errors = response.context["form"].errors
    assert sorted(errors) == sorted([field, "file"])
    assert not ArticleImage.objects.exists()


def test_picture_of_nobody_needs_neither(send):
    nobody = dict.fromkeys(["consent_wording", "consented_on", "consent_note"], "")

    send(consent="not-needed", **nobody)

    assert ArticleImage.objects.get().consented_on is None


def test_form_holds_the_wording_to_hand_out(sign_in, db):
    path = reverse("staff:add_picture", args=[make_article().slug])

    assert current().text_th in visible_text(sign_in("secretary").get(path))


def test_staff_read_what_was_agreed_to_and_when(sign_in, db):
    image = make_article_image(
        make_article(),
        consent="given",
        consent_note="แฟ้ม 12/2569",
        consent_wording="picture-1",
        consented_on=DAY,
    )
    image.withdraw_consent(by=None, on=DAY)
    client, slug = sign_in("secretary"), image.article.slug

    with translation.override("en"):
        article = visible_text(client.get(reverse("staff:article", args=[slug])))
        picture = visible_text(
            client.get(reverse("staff:edit_picture", args=[slug, 1]))
        )

    assert "picture-1; consent withdrawn on" in article
    assert "(picture-1); consent withdrawn on" in picture


def test_day_on_which_consent_was_taken_back_is_kept(sign_in, db):
    image = make_article_image(make_article(published=DAY))
    path = reverse("staff:edit_picture", args=[image.article.slug, 1])

    sign_in("secretary").post(path, {"step": "withdraw_consent"})

    image.refresh_from_db()
    assert image.consent_withdrawn_on == today()
    told = LogEntry.objects.latest("sequence").payload["after"]
    assert told == {
        "consent": "withdrawn",
        "consent_withdrawn_on": today().isoformat(),
    }


def test_wording_of_a_picture_is_changed(sign_in, db):
    image = make_article_image(make_article())
    path = reverse("staff:edit_picture", args=[image.article.slug, 1])

    sign_in("secretary").post(path, {**GIVEN, **OPENED_LAST})

    image.refresh_from_db()
    assert (image.consent, image.wording()) == ("given", "picture-1")


@pytest.mark.slow
def test_picture_leaves_every_public_address_in_the_next_request(client, db):
    image = make_article_image(make_article(published=DAY))
    slug = image.article.slug
    paths = [
        reverse("programmes:home"),
        reverse("programmes:knowledge"),
        reverse("programmes:article", args=[slug]),
        f"{reverse('programmes:search')}?q=เวิร์กช็อป",
        image.usual_address(),
    ]
    seen = [client.get(path) for path in paths]
    seen[-1].getvalue()  # to its end, where the file is closed
    image.withdraw_consent(by=None)

    again = [
        client.get(path, headers={"If-None-Match": old.get("ETag", "")})
        for path, old in zip(paths, seen, strict=True)
    ]

    address = image.usual_address().rpartition("/")[0]
    assert address in seen[2].content.decode()
    assert [page.status_code for page in again] == [200, 200, 200, 200, 404]
    shown = [address in page.content.decode() for page in again[:4]]
    assert shown == [False] * 4


def test_no_upload_is_needed_to_say_that_it_is_wrong(send):
    response = send(file=SimpleUploadedFile("a.png", b"no picture"))

    assert list(response.context["form"].errors) == ["file"]
