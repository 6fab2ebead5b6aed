"""What a page leaves out, and which button it does not show, for rows of others.

People with two parts, whom no role is made for: an officer who is an expert of another
city, or was given by hand to oversee all; two experts of one city; a body that works in
two cities.
"""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from cities.models import City
from tests.access_matrix import OFFICER, OTHER_OFFICER, PARTNER
from tests.addresses import address, rows_of
from tests.factories import (
    make_article,
    make_assignment,
    make_engagement,
    make_event,
    make_expert,
    make_file,
    make_opinion,
    make_partner,
    make_partner_report,
    make_reading,
    make_user,
)
from tests.signing_in import signed_in


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def sukhothai(cast):
    return City.objects.get(slug="sukhothai")


@pytest.fixture
def reading(cast, nan):
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


@pytest.fixture
def overseer(cast):
    """Of Sukhothai, and given by hand to read all cities."""
    user = cast[OTHER_OFFICER]
    user.user_permissions.add(Permission.objects.get(codename="view_reading"))
    return signed_in(user)


def expert_of(city, name):
    user = make_user(name, role="expert")
    make_assignment(make_expert(user), city)
    return user


def page(client, name, **rows):
    response = client.get(address(name, **rows))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("staff:cities:readiness", "staff:cities:import_readings"),
        ("staff:cities:library", "staff:cities:add_evidence"),
        ("staff:cities:verify_reading", "staff:cities:withdraw_reading"),
    ],
)
def test_officer_who_is_an_expert_elsewhere_only_reads_there(
    name, act, cast, sign_in, reading
):
    make_assignment(make_expert(cast[OTHER_OFFICER]), reading.city)
    rows, there = rows_of(name, reading), address(act, **rows_of(act, reading))

    own = page(sign_in(OFFICER), name, **rows)
    other = page(sign_in(OTHER_OFFICER), name, **rows)

    assert f'href="{there}' in own.content.decode()
    assert f'href="{there}' not in other.content.decode()


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("staff:cities:pack", "staff:cities:edit_pack_item"),
        ("staff:cities:milestone", "staff:cities:complete"),
        ("staff:cities:candidacy", "staff:cities:add_gap"),
    ],
)
def test_officer_who_oversees_other_cities_is_offered_no_act_there(
    name, act, sign_in, overseer, reading
):
    rows, asked = rows_of(name, reading), rows_of(act, reading)
    there = address(act, **(asked | {key: rows[key] for key in asked if key in rows}))

    own = page(sign_in(OFFICER), name, **rows)
    other = page(overseer, name, **rows)

    assert f'href="{there}' in own.content.decode()
    assert f'href="{there}' not in other.content.decode()


def test_officer_who_oversees_all_does_nothing_with_an_article_of_another_city(
    overseer, nan
):
    article = make_article("of-nan", cities=[nan])
    path = address("staff:article", slug=article.slug)

    shown = overseer.get(path)
    done = overseer.post(path, {"step": "propose"})

    assert shown.status_code == 200
    assert shown.context["keeps_pictures"] is False
    assert done.status_code == 403


def test_list_of_events_can_be_narrowed_to_ones_own_cities_alone(
    sign_in, nan, sukhothai
):
    for city in (nan, sukhothai):
        make_event(city)

    response = page(sign_in(OFFICER), "staff:cities:events")

    assert {event.city for event in response.context["page"]} == {nan}
    assert 'value="sukhothai"' not in response.content.decode()


def test_desk_tells_of_ones_own_cities_alone(sign_in, sukhothai):
    response = page(sign_in(OTHER_OFFICER), "staff:desk")

    assert list(response.context["page"]) == [sukhothai]


def test_draft_of_a_monitoring_report_is_offered_to_its_own_city(sign_in, nan):
    shown = {
        role: page(sign_in(role), "cities:detail", slug="nan").context["may_draft"]
        for role in (OFFICER, OTHER_OFFICER)
    }

    assert shown == {OFFICER: True, OTHER_OFFICER: False}


def test_of_two_experts_each_has_an_opinion_of_their_own(nan, reading):
    first, second = expert_of(nan, "first"), expert_of(nan, "second")
    opinion = make_opinion(reading, by=first, text="ของคนแรก", on=date(2024, 9, 1))
    give = address("staff:cities:give_opinion", sequence=reading.sequence)
    withdraw = address("staff:cities:withdraw_opinion", sequence=reading.sequence)
    client = signed_in(second)

    shown, refused = client.get(give), client.get(withdraw)
    client.post(withdraw, {"reason": "ไม่ใช่ของตน"})

    assert shown.context["own"] is None
    assert refused.context["own"] is None
    assert list(reading.opinions.standing()) == [opinion]


# A body that works in two cities


@pytest.fixture
def body(cast, nan, sukhothai):
    return make_partner("two-cities", cities=[nan, sukhothai])


def test_what_was_said_with_a_body_elsewhere_is_not_told(sign_in, body, sukhothai):
    make_engagement(body, city=sukhothai)
    make_partner_report(body, city=sukhothai)

    shown = page(sign_in(OFFICER), "staff:partner", slug=body.slug)
    listed = page(sign_in(OFFICER), "staff:partners").context["page"]

    assert (list(shown.context["steps"]), list(shown.context["reports"])) == ([], [])
    assert [row.spoke_on for row in listed if row == body] == [None]


def test_only_what_one_recorded_oneself_can_be_taken_back(cast, sign_in, body, nan):
    own = make_engagement(body, city=nan, by=cast[OFFICER])
    make_engagement(body, city=nan, by=cast["cea"], text_th="หารืออีกเรื่องหนึ่ง")

    shown = page(sign_in(OFFICER), "staff:partner", slug=body.slug)
    listed = page(sign_in(OFFICER), "staff:engagements")

    assert len(listed.context["page"]) == len(shown.context["steps"]) == 2
    assert shown.context["withdrawable"] == {own.sequence}
    assert listed.context["withdrawable"] == {own.sequence}


def test_body_reads_its_own_reports_alone(cast, sign_in, body):
    town = cast[PARTNER].partners.get()
    own = make_partner_report(town)
    make_partner_report(body)

    shown = page(sign_in(PARTNER), "staff:partner_reports")

    assert list(shown.context["page"]) == [own]
