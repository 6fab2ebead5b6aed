"""Above every staff page stands who is signed in, and for which work."""

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from cities.models import City
from programmes.accounts.held import WithPosts
from programmes.accounts.posts import posts_of
from tests.access_matrix import ROLES
from tests.factories import make_city, make_user
from tests.signing_in import signed_in
from tests.visible import visible_text

SAID = {
    "officer.nan": "Signed in as officer.nan, City officer: Nan",
    "cea": "Signed in as cea, Officer of a signing agency: CEA",
    "secretary": "Signed in as secretary, Secretary of the programme",
    "auditor": "Signed in as auditor, Auditor",
    "nobody": "Signed in as nobody ",
}


def back(user):
    return WithPosts().get_user(user.pk)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_posts_are_those_of_the_account(role, language, cast):
    with translation.override(language):
        said = [str(post) for post in back(cast[role]).held]

        assert said == [str(post) for post in posts_of(cast[role])]


def test_all_is_asked_for_at_once(cast, django_assert_num_queries):
    """However many groups and ties there are; a group that is no role is none."""
    officer, pai = cast["officer.nan"], make_city(slug="pai", name_en="Pai")
    pai.officers.add(officer)
    officer.groups.add(*Group.objects.all(), Group.objects.create(name="choir"))

    with django_assert_num_queries(1), translation.override("en"):
        said = {str(post) for post in back(officer).held}

    alone = {"Auditor", "Secretary of the programme"}
    assert said == alone | {"City officer: Nan", "City officer: Pai"}


def test_who_may_not_sign_in_comes_not_back(cast):
    officer = cast["officer.nan"]
    officer.is_active = False
    officer.save()

    assert back(officer) is None
    assert WithPosts().get_user(0) is None


@pytest.mark.each
@pytest.mark.parametrize("role", SAID)
def test_the_bar_says_for_which_work_one_is_signed_in(role, sign_in):
    page = sign_in(role).get("/en/accounts/")

    assert SAID[role] in visible_text(page)


def test_the_bar_names_the_technical_administrator(db):
    root = signed_in(make_user("root", is_superuser=True))

    text = visible_text(root.get("/en/staff/accounts/"))

    assert "Signed in as root, Technical administrator" in text


def test_a_new_work_is_told_at_the_next_page(cast, sign_in):
    client, nan = sign_in("officer.nan"), City.objects.get(slug="nan")
    nan.officers.clear()

    text = visible_text(client.get("/en/accounts/"))

    assert "City officer" not in text
