"""What experts see and write, and what others read of it."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Assignment, City, Indicator, Opinion
from cities.rubric_file import DEFAULT, publish
from creativecity.ledger import chain
from creativecity.ledger.models import Withdrawal
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.addresses import address
from tests.factories import (
    make_assignment,
    make_expert,
    make_opinion,
    make_reading,
    make_user,
    make_verdict,
)
from tests.visible import visible_text

LIST = "staff:cities:opinions"
GIVE, WITHDRAW = "staff:cities:give_opinion", "staff:cities:withdraw_opinion"
DETAIL = "staff:cities:verify_reading"
TYPED = {"text": "หลักฐานยังไม่พอสำหรับระดับนี้", "level": "1"}


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def reading(nan, cast):
    return make_reading(nan, level=2, by=cast["officer.nan"])


@pytest.fixture
def expert(sign_in):
    return sign_in("expert")


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def page(client, name, reading=None):
    changes = {"sequence": reading.sequence} if reading else {}
    return client.get(english(name, **changes))


def post(client, name, reading, data):
    return client.post(english(name, sequence=reading.sequence), data, follow=True)


def add_expert(city):
    user = make_user("other.expert", role="expert")
    make_assignment(make_expert(user, name_th="ปิติ", name_en="Piti"), city)
    return user


def send_home(user):
    """End the account's assignments as of yesterday."""
    yesterday = today() - timedelta(days=1)
    Assignment.objects.filter(expert__user=user).update(ends_on=yesterday)


# Giving


def test_opinion_typed_on_the_readings_page_is_recorded(expert, reading):
    form = page(expert, DETAIL, reading)
    action = english(GIVE, sequence=reading.sequence)

    response = expert.post(action, TYPED, follow=True)

    opinion = Opinion.objects.get()
    assert f'action="{action}"' in form.content.decode()
    assert response.redirect_chain == [(english(LIST), 302)]
    assert "Your opinion is recorded." in visible_text(response)
    assert (opinion.text, opinion.level, opinion.effective_on) == (
        TYPED["text"],
        1,
        today(),
    )
    assert first_fault() is None


def test_opinion_needs_no_level(expert, reading):
    post(expert, GIVE, reading, {"text": TYPED["text"], "level": ""})

    assert Opinion.objects.get().level is None


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u2060", "ก" * 4001])
def test_opinion_without_usable_words_is_refused_and_nothing_typed_is_lost(
    text, expert, reading
):
    response = post(expert, GIVE, reading, {"text": text, "level": "3"})

    assert response.status_code == 200
    assert [*response.context["form"].errors] == ["text"]
    assert response.context["form"]["text"].value() == text
    assert response.context["form"]["level"].value() == "3"
    assert Opinion.objects.count() == 0


def test_level_that_is_not_on_the_scale_is_refused(expert, reading):
    response = post(expert, GIVE, reading, {**TYPED, "level": "5"})

    assert [*response.context["form"].errors] == ["level"]


def test_posted_fields_that_are_not_the_experts_to_set_are_ignored(
    expert, reading, cast
):
    stranger = make_expert()
    typed = {**TYPED, "expert": stranger.pk, "reading": 0, "effective_on": "1/1/2560"}

    post(expert, GIVE, reading, {**typed, "is_sample": "on", "recorded_by": 1})

    opinion = Opinion.objects.get()
    assert (opinion.expert.user, opinion.reading) == (cast["expert"], reading)
    assert (opinion.effective_on, opinion.is_sample) == (today(), False)


def test_second_opinion_is_written_over_the_first_and_replaces_it(
    expert, reading, cast
):
    make_opinion(reading, by=cast["expert"], text="ฉบับแรก", level=3)

    shown = page(expert, GIVE, reading)
    post(expert, GIVE, reading, TYPED)

    form = shown.context["form"]
    assert (form["text"].value(), form["level"].value()) == ("ฉบับแรก", 3)
    assert "takes the place of your earlier opinion" in visible_text(shown)
    assert [o.text for o in reading.opinions.given()] == [TYPED["text"]]


def test_reading_withdrawn_meanwhile_keeps_what_was_typed(expert, reading, cast):
    reading.withdraw(by=cast["officer.nan"], reason="ผิดปี")

    response = post(expert, GIVE, reading, TYPED)

    assert "This reading was withdrawn." in visible_text(response)
    assert response.context["form"]["text"].value() == TYPED["text"]
    assert Opinion.objects.count() == 0


