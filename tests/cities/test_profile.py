"""The profile of a city: who verified each level, and what the public may see of it."""

from datetime import date

import pytest
from django.urls import reverse

from cities.models import City, Evidence
from cities.profile import WIDTH, draw
from tests.factories import make_reading, make_verdict, make_verified
from tests.visible import visible_text

ON = date(2026, 10, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def rows(profile):
    return {row.cell.indicator.code: row for bar in profile.bars for row in bar.rows}


def test_nothing_is_drawn_without_a_rubric(db):
    assert draw(None) is None


def test_what_is_unread_is_open_and_never_zero(nan):
    profile = draw(nan.progress(ON))

    assert {(bar.lowest, bar.open_width) for bar in profile.bars} == {(0, WIDTH)}


def test_a_level_is_shown_with_the_agency_that_verified_it(nan, cast):
    make_verified(nan, "R1.1", level=3, on=ON, by=cast["cea"])

    row = rows(draw(nan.progress(ON)))["R1.1"]

    assert (row.verdict.agency.code, row.verdict.effective_on) == ("cea", ON)


def test_evidence_is_shown_to_the_public_only_where_it_is_said_so(nan, cast, client):
    for code, is_public in (("R1.1", True), ("R1.2", False)):
        evidence = Evidence(
            title_th=f"หลักฐานของ {code}",
            link=f"https://example.org/{code}",
            is_public=is_public,
        )
        reading = make_reading(nan, code, on=ON, evidence=evidence)
        make_verdict(reading, by=cast["cea"])

    text = visible_text(client.get(reverse("cities:detail", args=["nan"])))

    assert "หลักฐานของ R1.1" in text
    assert "หลักฐานของ R1.2" not in text
