"""T34: a program that fills in the public form puts nothing before the public."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from cities.models import Suggestion
from tests.visible import visible_text

SPAM = "buy-cheap-watches-here"


@pytest.fixture(autouse=True)
def _fresh(facts):
    cache.clear()
    yield
    cache.clear()


def sent(client, **more):
    typed = {"city": "nan", "text": SPAM, **more}
    return client.post(reverse("programmes:suggest"), typed, follow=True)


def shown(client):
    pages = [reverse("programmes:suggestions"), reverse("programmes:suggestions_csv")]
    pages += [row.get_absolute_url() for row in Suggestion.objects.all()]
    pages += ["/api/v1/suggestions/", "/th/changes.atom", "/th/search/?q=watches"]
    return [page for page in pages if SPAM in client.get(page).content.decode()]


def test_a_program_leaves_nothing_for_the_public(client):
    for number in range(30):
        sent(client, text=f"{SPAM} {number}")

    assert Suggestion.objects.count() == 5
    assert shown(client) == []


def test_a_program_that_fills_in_every_field_leaves_nothing_at_all(client):
    answer = sent(client, website="https://example.org")

    assert answer.status_code == 200
    assert Suggestion.objects.count() == 0


def test_what_nobody_has_looked_at_shows_its_state_alone(client):
    sent(client)

    page = visible_text(client.get(Suggestion.objects.get().get_absolute_url()))

    assert SPAM not in page
