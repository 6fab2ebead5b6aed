"""What staff pages answer when something is not as the page expects."""

from datetime import date

import pytest
from django.urls import reverse

from cities.models import City, Reading, Verification
from creativecity.ledger import chain
from tests.addresses import address
from tests.factories import (
    make_cast,
    make_city,
    make_reading,
    make_user,
    make_verdict,
)
from tests.visible import visible_text

OFFICER = "officer.nan"


def nan():
    return City.objects.get(slug="nan")


def test_without_a_rubric_the_readiness_page_says_so(db, client):
    officer = make_user("officer", role="officer")
    city = make_city()
    city.officers.add(officer)
    client.force_login(officer)

    response = client.get(address("staff:cities:readiness", slug=city.slug))

    assert response.status_code == 404
    assert "เกณฑ์" in visible_text(response)


def test_readiness_page_can_show_one_state_alone(sign_in):
    make_reading(nan(), "R1.1")

    text = visible_text(
        sign_in(OFFICER).get(address("staff:cities:readiness") + "?state=reported")
    )

    assert "R1.1" in text
    assert "R1.2" not in text


def test_an_indicator_that_the_rubric_has_not_is_a_404(sign_in):
    path = address("staff:cities:indicator", code="R99.9")

    response = sign_in(OFFICER).get(path)

    assert response.status_code == 404
    assert "R99.9" in visible_text(response)


def test_a_verdict_by_one_who_may_not_give_it_is_refused_with_the_reason(sign_in):
    reading = make_reading(nan())
    path = address("staff:cities:verify_reading", sequence=reading.sequence)

    response = sign_in("auditor").post(path, {"verdict": "verified"})

    assert response.status_code == 403
    assert "หน่วยงานผู้ลงนาม" in visible_text(response)
    assert Verification.objects.count() == 0


def test_a_verdict_after_another_agencys_shows_both_and_loses_no_word(sign_in, cast):
    reading = make_reading(nan(), by=cast[OFFICER])
    path = address("staff:cities:verify_reading", sequence=reading.sequence)
    make_verdict(reading, by=cast["dasta"])

    response = sign_in("cea").post(
        path, {"verdict": "returned", "reason": "ยังไม่มีรายงานการประชุม"}
    )

    text = visible_text(response)
    assert response.status_code == 409
    assert "ยังไม่มีรายงานการประชุม" in text
    assert "อพท." in text
    assert Verification.objects.count() == 1


def test_after_a_verdict_the_list_of_the_same_city_comes_back(sign_in, cast):
    reading = make_reading(nan(), by=cast[OFFICER])
    path = address("staff:cities:verify_reading", sequence=reading.sequence)

    response = sign_in("cea").post(f"{path}?city=nan", {"verdict": "verified"})

    assert response["Location"] == address("staff:cities:queue") + "?city=nan"


def test_the_queue_offers_nobody_what_they_recorded(sign_in, cast):
    make_reading(nan(), "R1.1", by=cast["cea"])
    make_reading(nan(), "R1.2", by=cast[OFFICER])

    page = sign_in("cea").get(address("staff:cities:queue")).context["page"]

    assert [reading.indicator.code for reading in page] == ["R1.2"]


@pytest.mark.parametrize(
    ("before", "words"), [(True, "ครั้งก่อน"), (False, "ไม่มีผลประเมิน")]
)
def test_withdrawing_says_what_stands_then(before, words, sign_in, cast):
    if before:
        make_reading(nan(), by=cast[OFFICER], on=date(2025, 1, 1))
    reading = make_reading(nan(), by=cast[OFFICER])
    path = address("staff:cities:withdraw_reading", sequence=reading.sequence)

    response = sign_in(OFFICER).post(path, {"reason": "ผิดปี"}, follow=True)

    assert words in visible_text(response)


def test_agency_staff_without_an_agency_do_not_verify(sign_in, cast):
    cast["cea"].agencies.clear()
    reading = make_reading(nan())

    assert reading.why_not_verifiable_by(cast["cea"])


def test_a_reading_is_withdrawn_once(sign_in, cast):
    reading = make_reading(nan(), by=cast[OFFICER])
    path = address("staff:cities:withdraw_reading", sequence=reading.sequence)
    client = sign_in(OFFICER)
    client.post(path, {"reason": "ผิดปี"})
    before = chain.latest()

    again = client.post(path, {"reason": "ผิดปี"})

    assert again.status_code == 200
    assert chain.latest() == before


def test_a_late_entry_about_an_earlier_day_waits_for_a_verdict(facts):
    cast = make_cast()
    make_reading(nan(), "R1.1", by=cast[OFFICER])
    late = make_reading(nan(), "R1.1", on=date(2020, 1, 1))

    assert late in Reading.objects.awaiting_verdict()


def test_queue_of_a_city_that_is_none_is_empty(sign_in):
    make_reading(nan())
    queue, lengths = reverse("staff:cities:queue"), {}

    for slug in ("nan", "sukhothai", "%00", "x" * 5000):
        page = sign_in("cea").get(f"{queue}?city={slug}").context["page"]
        lengths[slug] = page.paginator.count

    assert list(lengths.values()) == [1, 0, 0, 0]


def test_queue_takes_any_page_number(sign_in):
    make_reading(nan())

    for page in ("1", "0", "abc", "999999999999999999999"):
        path = reverse("staff:cities:queue") + f"?page={page}"
        assert sign_in("cea").get(path).status_code == 200
