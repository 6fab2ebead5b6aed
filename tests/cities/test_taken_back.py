"""A verdict is taken back by its agency, a “still true” by its city: once, in words."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import Agency, City, Confirmation, Reading, Verification
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.thai_calendar import today
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import address
from tests.factories import make_reading, make_user, make_verdict, make_verified
from tests.visible import visible_text

VERDICT = "staff:cities:withdraw_verdict"
CONFIRMATION = "staff:cities:withdraw_confirmation"
WHY = {"reason": "ดูผิดหน้า"}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def reading(nan, cast):
    return make_reading(nan, by=cast[OFFICER])


@pytest.fixture
def verdict(reading, cast):
    return make_verdict(reading, by=cast["cea"])


@pytest.fixture
def said(reading, cast):
    return reading.confirm(by=cast[OFFICER])


@pytest.fixture
def colleague(cast):
    """Another of CEA."""
    user = make_user("colleague", role="agency")
    Agency.objects.get(code="cea").staff.add(user)
    return user


def english(name, **rows):
    with translation.override("en"):
        return address(name, **rows)


def page_of(row):
    if isinstance(row, Verification):
        return english(VERDICT, verdict=row.sequence)
    return english(CONFIRMATION, confirmation=row.sequence)


def errors(response):
    return dict(response.context["form"].errors)


# A verdict: by whom


def test_the_agency_that_gave_a_verdict_takes_it_back_whoever_of_it(
    verdict, reading, cast, colleague
):
    taken = verdict.withdraw(by=colleague, reason="ดูผิดหน้า")

    entry = LogEntry.objects.latest("sequence")
    assert (taken.withdrawn, taken.recorded_by) == (verdict.sequence, colleague)
    assert (entry.verb, entry.about) == ("withdraw", reading.city.key())
    assert entry.is_public
    assert reading.verdict() is None
    assert not reading.why_not_verifiable_by(cast["cea"])


@pytest.mark.parametrize("name", [OFFICER, "dasta", "secretary", "auditor", "expert"])
def test_nobody_else_takes_a_verdict_back(name, verdict, cast):
    with pytest.raises(ValidationError) as refused:
        verdict.withdraw(by=cast[name], reason="x")

    assert refused.value.code == "of-another"
    assert not Verification.objects.withdrawable_by(cast[name]).exists()


def leave_the_agency(user, reading):
    user.agencies.clear()


def work_for_the_city(user, reading):
    reading.city.officers.add(user)


def lose_the_role(user, reading):
    user.groups.clear()


@pytest.mark.parametrize("change", [leave_the_agency, work_for_the_city, lose_the_role])
def test_who_may_judge_the_reading_no_more_takes_no_verdict_back(
    change, verdict, reading, cast, sign_in
):
    change(cast["cea"], reading)

    response = sign_in("cea").post(page_of(verdict), WHY)

    assert response.status_code in {403, 404}
    assert reading.verdict() == verdict


def test_nor_does_who_recorded_the_reading(nan, cast, colleague):
    """T44: else a returned level of one's own would wait anew by one's own hand."""
    reading = make_reading(nan, by=colleague)
    verdict = make_verdict(reading, by=cast["cea"], verdict="returned", reason="ขาด")

    with pytest.raises(ValidationError):
        verdict.withdraw(by=colleague, reason="x")


# A verdict: the pages


def test_after_a_verdict_its_message_leads_to_the_way_back(reading, sign_in):
    path = english("staff:cities:verify_reading", sequence=reading.sequence)

    done = sign_in("cea").post(path, {"verdict": "verified"}, follow=True)

    verdict = reading.verdict()
    assert (
        f'href="{page_of(verdict)}">Withdraw the verdict</a>' in done.content.decode()
    )


def test_verdict_is_taken_back_with_a_reason_and_stays_in_view(
    verdict, reading, sign_in, cast
):
    client = sign_in("cea")
    page = client.get(page_of(verdict))
    refused = client.post(page_of(verdict), {"reason": " "})

    done = client.post(page_of(verdict), WHY, follow=True)

    assert "waits for a verdict again" in visible_text(page)
    assert errors(refused) == {"reason": ["Say why the verdict is withdrawn."]}
    assert "The verdict is withdrawn." in visible_text(done)
    assert done.context["verdict"] is None
    for name in ("cea", OFFICER, "auditor"):
        path = english("staff:cities:verify_reading", sequence=reading.sequence)
        assert "ดูผิดหน้า" in visible_text(sign_in(name).get(path))


@pytest.mark.parametrize(
    ("is_displaced", "words"),
    [
        (False, "waits for a verdict again"),
        (True, "a later one took its place"),
    ],
)
def test_whose_verdict_is_gone_waits_again_unless_a_later_word_is_there(
    is_displaced, words, verdict, nan, cast, sign_in
):
    if is_displaced:
        make_reading(nan, level=3, by=cast[OFFICER])
    judge, page = sign_in("cea"), page_of(verdict)
    announced = visible_text(judge.get(page))

    told = visible_text(judge.post(page, WHY, follow=True))

    waits = Reading.objects.awaiting_verdict().filter(pk=verdict.reading_id)
    assert waits.exists() is not is_displaced
    assert words in told
    assert ("waits for no other verdict" in announced) is is_displaced


def test_who_takes_a_verdict_back_is_still_at_the_same_place_of_the_list(
    verdict, reading, sign_in
):
    judge, place = sign_in("cea"), "?city=nan&page=2"
    shown = judge.get(
        english("staff:cities:verify_reading", sequence=reading.sequence) + place
    )
    page = page_of(verdict) + place

    answer = judge.post(page, WHY)

    assert f'href="{page}"'.replace("&", "&amp;") in shown.content.decode()
    assert answer.url.endswith(f"/{reading.sequence}/{place}")


def test_link_beside_the_verdict_is_for_its_agency_alone(verdict, reading, sign_in):
    path = english("staff:cities:verify_reading", sequence=reading.sequence)

    offered = {
        name: page_of(verdict) in sign_in(name).get(path).content.decode()
        for name in ("cea", "dasta", OFFICER, "secretary")
    }

    assert offered == {
        "cea": True,
        "dasta": False,
        OFFICER: False,
        "secretary": False,
    }


def test_who_takes_a_verdict_back_second_reads_that_it_is_done(
    verdict, sign_in, cast, colleague
):
    client = sign_in("cea")
    verdict.withdraw(by=colleague, reason="x")
    before = chain.latest()

    shown, late = client.get(page_of(verdict)), client.post(page_of(verdict), WHY)

    assert errors(late) == {"__all__": ["This verdict was withdrawn."]}
    assert "This verdict was withdrawn." in visible_text(shown)
    assert "This verdict was withdrawn." in visible_text(late)
    assert (late.status_code, chain.latest()) == (200, before)


def test_page_opened_on_one_verdict_does_not_take_back_the_next(
    verdict, reading, sign_in, cast
):
    verdict.withdraw(by=cast["cea"], reason="x")
    newer = make_verdict(reading, by=cast["cea"])

    sign_in("cea").post(page_of(verdict), WHY)

    assert reading.verdict() == newer


def test_verdict_on_a_reading_that_was_withdrawn_stays(verdict, reading, sign_in, cast):
    """The public was told that the reading is taken back: of it no more is told."""
    reading.withdraw(by=cast[OFFICER], reason="ผิดปี")

    late = sign_in("cea").post(page_of(verdict), WHY)

    assert errors(late) == {"__all__": ["This reading was withdrawn."]}
    assert Withdrawal.objects.count() == 1


def test_verdict_is_given_and_taken_back_as_often_as_it_takes(reading, cast):
    for _time in range(3):
        row = make_verdict(reading, by=cast["cea"])
        row.withdraw(by=cast["cea"], reason="ดูผิดหน้า")

    assert Verification.objects.count() == Withdrawal.objects.count() == 3
    assert list(Reading.objects.awaiting_verdict()) == [reading]


# "Still true"


def test_what_was_confirmed_by_mistake_is_taken_back_and_may_be_said_anew(
    said, reading, nan, cast
):
    said.withdraw(by=cast[OFFICER], reason="กดผิด")
    gone = nan.progress().cell("R1.1").confirmed_on

    again = reading.confirm(by=cast[OFFICER])

    assert gone is None
    assert again not in (None, said)
    assert nan.progress().cell("R1.1").confirmed_on == today()


def test_another_officer_of_the_city_takes_it_back_too(said, nan):
    second = make_user("second", role="officer")
    nan.officers.add(second)

    said.withdraw(by=second, reason="กดผิด")

    assert not Confirmation.objects.standing().exists()


@pytest.mark.parametrize("name", [OTHER_OFFICER, "cea", "secretary", "expert"])
def test_nobody_of_another_house_does(name, said, cast):
    with pytest.raises(ValidationError) as refused:
        said.withdraw(by=cast[name], reason="x")

    assert refused.value.code == "of-another"


def test_confirming_leads_to_the_way_back(nan, cast, sign_in):
    make_verified(nan, by=cast["cea"])
    client = sign_in(OFFICER)
    grid = english("staff:cities:readiness")
    base = nan.progress().cell("R1.1").spoken.sequence
    pressed = {"action": "confirm:R1.1", "R1.1-base": base}

    first = client.post(grid, pressed, follow=True)
    said = Confirmation.objects.get()
    again = client.post(grid, pressed, follow=True)

    link = f'href="{page_of(said)}">Withdraw it</a>'
    assert link in first.content.decode()
    assert link not in again.content.decode()  # said today already: nothing was done
    detail = english("staff:cities:verify_reading", sequence=base)
    assert f'href="{detail}#confirmed"' in again.content.decode()
    assert page_of(said) in client.get(detail).content.decode()
    assert page_of(said) not in sign_in("cea").get(detail).content.decode()


def test_confirmation_is_taken_back_once_with_a_reason(said, sign_in):
    client = sign_in(OFFICER)
    page = client.get(page_of(said))
    refused = client.post(page_of(said), {"reason": ""})

    done = client.post(page_of(said), WHY, follow=True)
    late = client.post(page_of(said), WHY)

    assert "The level stays as it is" in visible_text(page)
    assert errors(refused) == {"reason": ["Say why the confirmation is withdrawn."]}
    assert "The confirmation is withdrawn." in visible_text(done)
    assert errors(late) == {"__all__": ["This confirmation was withdrawn."]}
    assert "This confirmation was withdrawn." in visible_text(late)
    assert Withdrawal.objects.count() == 1
