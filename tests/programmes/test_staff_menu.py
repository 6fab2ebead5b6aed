"""The bar above staff pages: each account finds the lists that it may open."""

import pytest
from django.urls import reverse
from django.utils import translation

from programmes.staff_menu import groups_of
from tests.factories import make_user

OVERSEES = {
    "staff:audit",
    "staff:cities:events",
    "staff:suggestions",
    "staff:reviews",
    "staff:decisions",
    "staff:action_points",
    "staff:requests",
    "staff:duties",
    "staff:fiscal",
    "programmes:latest_agreement",
    "staff:partners",
    "staff:engagements",
    "staff:experts",
    "staff:articles",
}
LISTS = {
    "officer.nan": {
        "staff:audit",
        "staff:cities:events",
        "staff:suggestions",
        "staff:action_points",
        "staff:partners",
        "staff:engagements",
        "staff:articles",
        "staff:fiscal",
    },
    "partner": {"staff:action_points", "staff:partner_reports"},
    "expert": {"staff:cities:opinions"},
    "dasta": OVERSEES | {"staff:cities:queue"},
    "auditor": OVERSEES
    | {"staff:accounts", "staff:imports", "staff:field_register"}
    | {"staff:privacy_requests", "staff:security"},
    "secretary": OVERSEES
    | {"staff:cities:measures", "staff:cities:calls", "staff:imports"}
    | {"staff:accounts", "staff:field_register", "staff:privacy_requests"}
    | {"staff:security"},
    "nobody": set(),
}


def ways_of(user, path="/en/staff/"):
    return [way for group in groups_of(user, path) for way in group.ways]


@pytest.mark.parametrize("name", LISTS)
def test_each_role_finds_its_lists(name, cast):
    expected = {reverse(each) for each in LISTS[name]}

    assert {way.url for way in ways_of(cast[name])} == expected


@pytest.mark.parametrize("name", LISTS)
def test_each_list_opens(name, cast, sign_in):
    client = sign_in(name)

    for way in ways_of(cast[name]):
        assert client.get(way.url, follow=True).status_code == 200, way.url


def test_each_list_of_staff_shows_the_way_out(cast, sign_in):
    client, out = sign_in("officer.nan"), f'action="{reverse("account_logout")}"'

    for way in ways_of(cast["officer.nan"]):
        assert out in client.get(way.url, follow=True).content.decode(), way.url


def test_few_lists_stand_without_groups(cast):
    officer = groups_of(cast["officer.nan"], "/en/staff/")

    assert [group.heading for group in officer] == [""]


def test_many_lists_stand_in_groups(cast):
    with translation.override("en"):
        secretary = groups_of(cast["secretary"], "/en/staff/")
        headings = [str(group.heading) for group in secretary]

    assert headings == [
        "Cities",
        "Agreement and reviews",
        "Partners and experts",
        "Data",
        "Accounts and protection",
    ]


CURRENT = [
    ("staff:desk", []),
    ("staff:decisions", [("staff:decisions", "page")]),
    ("staff:add_decision", [("staff:decisions", "true")]),
    ("staff:partners", [("staff:partners", "page")]),
    ("staff:engagements", [("staff:engagements", "page")]),
]


@pytest.mark.parametrize(("name", "expected"), CURRENT)
def test_the_list_that_a_page_belongs_to_is_marked(name, expected, cast):
    groups = groups_of(cast["secretary"], reverse(name))

    marked = [group.current() for group in groups if group.current()]
    assert [(way.url, way.current) for way in marked] == [
        (reverse(each), how) for each, how in expected
    ]


@pytest.mark.parametrize("name", ["amendments", "add_amendment", "papers", "add_paper"])
def test_pages_of_the_agreement_mark_its_list(name, cast):
    path = reverse(f"staff:{name}", args=["mou-2563"])

    [marked] = [g.current() for g in groups_of(cast["secretary"], path) if g.current()]

    agreement = reverse("programmes:latest_agreement")
    assert (marked.url, marked.current) == (agreement, "true")


def test_the_bar_names_the_group_and_marks_the_list(sign_in):
    page = sign_in("secretary").get("/en/staff/decisions/add/").content.decode()

    assert '<summary aria-current="true">Agreement and reviews' in page
    assert '<a href="/en/staff/decisions/" aria-current="true">' in page


def test_technical_administrator_finds_accounts_and_the_log_alone(db):
    root = make_user("root", is_superuser=True)

    [group] = groups_of(root, reverse("staff:accounts"))

    urls = {way.url for way in group.ways}
    assert urls == {
        reverse(name) for name in ("staff:accounts", "staff:audit", "staff:security")
    }
