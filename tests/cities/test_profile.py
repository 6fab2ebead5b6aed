"""The profile of a city: who verified each level, and what the public may see of it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from cities.models import City
from cities.profile import WIDTH, draw, sections
from cities.templatetags.readiness_words import change_since
from tests.factories import make_evidence, make_reading, make_verdict, make_verified
from tests.visible import visible_text

BEFORE, ON = date(2026, 3, 1), date(2026, 10, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def row(city, code):
    rows = [row for section in sections(city.progress(ON)) for row in section.rows]
    return next(row for row in rows if row.cell.indicator.code == code)


def compared(city):
    [then] = city.past(ON).at(BEFORE)
    return draw(city.progress(ON), then)


def test_nothing_is_drawn_without_a_rubric(db):
    assert draw(None) is None


def test_what_is_unread_is_open_and_never_zero(nan):
    profile = draw(nan.progress(ON))

    assert {(bar.lowest, bar.open_width) for bar in profile.bars} == {(0, WIDTH)}
    assert {(bar.then, bar.before) for bar in profile.bars} == {(None, None)}
    assert profile.target == 300


def test_an_earlier_day_stands_beside_what_was_read_by_then(nan, cast):
    make_verified(nan, "R1.1", level=2, on=BEFORE, by=cast["cea"])
    make_verified(nan, "R1.1", level=4, on=ON, by=cast["cea"])
    make_verified(nan, "R2.1", level=4, on=ON, by=cast["cea"])

    leadership, assets, *_others = compared(nan).bars

    assert (leadership.lowest, leadership.before) == (100, 50)
    assert (assets.lowest, assets.before, assets.then.read) == (100, None, 0)


@translation.override("en")
def test_what_did_not_apply_then_is_not_called_unread(nan, cast):
    for indicator in draw(nan.progress(ON)).rubric.dimensions.first().indicators.all():
        about = {"not_applicable_reason": "ไม่มี", "on": BEFORE}
        absent = make_reading(nan, indicator.code, level=None, **about)
        make_verdict(absent, by=cast["cea"])

    bar = compared(nan).bars[0]

    assert change_since(bar.readiness, bar.then) == "does not apply"


# How a dimension of four indicators changed, in words: levels then and now.
CHANGES = {
    "rose": ([2], [4], "lowest up by 13 points, highest up by 13 points"),
    "fell": ([4], [2], "lowest down by 13 points, highest down by 13 points"),
    "was read, at nothing": (
        [2],
        [2, 0],
        "lowest unchanged, highest down by 25 points",
    ),
    "stands": ([2], [2], "unchanged"),
    "nothing was read then": ([], [2], "nothing was read then"),
    "nothing applies any more": ([2], [None] * 4, "does not apply"),
}


@pytest.mark.parametrize("name", CHANGES)
@translation.override("en")
def test_change_of_a_dimension_in_words(name, nan, cast):
    before, after, expected = CHANGES[name]
    for on, levels in ((BEFORE, before), (ON, after)):
        for number, level in enumerate(levels, 1):
            why = "ไม่มี" if level is None else ""
            reading = make_reading(
                nan, f"R1.{number}", level=level, on=on, not_applicable_reason=why
            )
            make_verdict(reading, by=cast["cea"])

    bar = compared(nan).bars[0]

    assert change_since(bar.readiness, bar.then) == expected


@translation.override("en")
def test_a_dimension_that_was_not_asked_then_did_not_change(nan):
    assert change_since(nan.readiness(ON), None) == "not asked then"


def test_a_level_is_shown_with_the_agency_that_verified_it(nan, cast):
    make_verified(nan, "R1.1", level=3, on=ON, by=cast["cea"])

    verdict = row(nan, "R1.1").verdict

    assert (verdict.agency.code, verdict.effective_on) == ("cea", ON)


def test_evidence_is_shown_to_the_public_only_where_it_is_published(nan, cast, client):
    for code in ("R1.1", "R1.2"):
        piece = make_evidence(nan, title_th=f"หลักฐานของ {code}")
        if code == "R1.1":
            piece.publish(by=cast["cea"])
        reading = make_reading(nan, code, on=ON, evidence=[piece])
        make_verdict(reading, by=cast["cea"])

    text = visible_text(client.get(reverse("cities:readiness", args=["nan"])))

    assert "หลักฐานของ R1.1" in text
    assert "หลักฐานของ R1.2" not in text
    assert text.count(gettext("Evidence on file, not public")) == 1


def test_profile_knows_whether_it_holds_levels_carried_over(nan, cast):
    make_verified(nan, "R1.1", level=2, on=BEFORE, by=cast["cea"])

    assert not draw(nan.progress(ON)).has_carried
