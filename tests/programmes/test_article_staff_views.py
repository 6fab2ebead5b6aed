"""News and knowledge as staff write, publish and illustrate them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from cities.models import City, Draft
from creativecity.ledger.models import LogEntry
from creativecity.ledger.overtaken import base_of
from creativecity.thai_calendar import today
from programmes.models import Article, ArticleImage
from tests.addresses import OPENED_LAST, address
from tests.factories import DAY, make_article, make_article_image, make_picture
from tests.visible import visible_text

OFFICER, OTHER = "officer.nan", "officer.sukhothai"
LIST, PAGE, EDIT = "staff:articles", "staff:article", "staff:edit_article"
ADD, PUBLISH, DOWN = (
    "staff:add_article",
    "staff:publish_article",
    "staff:take_down_article",
)
ADD_PICTURE, PICTURE = "staff:add_picture", "staff:edit_picture"
TEXT = {
    "kind": "news",
    "title_th": "ชวนร่วมเวิร์กช็อป",
    "summary_th": "พบกันที่ย่าน",
    "body_th": "พบกัน\n\n- วันเสาร์\n    - เช้า",
}
ENGLISH = {"title_en": "Come", "summary_en": "Meet us", "body_en": "On Saturday"}
WORDS = {
    "alt_th": "ช่างเงิน",
    "alt_en": "A silversmith",
    "credit_th": "ภาพ: เทศบาล",
    "consent": "not-needed",
}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def draft(nan, cast):
    return make_article(cities=[nan], by=cast[OFFICER])


def at(name, article, **more):
    return address(name, slug=article.slug, **more)


def errors(response):
    """Field to the words of what is wrong with it."""
    return dict(response.context["form"].errors)


# The list


def test_empty_list_teaches_and_offers_the_first_step(sign_in):
    text = visible_text(sign_in(OFFICER).get(address(LIST)))

    assert _("No article yet") in text
    assert _("Write an article") in text


def test_auditor_reads_and_is_offered_no_button(sign_in, draft):
    client = sign_in("auditor")

    assert _("Write an article") not in visible_text(client.get(address(LIST)))
    assert client.get(at(PAGE, draft)).context["steps"] == set()
    assert client.get(at(EDIT, draft)).status_code == 403


@pytest.mark.parametrize(
    ("state", "count"), [("", 3), ("draft", 2), ("proposed", 1), ("published", 1)]
)
def test_list_narrows_to_a_state(sign_in, nan, state, count):
    make_article(cities=[nan])
    make_article(cities=[nan]).propose(by=None)
    make_article(cities=[nan], published=DAY)
    make_article(published=DAY)  # of no city

    response = sign_in(OFFICER).get(address(LIST) + f"?state={state}")

    assert response.context["page"].paginator.count == count


def test_list_that_narrows_to_nothing_says_so(sign_in, draft):
    response = sign_in(OFFICER).get(address(LIST) + "?state=taken-down")

    assert _("No article fits what was chosen.") in visible_text(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_no_more_for_more_articles(
    sign_in, nan, rows, django_assert_max_num_queries
):
    client = sign_in("cea")
    for _number in range(rows):
        make_article(cities=[nan])

    with django_assert_max_num_queries(16):
        client.get(address(LIST))


# Writing


def test_officer_writes_about_the_own_city(sign_in, nan):
    client = sign_in(OFFICER)

    response = client.post(address(ADD), {**TEXT, "cities": [nan.pk]})

    article = Article.objects.get()
    assert response["Location"] == at(PAGE, article)
    assert list(article.cities.all()) == [nan]
    assert article.body_th == TEXT["body_th"]
    assert (article.state(), article.has_english()) == ("draft", False)


def test_officer_ticks_the_own_city_and_no_other(sign_in, nan):
    client, sukhothai = sign_in(OFFICER), City.objects.get(slug="sukhothai")

    without = client.post(address(ADD), TEXT)
    another = client.post(address(ADD), {**TEXT, "cities": [sukhothai.pk]})

    assert list(errors(without)) == ["cities"]
    assert list(errors(another)) == ["cities"]


def test_city_that_an_agency_added_stays_when_its_officer_edits(sign_in, nan):
    sukhothai = City.objects.get(slug="sukhothai")
    article = make_article(cities=[nan, sukhothai])

    data = {**TEXT, **OPENED_LAST, "cities": [nan.pk]}
    sign_in(OFFICER).post(at(EDIT, article), data)

    assert set(article.cities.all()) == {nan, sukhothai}


def test_city_that_an_agency_unticks_is_gone(sign_in, draft):
    sign_in("cea").post(at(EDIT, draft), TEXT | OPENED_LAST)

    assert list(draft.cities.all()) == []


@pytest.mark.each
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": "Half"}, "summary_en"),
        ({"title_th": "\u200b"}, "title_th"),
        ({"body_th": " \n\t\n"}, "body_th"),
        ({"body_th": "![x](https://a.example/b.png)"}, "body_th"),
        ({"body_th": "![x](picture:1)"}, "body_th"),
        ({"body_th": "[" * 30}, "body_th"),
        ({"source_codes": "F999"}, "source_codes"),
    ],
)
def test_what_cannot_be_shown_is_said_at_its_field(sign_in, cast, changes, field):
    response = sign_in("cea").post(address(ADD), {**TEXT, **changes})

    assert field in errors(response)
    assert Article.objects.count() == 0


def test_text_is_kept_in_its_one_spelling_line_by_line(sign_in, cast):
    body = "# เเผน\r\n\r\n- ก\u200bข  ค  \r\n\t- ง\r\n"

    sign_in("cea").post(address(ADD), {**TEXT, "body_th": body})

    assert Article.objects.get().body_th == "# แผน\n\n- กข ค\n    - ง"


def test_preview_shows_the_text_and_saves_nothing(sign_in, draft):
    make_article_image(draft)
    before = LogEntry.objects.count()
    data = {**TEXT, **ENGLISH, "body_th": "# ใหม่\n\n![](picture:1)", "step": "preview"}

    response = sign_in(OFFICER).post(at(EDIT, draft), data)

    thai, english = response.context["preview"]
    assert "<h2>ใหม่</h2>" in thai.body
    assert "<figure>" in thai.body
    assert english.body == "<p>On Saturday</p>"
    assert LogEntry.objects.count() == before


def test_preview_of_a_new_article_needs_nothing_but_its_text(sign_in, cast):
    response = sign_in("cea").post(address(ADD), {"body_th": "ก", "step": "preview"})

    assert [text.body for text in response.context["preview"]] == ["<p>ก</p>"]


def test_english_that_is_still_right_is_marked_as_looked_at(sign_in, nan):
    article = make_article(cities=[nan], **ENGLISH)
    data = {**TEXT, **ENGLISH, **OPENED_LAST, "cities": [nan.pk]}
    client = sign_in(OFFICER)

    client.post(at(EDIT, article), data)
    was_older = Article.objects.get().is_english_older()
    client.post(at(EDIT, article), {**data, "is_english_right": "on"})

    assert (was_older, Article.objects.get().is_english_older()) == (True, False)


def test_stale_save_is_told_both_values_and_saves_when_it_is_meant(sign_in, draft, nan):
    base = base_of(draft)
    draft.title_th = "ของคนอื่น"
    draft.edit(by=None, fields=["title_th"])
    client = sign_in(OFFICER)
    data = {**TEXT, "cities": [nan.pk], "base": base}

    told = client.post(at(EDIT, draft), data)
    again = {**data, "base": told.context["form"].data["base"]}
    saved = client.post(at(EDIT, draft), again)

    assert told.status_code == 409
    assert "ของคนอื่น" in str(errors(told)["title_th"])
    assert saved.status_code == 302
    assert Article.objects.get().title_th == TEXT["title_th"]


def test_published_article_is_not_the_officers_to_edit(sign_in, nan):
    article = make_article(cities=[nan], published=DAY)

    assert sign_in(OFFICER).get(at(EDIT, article)).status_code == 404
    assert sign_in("cea").get(at(EDIT, article)).status_code == 200


# Drafts


@pytest.mark.parametrize("name", [ADD, EDIT])
def test_what_is_typed_is_kept_and_shown_again_to_its_writer_alone(
    sign_in, draft, nan, name
):
    keep = "staff:keep_new_article" if name == ADD else "staff:keep_article"
    more = {} if name == ADD else {"slug": draft.slug}
    client = sign_in(OFFICER)

    answer = client.post(
        address(keep, **more), {**TEXT, "cities": [nan.pk], "base": "7", "hx": "x"}
    )
    form = client.get(address(name, **more)).context["form"]
    others = sign_in("cea").get(address(name, **more)).context["form"]

    assert 'data-state="kept"' in answer.content.decode()
    assert form["title_th"].value() == TEXT["title_th"]
    assert list(form["cities"].value()) == [str(nan.pk)]
    assert others["title_th"].value() != TEXT["title_th"]
    if name == EDIT:
        assert form["base"].value() == "7"


def test_draft_that_is_asked_for_and_not_there_is_none(sign_in, cast):
    answer = sign_in(OFFICER).get(address("staff:keep_new_article"))

    assert 'data-state="none"' in answer.content.decode()


def test_saving_ends_the_draft(sign_in, draft, nan):
    client, data = sign_in(OFFICER), {**TEXT, **OPENED_LAST, "cities": [nan.pk]}
    client.post(at("staff:keep_article", draft), data)
    client.post(address("staff:keep_new_article"), TEXT)

    client.post(at(EDIT, draft), data)
    client.post(address(ADD), data)

    assert Draft.objects.count() == 0


@pytest.mark.parametrize("name", [ADD, EDIT])
def test_draft_is_kept_and_discarded_by_its_buttons(sign_in, draft, name):
    client = sign_in(OFFICER)
    path = address(name, **({} if name == ADD else {"slug": draft.slug}))

    client.post(path, {"title_th": "ก", "step": "keep"})
    kept = Draft.objects.count()
    client.post(path, {"step": "discard"})

    assert (kept, Draft.objects.count()) == (1, 0)


# Steps


def test_officer_proposes_and_an_agency_publishes(sign_in, draft):
    desk = address("staff:desk")

    sign_in(OFFICER).post(at(PAGE, draft), {"step": "propose"})
    owed = [
        row for row in sign_in("cea").get(desk).context["owed"] if row.kind == "article"
    ]
    sign_in("cea").post(at(PUBLISH, draft), {"from_day": ""})

    assert [row.count for row in owed] == [1]
    assert Article.objects.get().state() == "published"


def test_article_is_published_from_a_day_ahead(sign_in, draft):
    ahead = today() + timedelta(days=30)

    response = sign_in("cea").post(
        at(PUBLISH, draft), {"from_day": f"{ahead:%d/%m}/{ahead.year + 543}"}
    )

    assert response.status_code == 302
    assert Article.objects.get().published_on == ahead


def test_day_that_has_passed_is_said_on_the_form(sign_in, draft):
    response = sign_in("cea").post(at(PUBLISH, draft), {"from_day": "1/1/2569"})

    assert list(errors(response)) == ["__all__"]
    assert Article.objects.get().state() == "draft"


def test_article_is_taken_down_with_a_reason_and_put_back(sign_in, nan):
    article, client = make_article(cities=[nan], published=DAY), sign_in("secretary")

    refused = client.post(at(DOWN, article), {"reason": " "})
    client.post(at(DOWN, article), {"reason": "ภาพผิด"})
    was_down = visible_text(client.get(at(PAGE, article)))
    client.post(at(PAGE, article), {"step": "put_back"})

    assert list(errors(refused)) == ["reason"]
    assert "ภาพผิด" in was_down
    assert Article.objects.get().state() == "published"


def test_article_taken_down_twice_is_told(sign_in, draft):
    client = sign_in("cea")
    client.post(at(DOWN, draft), {"reason": "ซ้ำ"})

    assert list(errors(client.post(at(DOWN, draft), {"reason": "ซ้ำ"}))) == ["__all__"]


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "step", "status"),
    [
        (OFFICER, "fly", 404),
        (OFFICER, "put_back", 403),
        ("auditor", "propose", 403),
        (OFFICER, "propose", 302),
    ],
)
def test_button_answers_to_its_role(sign_in, draft, name, step, status):
    assert sign_in(name).post(at(PAGE, draft), {"step": step}).status_code == status


def test_button_pressed_twice_says_what_is_so(sign_in, draft):
    client = sign_in(OFFICER)

    for _time in range(2):
        client.post(at(PAGE, draft), {"step": "propose"})

    text = visible_text(client.get(at(PAGE, draft)))
    assert _("Nothing was changed: this was done already, or cannot be done.") in text


def test_page_tells_what_happened_in_words(sign_in, draft, nan):
    make_article_image(draft)
    draft.field = "design"
    draft.edit(by=None, fields=["field"], cities=[])
    draft.edit(by=None, fields=[], cities=[nan])

    with translation.override("th"):
        text = visible_text(sign_in("cea").get(at(PAGE, draft)))

    assert str(Article._meta.get_field("field").verbose_name) in text
    assert str(Article._meta.get_field("cities").verbose_name) in text


def test_page_shows_both_languages(sign_in, nan):
    article = make_article(cities=[nan], **ENGLISH)

    texts = sign_in(OFFICER).get(at(PAGE, article)).context["texts"]

    assert [text.language for text in texts] == ["th", "en"]


# Pictures


@pytest.mark.slow
def test_picture_is_added_and_its_number_told(sign_in, draft):
    client = sign_in(OFFICER)

    response = client.post(at(ADD_PICTURE, draft), {**WORDS, "file": make_picture()})

    image = ArticleImage.objects.get()
    assert response["Location"] == at(PAGE, draft)
    assert (image.position, image.width, image.height) == (1, 48, 32)
    assert image.media_type == "image/webp"


@pytest.mark.each
@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"file": ""}, ["file"]),
        ({"alt_en": ""}, ["alt_en", "file"]),
        ({"consent": ""}, ["consent", "file"]),
        ({"consent": "withdrawn"}, ["consent", "file"]),
        (
            {"consent": "given"},
            ["consent_note", "consent_wording", "consented_on", "file"],
        ),
        ({"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")}, ["file"]),
        ({"file": SimpleUploadedFile("a.png", b"no picture")}, ["file"]),
    ],
)
def test_picture_without_what_it_needs_is_not_taken(sign_in, draft, changes, fields):
    data = {**WORDS, "file": make_picture(), **changes}

    response = sign_in(OFFICER).post(at(ADD_PICTURE, draft), data)

    assert sorted(errors(response)) == sorted(fields)
    assert ArticleImage.objects.count() == 0


def test_two_pictures_at_once_are_refused(sign_in, draft):
    data = {**WORDS, "file": [make_picture(), make_picture(60)]}

    response = sign_in(OFFICER).post(at(ADD_PICTURE, draft), data)

    assert list(errors(response)) == ["file"]


def test_picture_that_cannot_be_kept_is_told(sign_in, draft, settings):
    settings.MEDIA_ROOT = "/proc/nothing-can-be-written-here"

    response = sign_in(OFFICER).post(
        at(ADD_PICTURE, draft), {**WORDS, "file": make_picture()}
    )

    assert list(errors(response)) == ["file"]
    assert ArticleImage.objects.count() == 0


def test_words_of_a_picture_are_edited_and_a_stale_save_is_told(sign_in, draft):
    image, client = make_article_image(draft), sign_in(OFFICER)
    base = base_of(image)

    saved = client.post(at(PICTURE, draft), {**WORDS, "base": base})
    stale = client.post(at(PICTURE, draft), {**WORDS, "alt_th": "อื่น", "base": base})

    assert (saved.status_code, stale.status_code) == (302, 409)
    assert ArticleImage.objects.get().alt_th == WORDS["alt_th"]


@pytest.mark.parametrize("step", ["retire", "withdraw_consent"])
def test_picture_is_taken_off_by_a_button_once(sign_in, draft, step):
    make_article_image(draft)
    client = sign_in(OFFICER)

    for _time in range(2):
        response = client.post(at(PICTURE, draft), {"step": step})
    text = visible_text(client.get(response["Location"]))
    again = visible_text(client.get(at(PICTURE, draft)))

    assert not ArticleImage.objects.get().is_shown()
    assert _("The picture is shown no more, so nothing was changed.") in text
    assert _("Retire the picture") not in again


def test_unknown_button_of_a_picture_is_not_there(sign_in, draft):
    make_article_image(draft)

    response = sign_in(OFFICER).post(at(PICTURE, draft), {"step": "frame"})

    assert response.status_code == 404


def test_consent_is_withdrawn_of_a_picture_that_was_taken_down(sign_in, draft):
    image, client = make_article_image(draft), sign_in("secretary")
    image.retire(by=None)
    draft.take_down(by=None, reason="ผิด")

    link = client.get(at(PAGE, draft)).content.decode()
    page = client.get(at(PICTURE, draft))
    edited = client.post(at(PICTURE, draft), {**WORDS, "base": base_of(image)})
    client.post(at(PICTURE, draft), {"step": "withdraw_consent"})
    after = client.get(at(PAGE, draft)).content.decode()

    assert at(PICTURE, draft) in link
    assert 'value="withdraw_consent"' in page.content.decode()
    assert 'value="retire"' not in page.content.decode()
    assert edited.status_code == 200
    stored = ArticleImage.objects.get()
    assert (stored.alt_th, stored.consent) == (image.alt_th, "withdrawn")
    assert at(PICTURE, draft) not in after


def test_draft_keeps_what_no_database_would(sign_in, db):
    client = sign_in("secretary")

    client.post(address(ADD), {"title_th": "ก\x00ข", "step": "keep"})

    assert Draft.objects.get().values["title_th"] == ["กข"]
