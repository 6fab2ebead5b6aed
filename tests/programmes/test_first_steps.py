"""First steps: what each post begins with, on pages that its holder may open."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest

from cities.models import City
from creativecity.ledger import verbs
from programmes.first_steps.beginner import is_beginner
from programmes.first_steps.guides import BEGINNINGS, guides_of
from programmes.models import AccountInvitation
from tests.addresses import address
from tests.factories import DAY, make_reading, make_user
from tests.signing_in import signed_in
from tests.visible import visible_text

#: Account to how its steps are headed, and whom it is to ask.
POSTS = {
    "officer.nan": ("City officer: Nan", "the programme secretary"),
    "dasta": ("Officer of a signing agency: DASTA", "the programme secretary"),
    "partner": ("Partner body: ", "its officer"),
    "expert": ("Expert: ", "the agency that sends you"),
    "secretary": ("Secretary of the programme", "the technical administrator"),
    "auditor": ("Auditor", "The programme secretary"),
    "root": ("Technical administrator", "Whoever runs the server"),
}
PAGE = "staff:first_steps"


@pytest.fixture
def client_of(cast):
    def signed(name):
        if name == "root":
            return signed_in(make_user(name, is_superuser=True))
        return signed_in(cast[name])

    return signed


def in_english(name):
    return address(name).replace("/th/", "/en/", 1)


def ways_of(response):
    return [
        way
        for guide in response.context["guides"]
        for _step, ways in guide.steps
        for way in ways
    ]


def test_every_role_has_about_five_steps():
    counts = {role: len(row.steps) for role, row in BEGINNINGS.items()}

    assert counts == dict.fromkeys(AccountInvitation.Role, 5)


@pytest.mark.each
@pytest.mark.parametrize("name", POSTS)
def test_each_link_of_the_steps_opens_for_whom_they_are(name, client_of):
    client = client_of(name)

    ways = ways_of(client.get(address(PAGE)))

    assert {client.get(way.url).status_code for way in ways} == {200}


@pytest.mark.each
@pytest.mark.parametrize("name", POSTS)
def test_page_names_the_post_its_letters_and_whom_to_ask(name, client_of):
    heading, asked = POSTS[name]

    text = visible_text(client_of(name).get(in_english(PAGE)))

    assert heading in text
    assert "When you are written to" in text
    assert asked in text


def test_officer_is_led_to_the_own_city_alone(sign_in):
    ways = ways_of(sign_in("officer.nan").get(address(PAGE)))

    paths = [urlsplit(way.url).path for way in ways]
    assert [path for path in paths if "/cities/" in path] == [
        "/th/staff/cities/nan/readiness/",
        "/th/staff/cities/nan/evidence/",
        "/th/staff/cities/nan/readiness/",
        "/th/staff/cities/nan/milestones/",
    ]


def test_who_works_for_two_has_the_steps_of_both(cast):
    user = cast["officer.nan"]
    City.objects.get(slug="sukhothai").officers.add(user)

    assert len(guides_of(user)) == 2


def test_account_without_a_post_reads_whom_to_ask(sign_in):
    text = visible_text(sign_in("nobody").get(in_english(PAGE)))

    assert "Ask the programme secretary" in text


def test_address_for_questions_is_told_where_there_is_one(sign_in, settings):
    settings.CONTACT_EMAIL = "portal@example.org"

    text = visible_text(sign_in("auditor").get(address(PAGE)))

    assert "portal@example.org" in text


# On the desk until something is recorded


def invited(client):
    return "First steps, on one page" in client.get(in_english("staff:desk")).text


def test_desk_invites_until_the_first_record(sign_in, cast):
    client = sign_in("officer.nan")
    before = invited(client)

    make_reading(City.objects.get(slug="nan"), by=cast["officer.nan"])

    assert before
    assert not invited(client)


def test_what_tells_of_an_account_itself_is_no_record(cast):
    user = cast["officer.nan"]
    verbs.note(user, verb="set_app", by=user)
    user.first_name = "ใจดี"
    verbs.edit(user, by=user, is_public=False, personal=("first_name",))

    assert is_beginner(user, DAY)


@pytest.mark.parametrize(
    ("on", "is_new"), [(date(2026, 10, 30), True), (date(2026, 10, 31), False)]
)
def test_who_only_reads_is_new_for_a_month(on, is_new, cast):
    user = cast["auditor"]
    user.date_joined = datetime(2026, 10, 1, tzinfo=UTC)

    assert is_beginner(user, on) == is_new


@pytest.mark.parametrize("page", ["staff:letters", "account_overview"])
def test_it_stays_within_reach(page, sign_in):
    text = sign_in("officer.nan").get(address(page)).text

    assert f'href="{address(PAGE)}"' in text
