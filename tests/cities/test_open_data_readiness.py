"""The public tables of readiness: the numbers of the page, and no others."""

from datetime import date, timedelta

import pytest

from cities.models import City
from cities.scoring import as_percent
from creativecity.ledger import chain
from tests.factories import (
    DAY,
    make_city,
    make_evidence,
    make_reading,
    make_verdict,
    make_verified,
)
from tests.open_tables import HOST, TABLE, ask, column, narrowed, records

LATER = date(2027, 1, 1)
NUMBERS = ("lowest_percent", "highest_percent", "mean_percent")


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def agency(cast):
    return cast["cea"]


def of(city, name="readiness", on=DAY, known_at=None, **chosen):
    rows = records(name, on, known_at)
    chosen["city"] = city.slug
    [row] = [r for r in rows if all(r[k] == v for k, v in chosen.items())]
    return row


def page_of(readiness):
    return tuple(
        None if share is None else as_percent(share)
        for share in (readiness.lowest, readiness.highest, readiness.mean)
    )


def test_readiness_has_the_numbers_of_the_page(nan, agency):
    make_verified(nan, "R1.1", level=3, by=agency)
    make_verified(nan, "R1.2", level=2, by=agency)
    make_reading(nan, "R1.3", level=4)
    readiness = nan.readiness(DAY)

    row = of(nan)

    assert tuple(row[name] for name in NUMBERS) == page_of(readiness)
    assert (row["read"], row["applicable"], row["total"], row["reported"]) == (
        2,
        37,
        37,
        1,
    )
    assert (row["levels_read"], row["levels_possible"], row["levels_unread"]) == (
        5,
        148,
        140,
    )
    assert (row["rubric"], row["stage"], row["target_percent"]) == (
        "2569-1",
        "member",
        75,
    )
    assert (row["as_of"], row["page"]) == (
        "2026-10-01",
        f"{HOST}/th/cities/nan/readiness/",
    )


def test_what_was_not_read_is_not_nought(nan):
    make_reading(nan, "R1.1", level=2)

    row = of(nan)

    assert [row[name] for name in NUMBERS] == [None, None, None]
    assert (row["read"], row["reported"], row["levels_read"]) == (0, 1, 0)


def test_what_does_not_apply_leaves_the_count_and_may_leave_nothing(nan, agency):
    fields = {"level": None, "not_applicable_reason": "ไม่มีทะเล", "by": agency}
    for cell in nan.progress(DAY).dimensions[0][2]:
        make_verified(nan, cell.indicator.code, **fields)

    row = of(nan)
    [first, *_others] = row["dimensions"]

    assert (row["applicable"], row["total"]) == (37 - first["total"], 37)
    assert (first["applicable"], first["lowest_percent"]) == (0, None)


def test_dimensions_are_nested_and_a_table_of_their_own(nan, agency):
    make_verified(nan, "R2.1", level=3, by=agency)
    by_code = {each.code: each for each in nan.readiness(DAY).dimensions}

    rows = [r for r in records("readiness-dimensions") if r["city"] == "nan"]
    nested = of(nan)["dimensions"]

    assert [row["dimension"] for row in rows] == list(by_code)
    assert [
        {k: row[k] for k in part} for row, part in zip(rows, nested, strict=True)
    ] == (nested)
    row = of(nan, "readiness-dimensions", dimension="R2")
    assert (row["key"], row["read"]) == ("nan-R2", 1)
    assert tuple(row[name] for name in NUMBERS) == page_of(by_code["R2"])
    assert row["page"] == f"{HOST}/th/cities/nan/readiness/#R2"


def test_readiness_is_told_as_of_a_day_and_as_known(nan, agency):
    make_verified(nan, "R1.1", level=1, on=date(2024, 1, 1), by=agency)
    known = chain.latest()
    make_verified(nan, "R1.2", level=2, by=agency)

    assert of(nan)["read"] == 2
    assert of(nan, on=date(2025, 1, 1))["read"] == 1
    assert of(nan, known_at=known)["read"] == 1
    assert of(nan, known_at=known)["known_at"] == known
    assert column("readiness-dimensions", "read", known_at=known, key="nan-R1") == [1]


def test_levels_carried_over_are_counted(nan, agency, new_version):
    make_verified(nan, "R1.1", level=2, by=agency)
    new_version(on=LATER, **{"R1.1": ["R1.1"]})

    row = of(nan, on=LATER)

    assert (row["rubric"], row["read"], row["carried"]) == ("2570-1", 1, 1)
    assert of(nan)["carried"] == 0


def test_readiness_that_rests_on_sample_data_says_so(nan, agency):
    make_verified(nan, "R1.1", by=agency, is_sample=True)

    assert of(nan)["is_sample"] is True
    assert column("readiness-dimensions", "is_sample", city="nan") == [
        True,
        *[False] * 8,
    ]
    assert column("readiness", "is_sample", city="phetchaburi") == [False]


