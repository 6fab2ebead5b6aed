"""The agreement's public page, the secretary's pages of it, and what follows it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import Agency
from creativecity.ledger.models import LogEntry
from programmes.amending import withdraw_amendment
from programmes.models import Commitment, Programme, Signatory, Target
from programmes.succession import succeed
from programmes.words import AGREEMENT_STATES, REASONS, state_reason
from tests.addresses import OPENED_LAST, address
from tests.factories import (
    make_amendment,
    make_city,
    make_decision,
    make_paper,
    make_programme,
    make_target_change,
    make_user,
    new_programme,
)
from tests.test_writes import AGREEMENT
from tests.visible import visible_text

PAGE = "programmes:agreement"
DAY = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def programme(facts):
    return Programme.objects.get()


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def signatories(*codes):
    return [
        Signatory(
            agency=Agency.objects.get(code=code),
            name_th="ผู้ลงนาม",
            position_th="ผู้อำนวยการ",
            position_en="Director",
        )
        for code in codes
    ]


def successor(programme, **fields):
    """The agreement that takes the place of this one, signed on 1 October 2026."""
    chosen = {name: fields.pop(name, ()) for name in ("commitments", "targets")}
    row = new_programme("mou-2569", signed_on=DAY, succeeds=programme, **fields)
    return succeed(row, parties=signatories("dasta", "cea"), by=None, **chosen)


# The public page


def test_page_tells_the_state_and_why(programme, client):
    text = visible_text(client.get(address(PAGE)))

    assert "ended Its end was June 2024" in text
    assert "No amendment is on record by this day." in text
    assert "Enter or withdraw amendments" not in text


def test_page_tells_what_was_amended(programme, client):
    paper = make_paper(title_en="Signed letter", is_public=True)
    make_amendment(decision=make_decision(), paper=paper)
    clause = Commitment.objects.get(code="J1")
    was = clause.text_en
    make_amendment(2, "clause", commitment=clause, text_en="New words")
    make_amendment(
        3, "city", city=make_city(), due_on=date(2029, 9, 30), precision="fiscal-year"
    )

    text = visible_text(client.get(address(PAGE)))

    assert "Amendment 1: longer term" in text
    assert "New end: June 2027" in text
    assert "Decision 1/2569" in text
    assert "Signed letter" in text
    assert f"Until then: {was}" in text
    assert "Mae Hong Son: target by fiscal year 2029" in text
    assert "added by amendment 3" in text


def test_paper_for_staff_alone_is_not_named_in_public(programme, client, sign_in):
    make_amendment(paper=make_paper(title_en="Signed letter"))

    assert "Signed letter" not in visible_text(client.get(address(PAGE)))
    assert "Signed letter" in visible_text(sign_in("cea").get(address(PAGE)))


def test_amendment_that_was_taken_back_is_not_public(programme, client):
    withdraw_amendment(make_amendment(), by=None, reason="typed wrong")

    text = visible_text(client.get(address(PAGE)))

    assert "longer term" not in text
    assert "typed wrong" not in text


def test_page_of_a_past_day_leaves_out_what_came_later(programme, client):
    make_amendment()
    make_target_change(Target.objects.get(code="M02"), date(2030, 9, 30))

    now = visible_text(client.get(address(PAGE)))
    then = visible_text(client.get(f"{address(PAGE)}?as_of=2021-09-30"))

    assert "changed by decision 1/2569 from fiscal year 2021" in now
    assert "Amendment 1" in now
    assert "As of 30 September 2021" in then
    assert "in force Its end: June 2024." in then
    assert "changed by decision" not in then
    assert "Amendment 1" not in then


def test_day_that_is_not_understood_is_said(programme, client):
    response = client.get(f"{address(PAGE)}?as_of=once")

    assert "Error:" in response.content.decode()


def test_agreements_lead_to_each_other(programme, client):
    following = successor(programme)

    old = visible_text(client.get(address(PAGE)))
    new = visible_text(client.get(following.get_absolute_url()))

    assert "Followed by A new agreement, signed on 1 October 2026" in old
    assert "On 1 October 2026 another agreement was signed in its place." in old
    assert "Takes the place of Memorandum of Understanding" in new


def test_address_of_the_agreement_leads_to_the_newest(programme, client):
    following = successor(programme)

    response = client.get(address("programmes:latest_agreement"))

    assert response.url == following.get_absolute_url()


def test_home_tells_of_an_agreement_without_an_end(programme, client):
    successor(programme)

    text = visible_text(client.get(address("programmes:home")))

    assert "its end is not on record" in text


@pytest.mark.parametrize("language", ["th", "en"])
def test_page_is_whole_in_both_languages(language, programme, client):
    make_amendment()
    with translation.override(language):
        path = address(PAGE)

    assert client.get(path).status_code == 200


def test_queries_do_not_grow_with_the_amendments(
    programme, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        client.get(address(PAGE))
    decision = make_decision()
    for n in range(1, 4):
        make_amendment(
            n,
            "city",
            city=make_city(f"city-{n}"),
            due_on=date(2029, 9, 30),
            precision="day",
            decision=decision,
            paper=make_paper(is_public=True, title_en=f"Letter {n}"),
        )

    with django_assert_max_num_queries(60) as many:
        client.get(address(PAGE))

    # the changes of targets, and the paper's own words, are asked for once
    assert len(many) - len(few) <= 2


# The words of a state


def test_each_state_has_words_and_a_reason():
    assert set(REASONS) == set(AGREEMENT_STATES)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2020, 6, 24), "It was signed on 25 June 2020."),
        (date(2020, 6, 25), "Its end: June 2024."),
        (date(2024, 1, 2), "At most 180 days are left until June 2024."),
        (date(2024, 7, 1), "Its end was June 2024."),
        (date(2026, 10, 1), "An amendment moved its end from June 2024 to June 2028."),
        (date(2028, 7, 1), "Its end was June 2028."),
    ],
)
def test_reason_of_a_state(on, says, programme):
    make_amendment(due_on=date(2028, 6, 30))

    assert state_reason(Programme.objects.newest(), on) == says


def test_reason_where_no_end_is_known(db):
    programme = make_programme()

    assert state_reason(programme) == "No end of it is known."
    make_amendment(programme=programme, due_on=date(2032, 6, 30))
    assert state_reason(programme) == (
        "An amendment moved its end from an unknown day to June 2032."
    )


# Its own words


def test_secretary_edits_the_words_and_the_end(programme, secretary):
    page = address("staff:edit_agreement")
    form = secretary.get(page).context["form"]
    fields = {name: form.initial[name] for name in form.fields if form.initial[name]}
    changed = {"ends_on": "24/6/2024", "ends_precision": "day", "place_en": "Bangkok"}

    response = secretary.post(page, {**fields, **changed})

    programme.refresh_from_db()
    assert response.url == programme.get_absolute_url()
    assert (programme.ends_on, programme.ends_precision) == (date(2024, 6, 24), "day")
    assert programme.place_en == "Bangkok"


def test_end_may_be_left_open(programme, secretary):
    fields = {"name_th": "บันทึก", "name_en": "Memorandum", "ends_precision": "month"}

    secretary.post(address("staff:edit_agreement"), {**OPENED_LAST, **fields})

    programme.refresh_from_db()
    assert (programme.ends_on, programme.ends_precision) == (None, "")


def test_end_before_the_signing_is_refused(programme, secretary):
    fields = {"name_th": "บันทึก", "name_en": "Memorandum", "ends_precision": "day"}

    response = secretary.post(
        address("staff:edit_agreement"), {**fields, "ends_on": "24/6/2020"}
    )

    assert response.context["form"].errors == {
        "ends_on": ["The end lies before the signing."]
    }


def test_two_who_edit_the_agreement_are_told(programme, secretary, cast):
    page = address("staff:edit_agreement")
    base = secretary.get(page).context["form"].initial["base"]
    programme.name_en = "Theirs"
    programme.edit(by=cast["cea"], fields=["name_en"])

    response = secretary.post(
        page,
        {"base": base, "name_th": "บันทึก", "name_en": "Mine", "ends_precision": "day"},
    )

    assert response.status_code == 409
    assert "Now: Theirs; yours: Mine" in visible_text(response)


# The one that follows


def entered(**changes):
    return {**AGREEMENT, "signed_on": "1/10/2026", **changes}


def test_following_agreement_is_entered_with_what_was_ticked(programme, secretary):
    clause = programme.commitments.get(code="J1")
    target = programme.targets.get(code="M02")
    make_target_change(target, date(2028, 9, 30), effective_on=date(2026, 9, 1))

    response = secretary.post(
        address("staff:add_agreement"),
        entered(commitments=[clause.pk], targets=[target.pk], ends_on="30/9/2030"),
    )

    new = Programme.objects.get(slug="mou-2569")
    assert response.url == new.get_absolute_url()
    assert (new.succeeds, new.ends_on) == (programme, date(2030, 9, 30))
    assert [row.agency.code for row in new.signatories.all()] == ["cea", "dasta"]
    [copy] = new.commitments.all()
    assert (copy.code, copy.text_th, copy.source_codes) == ("J1", clause.text_th, [])
    [copied] = new.targets.all()
    assert (copied.due_on, copied.city) == (date(2028, 9, 30), target.city)
    assert programme.targets.count() == 5


def test_page_proposes_who_signed_the_last_one(programme, secretary):
    response = secretary.get(address("staff:add_agreement"))

    text = response.content.decode()
    assert Signatory.objects.first().name_th in text
    assert "It takes the place of: Memorandum of Understanding" in visible_text(
        response
    )


def test_first_agreement_of_all_takes_nothing_over(db, client):
    client.force_login(make_user("secretary", role="secretary"))

    form = client.get(address("staff:add_agreement")).context["form"]

    assert not {"commitments", "targets"} & set(form.fields)


@pytest.mark.each
@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"signed_on": "25/6/2020"}, {"signed_on"}),
        ({"signed_on": ""}, {"signed_on"}),
        ({"signed_on": "1/1/2390"}, {"signed_on"}),
        ({"slug": "mou-2563"}, {"slug"}),
        ({"term_years": "0"}, {"__all__"}),
        ({"ends_on": "30/9/2026"}, {"ends_on"}),
        ({"commitments": ["999999"]}, {"commitments"}),
        (
            {"cea-name_th": "", "cea-position_th": "", "cea-position_en": ""},
            {"__all__"},
        ),
    ],
)
def test_agreement_that_cannot_be_is_refused(changes, wrong, programme, secretary):
    before = LogEntry.objects.count()

    response = secretary.post(address("staff:add_agreement"), entered(**changes))

    assert set(response.context["form"].errors) == wrong
    assert LogEntry.objects.count() == before


def test_party_that_is_half_typed_is_refused(programme, secretary):
    response = secretary.post(
        address("staff:add_agreement"), entered(**{"cea-position_th": ""})
    )

    [cea] = [form for form in response.context["parties"] if form.errors]
    assert set(cea.errors) == {"position_th"}
    assert Programme.objects.count() == 1


def test_agreement_is_succeeded_once(programme):
    successor(programme)
    row = new_programme("mou-2570", signed_on=DAY, succeeds=programme)

    with pytest.raises(ValidationError, match="has taken its place already"):
        succeed(row, parties=signatories("dasta", "cea"), by=None)


def test_first_agreement_is_entered_where_there_is_none(db, client):
    row = succeed(new_programme("mou-2569"), parties=[], by=None)

    assert Programme.objects.newest() == row
    assert row.next_agreement() is None
