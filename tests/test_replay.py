"""T1, T2 as one sweep: each act that is done is tried by everybody else, and fails."""

import pytest
from django.test import Client

from cities.models import City

from .access_matrix import (
    OFFICER,
    ROLES,
    ROOT,
    ROOT_OPENS,
    SENDERS,
    STAFF_PAGES,
)
from .addresses import address
from .factories import make_user
from .replaying import (
    OF_A_CITY,
    listening,
    names_a_row,
    sent_to,
    stage,
    undone,
)
from .signing_in import signed_in
from .test_writes import POSTS

pytestmark = pytest.mark.look

REFUSED = {403, 404}
ACTS = sorted(set(POSTS) & set(STAFF_PAGES))
#: What the matrix of posts sends here is refused to all, for it lacks something; but
#: who is not let in is refused before that.
NEVER_DONE = {
    "staff:add_amendment",
    "staff:add_expert",
    "staff:add_picture",
    "staff:answer_duty",
    "staff:carry_action_points",
    "staff:cities:carry_gaps",
    "staff:cities:complete",
    "staff:cities:import_readings",
    "staff:cities:set_membership_baseline",
    "staff:cities:state_view",
    "staff:edit_expert",
    "staff:import_kind",
    "staff:sign_report",
}
#: Staff have news of any city sent to them.
OF_ANY_CITY = {"staff:follow_city"}
OTHERS = ["chiang-rai", "phetchaburi", "sukhothai", "suphan-buri"]


@pytest.fixture
def everybody(sign_in, cast):
    """A client of each role, and of the technical administrator."""
    root = make_user(ROOT, is_staff=True, is_superuser=True)
    return {role: sign_in(role) for role in ROLES} | {ROOT: signed_in(root)}


def root_in(name):
    return {ROOT} if name in ROOT_OPENS else set()


def allowed(name):
    if name in NEVER_DONE:
        return set()
    opened, _strangers = STAFF_PAGES[name]
    return SENDERS.get(name, opened | root_in(name))


@pytest.mark.audit
@pytest.mark.parametrize("name", ACTS)
def test_act_is_done_by_those_of_the_matrix_alone(name, everybody, cast):
    _role, data = sent_to(name)
    path = address(name, **stage(name, cast))

    done, answers = set(), {}
    for who, client in everybody.items():
        with undone(), listening() as tables:
            answers[who] = client.post(path, data).status_code
        done |= {who} if tables else set()

    assert done == allowed(name)
    shut_out = ROLES - STAFF_PAGES[name][0] | ({ROOT} - root_in(name))
    assert {answers[who] for who in shut_out} <= REFUSED


@pytest.mark.parametrize("name", ACTS)
def test_visitor_acts_nowhere(name, cast):
    _role, data = sent_to(name)
    path = address(name, **stage(name, cast))

    with listening() as tables:
        response = Client().post(path, data)

    assert (response.status_code, tables) == (302, set())


@pytest.mark.parametrize("name", sorted(set(ACTS) & OF_A_CITY - OF_ANY_CITY))
def test_officer_acts_in_no_other_city(name, sign_in, cast):
    """Under each of their names, with the rows of one's own city and without."""
    _role, data = sent_to(name)
    rows, client = stage(name, cast), sign_in(OFFICER)

    with listening() as tables:
        answers = {
            client.post(address(name, **{**rows, "slug": city}), data).status_code
            for city in OTHERS
        }

    assert answers <= REFUSED
    assert tables == set()


@pytest.mark.parametrize(
    "name", sorted(name for name in set(ACTS) & OF_A_CITY if names_a_row(name))
)
def test_a_row_is_found_under_its_own_city_alone(name, sign_in, cast):
    """Whoever may act: an officer of the other city, or who works for all of them."""
    role, data = sent_to(name)
    rows = {**stage(name, cast), "slug": "sukhothai"}
    City.objects.get(slug="sukhothai").officers.add(cast[OFFICER])
    client = sign_in(role)

    with listening() as tables:
        response = client.post(address(name, **rows), data)

    assert (response.status_code, tables) == (404, set())
