"""Why this number: the sums behind one city's readiness, by hand."""

import json
from datetime import date
from decimal import Decimal

import pytest

from cities.models import City
from cities.rubric_file import DEFAULT, publish
from cities.why import why
from tests.factories import make_reading, make_verdict, make_verified

ON = date(2026, 10, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def codes(cells):
    return [cell.indicator.code for cell in cells]


def test_sums_and_what_was_left_out(nan, cast):
    make_verified(nan, "R1.1", level=3, by=cast["cea"])
    make_verified(nan, "R1.2", level=1, by=cast["cea"])
    absent = make_reading(nan, "R1.3", level=None, not_applicable_reason="ไม่มี")
    make_verdict(absent, by=cast["cea"])
    make_reading(nan, "R1.4", level=2)

    said = why(nan.progress(ON))

    whole, first = said.whole, said.dimensions[0]
    assert (whole.earned, whole.possible, whole.unread, whole.read) == (4, 144, 136, 8)
    assert (first.code, first.earned, first.possible) == ("R1", 4, 12)
    assert (first.unread, first.read) == (4, 8)
    assert codes(said.not_applicable) == ["R1.3"]
    assert codes(said.reported) == ["R1.4"]
    assert codes(said.unread)[0] == "R1.4"
    assert len(said.unread) == 34
    assert (said.carried, said.is_weighted) == ((), False)


def test_weighted_sums_are_written_as_they_are(nan, cast, tmp_path):
    rubric = json.loads(DEFAULT.read_text(encoding="utf-8")) | {"version": "2570-1"}
    rubric["dimensions"][0]["indicators"][0]["weight"] = 1.25
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric), encoding="utf-8")
    publish(path, on=date(2027, 1, 1))
    later = date(2027, 1, 1)
    make_verified(nan, "R1.1", level=3, on=later, by=cast["cea"])

    said = why(nan.progress(later))

    assert (said.whole.earned, said.is_weighted) == (Decimal("3.75"), True)
    assert said.whole.possible == 4 * 36 + 5
