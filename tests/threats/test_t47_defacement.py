"""T47: what the home page shows of news goes through two, and is taken off at once.

All else on it is drawn from records of the ledger, which nobody overwrites.
"""

import pytest
from django.urls import reverse

from cities.models import City
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from programmes.models import Article
from tests.factories import DAY, make_article

WORDS = "hacked-by-somebody"
HOME = "/th/"


@pytest.fixture
def article(cast):
    nan = City.objects.get(slug="nan")
    return make_article(cities=[nan], by=cast["officer.nan"], title_th=WORDS)


@pytest.fixture
def shown(article, cast):
    article.publish(by=cast["dasta"], on=DAY)
    return article


def step(client, name, article, **typed):
    address = reverse(f"staff:{name}", args=[article.slug])
    return client.post(address, {"base": "1000000000", **typed})


def is_on_home(client):
    return WORDS in client.get(HOME).content.decode()


def test_an_officer_alone_puts_nothing_on_the_home_page(article, client, sign_in):
    refused = step(sign_in("officer.nan"), "publish_article", article)

    assert refused.status_code == 403
    assert not is_on_home(client)


def test_what_is_shown_is_out_of_the_hands_of_its_writer(shown, client, sign_in):
    changed = step(sign_in("officer.nan"), "edit_article", shown, title_th="other")

    assert changed.status_code in {403, 404}
    assert is_on_home(client)


def test_what_is_wrong_is_taken_off_by_one_step_and_put_back_by_one(
    shown, client, sign_in
):
    assert is_on_home(client)
    step(sign_in("cea"), "take_down_article", shown, reason="not ours")

    assert not is_on_home(client)

    Article.objects.get().put_back(by=shown.history()[0].by)
    assert is_on_home(client)


def test_a_city_that_was_renamed_can_be_named_as_before(cast, facts):
    nan = City.objects.get(slug="nan")
    before = nan.name_th
    nan.name_th = WORDS

    verbs.edit(nan, by=cast["secretary"], fields=["name_th"])

    told = LogEntry.objects.latest("sequence").payload
    assert (told["before"], told["after"]) == ({"name_th": before}, {"name_th": WORDS})