def test_page_says_why_no_opinion_can_be_given(expert, nan, cast):
    reading = make_reading(nan, by=cast["expert"])

    response = page(expert, GIVE, reading)

    assert "what they recorded themselves" in visible_text(response)
    assert "<textarea" not in response.content.decode()


@pytest.mark.each
@pytest.mark.parametrize("name", [DETAIL, GIVE, WITHDRAW])
def test_readings_of_other_cities_are_not_there(name, expert, cast):
    elsewhere = make_reading(City.objects.get(slug="sukhothai"))

    assert page(expert, name, elsewhere).status_code == 404
    assert post(expert, name, elsewhere, TYPED).status_code == 404


@pytest.mark.each
@pytest.mark.parametrize("name", [DETAIL, GIVE, WITHDRAW])
def test_nothing_is_there_once_the_assignment_has_ended(name, expert, reading, cast):
    make_opinion(reading, by=cast["expert"])
    send_home(cast["expert"])
    before = chain.latest()

    assert page(expert, name, reading).status_code == 404
    assert post(expert, name, reading, {**TYPED, "reason": "ก"}).status_code == 404
    assert chain.latest() == before


# Withdrawing


def test_opinion_is_withdrawn_with_a_reason(expert, reading, cast):
    opinion = make_opinion(reading, by=cast["expert"], text="ดูผิดฉบับ")
    asked = page(expert, WITHDRAW, reading)

    response = post(expert, WITHDRAW, reading, {"reason": "อ่านหลักฐานผิดฉบับ"})

    assert "ดูผิดฉบับ" in visible_text(asked)
    assert "Your opinion is withdrawn." in visible_text(response)
    withdrawal = Withdrawal.objects.get(withdrawn=opinion.sequence)
    assert withdrawal.reason == "อ่านหลักฐานผิดฉบับ"
    assert list(reading.opinions.given()) == []


def test_opinion_is_not_withdrawn_without_a_reason(expert, reading, cast):
    opinion = make_opinion(reading, by=cast["expert"])

    response = post(expert, WITHDRAW, reading, {"reason": " "})

    assert "Say why the opinion is withdrawn." in visible_text(response)
    assert list(reading.opinions.given()) == [opinion]


def test_withdrawing_twice_says_that_there_is_none(expert, reading, cast):
    make_opinion(reading, by=cast["expert"])
    post(expert, WITHDRAW, reading, {"reason": "ดูผิด"})
    before = chain.latest()

    response = post(expert, WITHDRAW, reading, {"reason": "ดูผิด"})

    assert "none to withdraw" in visible_text(response)
    assert chain.latest() == before


def test_opinion_of_another_is_not_withdrawn(expert, reading, nan):
    opinion = make_opinion(reading, by=add_expert(nan))

    post(expert, WITHDRAW, reading, {"reason": "ไม่เห็นด้วย"})

    assert list(reading.opinions.given()) == [opinion]


# The section of the reading's page


@pytest.mark.parametrize(
    "name", ["cea", "dasta", "secretary", "auditor", "officer.nan"]
)
def test_staff_read_the_opinion_before_the_verdict(name, sign_in, reading, cast):
    make_opinion(
        reading, by=cast["expert"], text=TYPED["text"], level=1, on=date(2026, 10, 2)
    )

    response = page(sign_in(name), DETAIL, reading)

    text = visible_text(response)
    words = Indicator.objects.get(code="R1.1").wording("member").levels[1]
    assert "Mali Chaidee Crafts and folk art, 2 October 2026" in text
    assert f"Level the expert would give: 1 – {words}" in text
    assert TYPED["text"] in text
    assert text.index(TYPED["text"]) < text.index("Verdict")
    assert GIVE not in response.content.decode()
    assert response.context["opinions"]["form"] is None


def test_reading_without_an_opinion_says_so(sign_in, reading):
    text = visible_text(page(sign_in("cea"), DETAIL, reading))

    assert "No expert has given an opinion on this reading." in text


def test_expert_reads_the_others_after_the_verdict(expert, reading, nan, cast):
    make_opinion(reading, by=add_expert(nan), text="ความเห็นของปิติ")
    before = visible_text(page(expert, DETAIL, reading))
    make_verdict(reading, by=cast["cea"])

    after = visible_text(page(expert, DETAIL, reading))

    assert "ความเห็นของปิติ" not in before
    assert "so that each judges alone" in before
    assert "ความเห็นของปิติ" in after
    assert "so that each judges alone" not in after


