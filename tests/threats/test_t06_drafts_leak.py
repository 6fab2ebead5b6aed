"""T6: a draft or what was returned leaks through API, feed, sitemap, search, picture,
file or report.

The fields of all of it, one by one: tests/test_open_data_canaries.py.
"""

import pytest
from django.urls import reverse

from cities.models import City
from creativecity.thai_calendar import today
from tests.addresses import address
from tests.canaries import Listening
from tests.factories import (
    DAY,
    make_article,
    make_article_image,
    make_evidence,
    make_moderation,
    make_reading,
    make_suggestion,
    make_verdict,
)

WORD = "kanarie6x"
SLUG = "kanarie6x-draft"
NAN = {"slug": "nan"}


@pytest.fixture
def kept(cast):
    """What nobody published: each holds the word."""
    nan, officer, cea = City.objects.get(slug="nan"), cast["officer.nan"], cast["cea"]
    texts = dict.fromkeys(("title_th", "summary_th", "body_th"), WORD)
    draft = make_article(SLUG, cities=[nan], by=officer, **texts)
    make_article_image(draft, alt_th=WORD, credit_th=WORD)
    make_article(f"{SLUG}-ahead", published=DAY.replace(2099), **texts)
    reading = make_reading(nan, "R1.1", by=officer, note=WORD, on=today())
    make_verdict(reading, by=cea, verdict="returned", reason=WORD)
    make_evidence(nan, title_th=WORD, link=f"https://example.org/{WORD}")
    withheld = make_suggestion(nan, "NAN-98/2569", text=WORD)
    make_moderation(withheld, "withheld", by=officer, reason=WORD)


PLACES = {
    "home": lambda: address("programmes:home"),
    "city": lambda: address("cities:detail", **NAN),
    "readiness": lambda: address("cities:readiness", **NAN),
    "embed": lambda: address("embed", **NAN),
    "knowledge": lambda: address("programmes:knowledge"),
    "suggestions": lambda: address("programmes:suggestions"),
    "suggestions file": lambda: address("programmes:suggestions_csv"),
    "search": lambda: f"{address('programmes:search')}?q={WORD}",
    "feed": lambda: address("programmes:changes_atom"),
    "feed of the city": lambda: address("cities:changes_atom", **NAN),
    "calendar": lambda: address("calendar"),
    "sitemap": lambda: address("sitemap"),
    "picture of the city": lambda: address("cities:card", **NAN),
    "everything": lambda: address("programmes:dump"),
    "articles": lambda: "/api/v1/articles/",
    "readings": lambda: "/api/v1/readings/",
    "evidence": lambda: "/api/v1/evidence/",
    "suggestions of the API": lambda: "/api/v1/suggestions/",
    "report": lambda: reverse("programmes:report_json", args=["mou-2563", 4]),
}


@pytest.mark.parametrize("place", PLACES)
def test_t06_what_nobody_published_is_nowhere(place, kept):
    stranger, path = Listening(), PLACES[place]()

    answer = stranger.get(path, follow=True)

    heard = "".join(stranger.heard.values()).replace(f"?q={WORD}", "")
    asked = heard.replace(f'value="{WORD}"', "")
    assert answer.status_code in {200, 302, 404}
    assert SLUG not in heard
    assert place == "search" or WORD not in asked


def test_t06_search_finds_none_of_it(kept, client):
    page = client.get(PLACES["search"]())

    main = page.content.decode().partition("<main")[2]
    answers = main.partition("</form>")[2].replace(f"q={WORD}", "")
    assert f">{WORD}" not in answers
    assert [row for row in page.context["page"] if WORD in str(row)] == []


@pytest.mark.parametrize(
    "path", [f"knowledge/{SLUG}/", f"knowledge/{SLUG}/pictures/1/48.webp"]
)
def test_t06_address_of_a_draft_answers_as_one_of_nothing(path, kept, client):
    assert client.get(f"/th/{path}").status_code == 404


def test_t06_staff_read_it(kept, sign_in):
    page = sign_in("officer.nan").get(reverse("staff:article", args=[SLUG]))

    assert WORD in page.content.decode()
