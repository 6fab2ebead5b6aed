"""Long texts of the minutes come back after a closed tab, to whoever typed them."""

import pytest

from cities.models import Draft
from creativecity.ledger import chain
from tests.addresses import OPENED_LAST
from tests.factories import make_item, make_review, make_user
from tests.programmes.test_review_pages import MEETING, at

SAID = {"section": "consider", "title_th": "เรื่องพิจารณา", "discussion_th": "ที่ประชุมหารือ"}


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


@pytest.fixture
def item(cast):
    return make_item(make_review())


@pytest.fixture
def path(item):
    return at("edit_item", item.pk)


def keep(client, path, **typed):
    return client.post(path, {**SAID, **OPENED_LAST, **typed, "step": "keep"})


def shown(client, path):
    return client.get(path).context["form"]


def test_typed_discussion_comes_back_and_is_no_entry(secretary, item, path):
    before = chain.latest()

    response = keep(secretary, path)

    form = shown(secretary, path)
    assert response.status_code == 204
    assert form["discussion_th"].value() == "ที่ประชุมหารือ"
    assert (chain.latest(), item.review.items.get().discussion_th) == (before, "")


def test_typed_text_is_shown_to_nobody_else(secretary, path):
    keep(secretary, path)

    Draft.objects.update(user=make_user("mali"))

    response = secretary.get(path)
    assert response.context["form"]["discussion_th"].value() == ""
    assert response.context["draft"] is None


def test_page_that_shows_a_draft_says_so_and_throws_it_away(secretary, path):
    keep(secretary, path)
    html = secretary.get(path).content.decode()

    response = secretary.post(path, {"step": "forget"})

    assert 'value="forget"' in html
    assert response.url == path
    assert Draft.objects.count() == 0
    assert shown(secretary, path)["discussion_th"].value() == ""


def test_saved_text_is_no_draft_any_more(secretary, item, path):
    keep(secretary, path)

    secretary.post(path, SAID | OPENED_LAST)

    item.refresh_from_db()
    assert item.discussion_th == "ที่ประชุมหารือ"
    assert Draft.objects.count() == 0


def test_beat_that_says_what_is_saved_keeps_nothing(secretary, path):
    keep(secretary, path)
    secretary.post(path, SAID | OPENED_LAST)

    keep(secretary, path)

    assert Draft.objects.count() == 0


def test_draft_remembers_the_entry_on_which_it_began(secretary, item, path):
    base = shown(secretary, path)["base"].value()
    keep(secretary, path, base=base)
    item.discussion_th = "ข้อความของผู้อื่น"
    item.change(by=None, fields=["discussion_th"])

    again = shown(secretary, path)["base"].value()
    response = secretary.post(path, SAID | {"base": again})

    assert str(again) == str(base)
    assert response.status_code == 409


def test_new_matter_comes_back_until_it_is_on_the_agenda(secretary, item):
    path = at("add_item")
    typed = {"section": "other", "title_th": "เรื่องใหม่"}
    secretary.post(path, typed | {"step": "keep"})
    kept = shown(secretary, path)["title_th"].value()

    secretary.post(path, typed)

    assert kept == "เรื่องใหม่"
    assert Draft.objects.count() == 0


def test_data_of_the_meeting_come_back_as_typed(secretary, item):
    path = at("edit_review")
    typed = MEETING | {"begins_at": "เช้า\x00"} | OPENED_LAST

    secretary.post(path, typed | {"step": "keep"})

    form = shown(secretary, path)
    assert form["begins_at"].value() == "เช้า"
    assert form["chair_name"].value() == MEETING["chair_name"]