def test_expert_with_an_opinion_is_led_to_change_it_or_take_it_back(
    expert, reading, cast
):
    make_opinion(reading, by=cast["expert"])

    html = page(expert, DETAIL, reading).content.decode()

    assert f'href="{english(GIVE, sequence=reading.sequence)}"' in html
    assert f'href="{english(WITHDRAW, sequence=reading.sequence)}"' in html
    assert "<textarea" not in html


def test_text_of_an_opinion_is_escaped(sign_in, reading, cast):
    make_opinion(reading, by=cast["expert"], text="<script>alert(1)</script>")

    html = page(sign_in("cea"), DETAIL, reading).content.decode()

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


# The list


def test_list_names_what_waits_and_where_the_expert_is_sent(expert, reading, nan, cast):
    said = make_reading(nan, "R1.2")
    make_opinion(said, by=cast["expert"])
    make_reading(City.objects.get(slug="sukhothai"))

    response = page(expert, LIST)

    text = visible_text(response)
    assert "1 reading waits for your opinion." in text
    assert [row.sequence for row, _wording in response.context["rows"]] == [
        reading.sequence
    ]
    assert "Nan assigned since 1 January 2024" in text


def test_list_says_until_when_an_assignment_runs(client, nan):
    user = make_user("other.expert", role="expert")
    make_assignment(make_expert(user), nan, ends_on=date(2399, 12, 31))
    client.force_login(user)

    text = visible_text(page(client, LIST))

    assert "assigned from 1 January 2024 to 31 December 2399" in text
    assert "No reading waits for your opinion." in text


def test_expert_without_an_assignment_reads_whom_to_ask(expert, reading, cast):
    send_home(cast["expert"])

    text = visible_text(page(expert, LIST))

    assert "You are not assigned to any city today." in text
    assert "ask it, or the programme secretary" in text


@pytest.mark.parametrize("number", ["1", "0", "abc", "999999999999999999999"])
def test_list_takes_any_page_number(number, expert, reading):
    assert expert.get(f"{english(LIST)}?page={number}").status_code == 200


def test_navigation_leads_experts_to_the_list_and_nobody_else(expert, sign_in):
    desk = reverse("staff:desk")

    assert reverse(LIST) in expert.get(desk).content.decode()
    assert reverse(LIST) not in sign_in("cea").get(desk).content.decode()


# Number of queries


def count(client, path):
    client.get(path)  # warms what is kept between requests
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_list_asks_as_much_for_three_rows_as_for_one(expert, nan):
    make_reading(nan, "R1.1")
    one = count(expert, english(LIST))
    make_reading(nan, "R1.2")
    make_reading(nan, "R1.3")

    assert count(expert, english(LIST)) == one


def test_section_asks_as_much_for_three_opinions_as_for_one(sign_in, reading, nan):
    path = english(DETAIL, sequence=reading.sequence)
    agency = sign_in("cea")
    make_opinion(reading, by=add_expert(nan))
    one = count(agency, path)
    for number in range(2):
        user = make_user(f"expert.{number}", role="expert")
        make_assignment(make_expert(user), nan)
        make_opinion(reading, by=user)

    assert count(agency, path) == one


def test_opinion_without_a_token_is_refused(cast, reading):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["expert"])

    assert post(client, GIVE, reading, TYPED).status_code == 403
    assert (
        'name="csrfmiddlewaretoken"' in page(client, DETAIL, reading).content.decode()
    )


@pytest.mark.parametrize("name", [LIST, GIVE, WITHDRAW])
def test_reading_of_an_older_rubric_is_judged_in_its_own_words(
    name, expert, reading, cast, tmp_path
):
    words = reading.indicator.wording("member")
    if name == WITHDRAW:
        make_opinion(reading, by=cast["expert"])
    rubric = json.loads(DEFAULT.read_text(encoding="utf-8")) | {"version": "2570-1"}
    rubric["dimensions"][0]["indicators"].pop(0)
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric), encoding="utf-8")
    publish(path)

    response = page(expert, name, reading if name != LIST else None)

    assert response.status_code == 200
    assert words.name_en in visible_text(response)