def test_no_rubric_no_readiness(db):
    make_city()

    assert records("readiness") == []
    assert records("readiness-dimensions") == []


def test_readiness_is_narrowed_by_city_and_dimension(facts):
    assert narrowed("readiness", city="nan") == ["nan"]
    assert narrowed("readiness-dimensions", city="nan", dimension="R3") == ["nan-R3"]
    assert len(narrowed("readiness-dimensions", dimension="R3")) == 5
    assert narrowed("readiness-dimensions", city="nowhere") == []


def test_pairs_are_a_sequence_of_every_city_with_every_dimension(facts):
    pairs = TABLE["readiness-dimensions"].rows(ask())

    assert len(pairs) == len(list(pairs)) == 45
    assert [pair["key"] for pair in pairs[8:10]] == ["sukhothai-R9", "nan-R1"]
    with pytest.raises(IndexError):
        pairs[45]
    assert pairs.all() == pairs


# Readings


def test_a_verified_reading_is_told_with_who_verified_it(nan, agency):
    reading = make_verified(nan, "R1.1", level=2, by=agency, note="ours")

    [row] = records("readings")

    assert row == {
        "sequence": reading.sequence,
        "city": "nan",
        "rubric": "2569-1",
        "dimension": "R1",
        "indicator": "R1.1",
        "level": 2,
        "is_applicable": True,
        "not_applicable_reason": None,
        "effective_on": "2026-10-01",
        "verified_on": "2026-10-01",
        "agency": "cea",
        "pieces": 0,
        "evidence": [],
        "recorded_at": row["recorded_at"],
        "is_sample": False,
        "page": f"{HOST}/th/cities/nan/readiness/#R1.1",
    }


def test_what_is_not_verified_is_not_told(nan, agency, cast):
    make_reading(nan, "R1.1")
    returned = make_reading(nan, "R1.2")
    make_verdict(returned, by=agency, verdict="returned", reason="no proof")
    withdrawn = make_verified(nan, "R1.3", by=agency)
    withdrawn.withdraw(by=cast["officer.nan"], reason="a mistake")

    assert records("readings") == []


def test_a_reading_withdrawn_later_was_told_before(nan, agency, cast):
    reading = make_verified(nan, by=agency)
    known = chain.latest()
    reading.withdraw(by=cast["officer.nan"], reason="a mistake")

    assert column("readings", "sequence", known_at=known) == [reading.sequence]
    assert column("readings", "sequence") == []


def test_a_reading_is_told_once_its_verdict_is_known_whatever_its_day(nan, agency):
    reading = make_reading(nan)
    known = chain.latest()
    make_verdict(reading, by=agency, on=DAY + timedelta(days=30))

    assert column("readings", "sequence", known_at=known) == []
    assert column("readings", "verified_on") == ["2026-10-31"]
    assert records("readings", DAY - timedelta(days=1)) == []


def test_not_applicable_is_no_level_and_says_why(nan, agency):
    reason = {"level": None, "not_applicable_reason": "ไม่มีทะเล"}
    make_verified(nan, by=agency, **reason)

    [row] = records("readings")

    assert (row["level"], row["is_applicable"]) == (None, False)
    assert row["not_applicable_reason"] == "ไม่มีทะเล"


def test_evidence_of_a_reading_is_counted_and_shown_once_public(nan, agency):
    pieces = [make_evidence(nan, title_th=title) for title in ("หนึ่ง", "สอง")]
    make_verified(nan, level=3, by=agency, evidence=pieces)
    pieces[1].publish(by=agency)

    [row] = records("readings")

    assert (row["pieces"], row["evidence"]) == (2, [pieces[1].link])


def test_readings_are_narrowed(nan, agency):
    first = make_verified(nan, "R1.1", level=1, on=date(2025, 1, 1), by=agency)
    second = make_verified(nan, "R2.1", level=2, by=agency)
    none = make_verified(
        nan, "R3.1", level=None, not_applicable_reason="ไม่มี", by=agency
    )
    cases = (
        ({"city": "nan"}, [first, second, none]),
        ({"city": "phetchaburi"}, []),
        ({"dimension": "R2"}, [second]),
        ({"indicator": "R1.1", "rubric": "2569-1"}, [first]),
        ({"level": "2"}, [second]),
        ({"is_applicable": "true"}, [first, second]),
        ({"is_applicable": "false"}, [none]),
        ({"since": "2026-01-01"}, [second, none]),
    )

    for filters, found in cases:
        expected = [reading.sequence for reading in found]
        assert (filters, narrowed("readings", **filters)) == (filters, expected)
