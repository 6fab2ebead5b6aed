"""News and knowledge as the public reads them."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from cities.models import City
from creativecity.thai_calendar import today
from programmes.models import Article, ArticleImage
from tests.addresses import address
from tests.factories import make_article, make_article_image, make_city
from tests.visible import visible_text

LIST, PAGE, PICTURE = (
    "programmes:knowledge",
    "programmes:article",
    "programmes:article_picture",
)
ENGLISH = {
    "title_en": "A workshop",
    "summary_en": "With craftspeople",
    "body_en": "It was held",
}
PAST = date(2026, 9, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def page_of(article, client, language="th"):
    path = address(PAGE, slug=article.slug)
    return client.get(re.sub("^/(th|en)/", f"/{language}/", path))


def picture_of(image, client, width=48):
    return client.get(address(PICTURE, slug=image.article.slug, width=width))


# The list


def test_empty_list_teaches(client, facts):
    assert _("Nothing is published yet") in visible_text(client.get(address(LIST)))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["สาม", "สอง", "หนึ่ง"]),
        ("?kind=knowledge", ["สอง"]),
        ("?city=nan", ["สาม"]),
        ("?field=design", ["สอง"]),
        ("?year=2025", ["หนึ่ง"]),
        ("?year=soon&city=atlantis&kind=gossip", ["สาม", "สอง", "หนึ่ง"]),
        ("?kind=news&field=design", []),
    ],
)
def test_list_shows_what_was_chosen_newest_first(client, nan, query, titles):
    make_article(title_th="หนึ่ง", published=date(2025, 12, 31))
    make_article(title_th="สอง", kind="knowledge", field="design", published=PAST)
    make_article(title_th="สาม", cities=[nan], published=PAST)
    make_article(title_th="ร่าง", cities=[nan])

    response = client.get(address(LIST) + query)

    assert [article.title_th for article in response.context["page"]] == titles


def test_each_filter_that_is_set_can_be_taken_away(client, nan):
    make_article(cities=[nan], published=PAST)

    html = client.get(address(LIST) + "?city=nan&year=2026&page=1").content.decode()

    assert 'href="/th/knowledge/?year=2026"' in html
    assert 'href="/th/knowledge/?city=nan"' in html


def test_nothing_found_says_how_to_find_something(client, nan):
    make_article(published=PAST)

    text = visible_text(client.get(address(LIST) + "?city=nan"))

    assert _("No article fits what was chosen") in text


def test_long_list_has_pages(client, db):
    for _number in range(13):
        make_article(published=PAST)

    first, second = (client.get(address(LIST) + f"?page={n}") for n in (1, 2))

    assert [len(page.context["page"]) for page in (first, second)] == [12, 1]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_no_more_for_more_articles(
    client, nan, rows, django_assert_max_num_queries
):
    for number in range(rows):
        city = make_city(f"city-{number}")
        make_article_image(make_article(cities=[nan, city], published=PAST))

    with django_assert_max_num_queries(9):
        client.get(address(LIST))


# One article


def test_article_shows_its_text_its_cities_and_its_sources(client, nan):
    article = make_article(
        cities=[nan], field="design", source_codes=["F17"], published=PAST
    )

    html = page_of(article, client).content.decode()

    assert "<h2>สิ่งที่ได้ทำ</h2>" in html
    assert '<a href="/th/cities/nan/">' in html
    assert '<a href="/th/knowledge/?field=design">' in html
    assert '<time datetime="2026-09-01">1 กันยายน 2569</time>' in html
    assert 'id="source-F17"' in html


@pytest.mark.parametrize(
    ("fields", "language", "html_lang", "words"),
    [
        ({}, "th", "", ""),
        ({}, "en", "th", "This article is in Thai"),
        (ENGLISH, "en", "", ""),
    ],
)
def test_article_without_english_is_shown_in_thai_and_says_so(
    client, db, fields, language, html_lang, words
):
    response = page_of(make_article(published=PAST, **fields), client, language)

    html = response.content.decode()
    marked = re.findall(r'<div class="prose"(?: lang="(\w+)")?>', html)
    assert marked == [html_lang]
    assert words in html
    assert bool(words) is ("in Thai; it has not been translated" in html)


def test_english_older_than_its_thai_says_so(client, db):
    article = make_article(published=PAST, **ENGLISH)
    article.title_th = "ใหม่"
    article.edit(by=None, fields=["title_th"])

    assert (
        b"after this translation was last checked"
        in page_of(article, client, "en").content
    )
    assert b"last checked" not in page_of(article, client, "th").content


@pytest.mark.parametrize("days", [None, 1])
def test_article_that_is_not_shown_yet_is_not_there(client, db, days):
    ahead = days and today() + timedelta(days=days)
    article = make_article()
    if ahead:
        article.publish(by=None, from_day=ahead)

    assert page_of(article, client).status_code == 404


def test_article_that_was_taken_down_is_gone_in_the_next_request(client, db):
    article = make_article(published=PAST)
    seen = page_of(article, client)
    article.take_down(by=None, reason="ซ้ำ")

    path = address(PAGE, slug=article.slug)
    again = client.get(path, headers={"If-None-Match": seen["ETag"]})

    assert (seen.status_code, again.status_code) == (200, 404)


def test_article_leads_to_its_neighbours_and_to_what_is_near(client, nan):
    older = make_article(published=date(2026, 8, 1))
    article = make_article(cities=[nan], published=PAST)
    newer = make_article(cities=[nan], published=date(2026, 9, 2))

    context = page_of(article, client).context

    assert (context["older"], context["newer"]) == (older, newer)
    assert context["related"] == [newer]


# Pictures


def test_picture_is_shown_in_its_place_and_the_others_below(client, db):
    article = make_article(body_th="ก\n\n![](picture:2)\n\nข", published=PAST)
    make_article_image(article)
    make_article_image(article, width=60)

    html = page_of(article, client).content.decode()

    places = re.findall(r'src="([^"]+webp)"', html.split("<article")[1])
    assert [place.split("/")[-2:] for place in places] == [
        ["2", "60.webp"],
        ["1", "48.webp"],
    ]


def test_picture_is_given_out_as_what_it_is_and_asked_for_anew(client, db):
    image = make_article_image(make_article(published=PAST))

    response = picture_of(image, client)

    assert response.getvalue()[8:12] == b"WEBP"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_picture_of_a_draft_is_for_those_who_keep_it(client, sign_in, nan):
    image = make_article_image(make_article(cities=[nan]))

    assert picture_of(image, client).status_code == 404
    assert picture_of(image, sign_in("officer.sukhothai")).status_code == 404
    own = picture_of(image, sign_in("officer.nan"))
    assert own.getvalue()[8:12] == b"WEBP"
    assert "no-store" in own["Cache-Control"]


def test_picture_in_a_width_that_is_not_kept_is_not_there(client, db):
    image = make_article_image(make_article(published=PAST))

    assert picture_of(image, client, width=47).status_code == 404


def test_picture_whose_file_is_lost_is_not_there(client, db):
    image = make_article_image(make_article(published=PAST))
    default_storage.delete(image.path(48))

    assert picture_of(image, client).status_code == 404


def test_withdrawn_picture_is_gone_from_the_page_in_the_next_request(client, db):
    article = make_article(published=PAST)
    image = make_article_image(article)
    seen = page_of(article, client)
    image.withdraw_consent(by=None)

    path = address(PAGE, slug=article.slug)
    again = client.get(path, headers={"If-None-Match": seen["ETag"]})

    assert b".webp" in seen.content.split(b"<article")[1]
    assert b".webp" not in again.content
    assert picture_of(image, client).status_code == 404


# The sample


def test_sample_has_an_article_for_each_thing_that_can_be_seen(sampled, client):
    on = date(2026, 11, 26)
    articles = Article.objects.all()

    assert {article.state(on) for article in articles} == {
        "published",
        "scheduled",
        "proposed",
    }
    assert articles.in_state("no-english").count() == 1
    assert articles.in_state("older-english").count() == 1
    assert all(article.is_sample for article in articles)
    assert ArticleImage.objects.get().is_sample
