"""The public tables of the rubric: its versions, and what each asks."""

from datetime import date

from cities.models import Rubric, Wording
from creativecity.ledger import chain
from tests.factories import DAY, find_indicator
from tests.open_tables import HOST, column, narrowed, records

LATER = date(2027, 1, 1)


def test_the_version_in_force_is_told_with_its_scale(facts):
    rubric = Rubric.in_force(DAY)

    [row] = records("rubrics")

    assert (row["version"], row["is_in_force"], row["replaces"]) == (
        "2569-1",
        True,
        None,
    )
    assert (row["scale_en"], row["target_level"]) == (rubric.scale_en, 3)
    assert (row["dimensions"], row["indicators"]) == (9, 37)
    assert row["page"] == f"{HOST}/th/about/method/#rubric"


def test_a_version_of_a_later_day_is_told_from_that_day_on(facts, new_version):
    known = chain.latest()
    new_version(on=LATER, **{"R1.1": ["R1.1", "R1.2"]})

    assert column("rubrics", "version") == ["2569-1"]
    assert [
        (row["version"], row["is_in_force"], row["replaces"], bool(row["page"]))
        for row in records("rubrics", LATER)
    ] == [("2569-1", False, None, True), ("2570-1", True, "2569-1", False)]
    assert column("rubrics", "version", LATER, known) == ["2569-1"]


def test_no_version_no_rows(db):
    assert (records("rubrics"), records("indicators")) == ([], [])


# Indicators


def test_an_indicator_is_told_level_by_level_for_candidates_and_members(facts):
    words = find_indicator("R1.1").wording(Wording.Stage.CANDIDATE)

    [row] = [r for r in records("indicators") if r["key"] == "2569-1-R1.1-candidate"]

    levels = range(5)
    assert [row[f"level_{n}_th"] for n in levels] == words.levels_th
    assert [row[f"level_{n}_en"] for n in levels] == words.levels_en
    assert (row["rubric"], row["dimension"], row["indicator"]) == (
        "2569-1",
        "R1",
        "R1.1",
    )
    assert (row["name_th"], row["evidence_en"]) == (words.name_th, words.evidence_en)
    assert (row["weight"], row["origins"]) == (1, [])


def test_every_wording_of_every_version_is_a_row(facts, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1", "R1.2"]})

    assert len(records("indicators")) == Wording.objects.count() / 2
    assert len(records("indicators", LATER)) == Wording.objects.count()
    assert column("indicators", "origins", LATER, key="2570-1-R1.1-candidate") == [
        ["R1.1", "R1.2"]
    ]
    assert set(column("indicators", "page", LATER, rubric="2570-1")) == {None}


def test_what_a_version_takes_over_is_told_as_known(facts, new_version):
    known = chain.latest()
    new_version(on=LATER)

    assert set(column("indicators", "rubric", LATER, known)) == {"2569-1"}


def test_indicators_are_narrowed(facts):
    found = narrowed("indicators", indicator="R1.1", stage="candidate")

    assert found == ["2569-1-R1.1-candidate"]
    assert len(narrowed("indicators", rubric="2569-1", dimension="R1")) == len(
        column("indicators", "key", dimension="R1")
    )
    assert narrowed("indicators", rubric="2570-1") == []
