"""A wording version of the rubric is published once and never changes."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import City, Dimension, Indicator, Rubric, Wording
from cities.rubric_file import DEFAULT, RubricFileError, publish
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today

RUBRIC = json.loads(DEFAULT.read_text(encoding="utf-8"))
MEMBERS_OWN = {"R8.1", "R9.4"}


@pytest.fixture
def file(tmp_path):
    """`file(change)` is the path of the real rubric after `change(rubric)`."""

    def changed(change=lambda rubric: None):
        rubric = deepcopy(RUBRIC)
        change(rubric)
        path = tmp_path / "rubric.json"
        path.write_text(json.dumps(rubric, ensure_ascii=False), encoding="utf-8")
        return path

    return changed


def counts():
    return [m.objects.count() for m in (Rubric, Dimension, Indicator, Wording)]


def test_rubric_is_published_once(db):
    first = publish()
    sequence = chain.latest()
    again = publish()

    assert (first, again) == (True, False)
    assert counts() == [1, 9, 37, 39]
    assert chain.latest() == sequence == sum(counts())


def test_publishing_is_nobodys_and_public(db):
    publish()

    entries = LogEntry.objects.all()
    assert {(e.verb, e.by, e.is_public) for e in entries} == {("publish", None, True)}


def test_published_rubric_says_what_its_file_says(db):
    publish(on=date(2026, 10, 1))

    rubric = Rubric.current()
    assert (rubric.version, rubric.published_on) == ("2569-1", date(2026, 10, 1))
    assert rubric.status_th == RUBRIC["status_th"]
    assert rubric.scale_en == [step["name_en"] for step in RUBRIC["scale"]]
    dimensions = list(rubric.dimensions.all())
    assert [d.code for d in dimensions] == [d["code"] for d in RUBRIC["dimensions"]]
    assert [d.why_en for d in dimensions] == [d["why_en"] for d in RUBRIC["dimensions"]]
    assert [i.code for i in rubric.indicators()] == [
        i["code"] for d in RUBRIC["dimensions"] for i in d["indicators"]
    ]


def test_rubric_is_published_today_where_no_day_is_said(db):
    publish()

    assert Rubric.current().published_on == today()


def test_names_are_the_readers(db):
    publish()
    rubric = Rubric.current()
    dimension, indicator = rubric.dimensions.all()[0], rubric.indicators()[0]

    with translation.override("en"):
        assert str(rubric) == "2569-1"
        assert str(dimension) == "R1 City leadership and governance"
        assert str(indicator) == "R1.1"
        wording = indicator.wording(Wording.Stage.CANDIDATE)
        assert str(wording) == "R1.1 Mandate from the city's leader"


# What a new version would be for: each of these words, changed under the old version.


def rename(row, name):
    row[name] = f"{row[name]} (changed)"


CHANGES = {
    "the standing of the rubric": lambda r: rename(r, "status_en"),
    "the name of a level": lambda r: rename(r["scale"][2], "name_th"),
    "the name of a dimension": lambda r: rename(r["dimensions"][0], "name_en"),
    "why a dimension is asked": lambda r: rename(r["dimensions"][0], "why_th"),
    "where a dimension comes from": lambda r: r["dimensions"][0]["trace"].append("x"),
    "the order of dimensions": lambda r: r["dimensions"].reverse(),
    "the name of an indicator": lambda r: rename(wording(r), "name_th"),
    "the evidence asked for": lambda r: rename(wording(r), "evidence_en"),
    "the words of a level": lambda r: wording(r)["levels_th"].__setitem__(3, "อื่น"),
    "where an indicator comes from": lambda r: indicators(r)[0]["trace"].append("x"),
    "the weight of an indicator": lambda r: indicators(r)[0].update(weight=1.5),
    "an indicator more": lambda r: indicators(r).append(
        {**indicators(r)[0], "code": "R1.9"}
    ),
    "an indicator less": lambda r: indicators(r).pop(),
    "a wording for members more": lambda r: indicators(r)[0]["wordings"].update(
        member=wording(r)
    ),
}


def indicators(rubric):
    return rubric["dimensions"][0]["indicators"]


def wording(rubric):
    return indicators(rubric)[0]["wordings"]["candidate"]


@pytest.mark.parametrize("name", CHANGES)
def test_changed_words_under_the_same_version_are_refused(name, facts, file):
    sequence = chain.latest()

    with pytest.raises(RubricFileError, match="Version 2569-1 is published"):
        publish(file(CHANGES[name]))

    assert chain.latest() == sequence


def test_same_words_are_not_refused_for_how_they_are_written(facts, file):
    def spell_out(rubric):
        indicators(rubric)[0]["weight"] = 1

    assert publish(file(spell_out)) is False


def test_changed_words_under_a_new_version_are_published_beside_the_old(facts, file):
    def revise(rubric):
        rubric["version"] = "2570-1"
        rename(wording(rubric), "name_en")
        indicators(rubric)[0]["weight"] = 1.5

    assert publish(file(revise)) is True
    assert publish(file(revise)) is False

    assert counts() == [2, 18, 74, 78]
    assert Rubric.current().version == "2570-1"
    assert Rubric.current().indicators()[0].weight == 1.5


@pytest.mark.parametrize(
    "levels", [["one", "two"], ["a", "b", "c", "d", ""], "abcde", [1] * 6]
)
def test_indicator_has_a_text_for_each_of_five_levels(levels, db, file):
    with pytest.raises(ValidationError) as refusal:
        publish(file(lambda rubric: wording(rubric).update(levels_en=levels)))

    assert [*refusal.value.message_dict] == ["levels_en"]
    assert counts() == [0, 0, 0, 0]


def test_weight_of_an_indicator_is_positive(db, file):
    def weigh(rubric):
        indicators(rubric)[0]["weight"] = 0

    with pytest.raises(IntegrityError), transaction.atomic():
        publish(file(weigh))


# A member is asked otherwise where the rubric has words for it


def test_members_are_asked_in_their_own_words_where_there_are_some(facts):
    own = {
        i.code
        for i in Rubric.current().indicators()
        if i.wording("member") != i.wording("candidate")
    }

    assert own == MEMBERS_OWN


@pytest.mark.parametrize(
    ("on", "stage"),
    [(date(2025, 10, 30), "candidate"), (date(2025, 10, 31), "member")],
)
def test_city_is_asked_in_the_words_of_what_it_was_that_day(on, stage, facts):
    progress = City.objects.get(slug="nan").progress(on)

    asked = {cell.indicator.code: cell.wording.stage for cell in progress.cells}
    assert progress.stage == stage
    assert {code for code, words in asked.items() if words == "member"} == (
        MEMBERS_OWN if stage == "member" else set()
    )
    assert {asked[code] for code in MEMBERS_OWN} == {stage}
