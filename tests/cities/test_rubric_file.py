"""A wording version of the rubric is published once and never changes."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import City, Dimension, Indicator, Origin, Rubric, Wording
from cities.rubric_file import DEFAULT, RubricFileError, publish
from creativecity.ledger import chain, verbs
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

    rubric = Rubric.in_force()
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

    assert Rubric.in_force().published_on == today()


def test_names_are_the_readers(db):
    publish()
    rubric = Rubric.in_force()
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
    assert Rubric.in_force().version == "2570-1"
    assert Rubric.in_force().indicators()[0].weight == 1.5


# A file that is not whole is refused, in words, and changes nothing


def first(rubric, **changes):
    indicators(rubric)[0].update(changes)


def drop(row, name):
    del row[name]


BROKEN = {
    "no standing": (lambda r: drop(r, "status_en"), "the rubric: status_en is missing"),
    "an empty standing": (
        lambda r: r.update(status_th=""),
        "the rubric: status_th is empty",
    ),
    "an unknown key": (lambda r: r.update(colour="red"), "colour is not known"),
    "a long version": (lambda r: r.update(version="2569 " * 5), "version is not 1 to"),
    "no dimension": (lambda r: r.update(dimensions=[]), "dimensions is empty"),
    "dimensions of the wrong kind": (lambda r: r.update(dimensions=3), "wrong kind"),
    "an indicator of the wrong kind": (
        lambda r: indicators(r).append("R1.9"),
        "wrong kind",
    ),
    "a dimension of the wrong kind": (
        lambda r: r["dimensions"].append("R10"),
        "wrong kind",
    ),
    "a level of the scale too few": (
        lambda r: r["scale"].pop(),
        "the scale does not name the levels 0 to 4 in order",
    ),
    "a level without a name": (
        lambda r: drop(r["scale"][2], "name_th"),
        "level 2: name_th is missing",
    ),
    "a target beyond the scale": (
        lambda r: r.update(target_level=5),
        "target_level 5 is not 0 to 4",
    ),
    "a dimension without its reason": (
        lambda r: drop(r["dimensions"][0], "why_en"),
        "dimension R1: why_en is missing",
    ),
    "a dimension without indicators": (
        lambda r: r["dimensions"][0].update(indicators=[]),
        "dimension R1: indicators is empty",
    ),
    "a dimension twice": (
        lambda r: r["dimensions"][1].update(code="R1"),
        "dimension R1 comes 2 times",
    ),
    "an indicator twice": (lambda r: first(r, code="R2.1"), "R2.1 comes 2 times"),
    "an indicator without a code": (
        lambda r: drop(indicators(r)[0], "code"),
        "an indicator without a code: code is missing",
    ),
    "a weight of nothing": (lambda r: first(r, weight=0), "R1.1: weight 0 is not"),
    "a weight below nothing": (lambda r: first(r, weight=-1), "R1.1: weight -1 is not"),
    "a weight in words": (lambda r: first(r, weight="1"), "R1.1: weight 1 is not"),
    "a weight too fine": (lambda r: first(r, weight=1.23456), "cannot be published"),
    "no wording": (
        lambda r: drop(indicators(r)[0], "wordings"),
        "R1.1: the wording for candidates is missing",
    ),
    "no wording for candidates": (
        lambda r: first(r, wordings={"member": wording(r)}),
        "R1.1: the wording for candidates is missing",
    ),
    "a wording for nobody": (
        lambda r: indicators(r)[0]["wordings"].update(guest=wording(r)),
        "R1.1: there is no stage guest",
    ),
    "a wording without a name": (
        lambda r: drop(wording(r), "name_en"),
        "R1.1 for candidate: name_en is missing",
    ),
    "an origin without a version": (
        lambda r: first(r, **{"from": ["R1.1"]}),
        "R1.1: from needs a version that the rubric replaces",
    ),
    "origins that are no list": (
        lambda r: first(r, **{"from": "R1.1"}),
        "R1.1: from is not a list of codes",
    ),
    "a version that is not there": (
        lambda r: r.update(replaces="2501-1"),
        "replaces 2501-1, which is not published",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_file_that_is_not_whole_is_refused_in_words(name, db, file):
    change, words = BROKEN[name]

    with pytest.raises(RubricFileError) as refusal:
        publish(file(change))

    assert words in str(refusal.value)
    assert counts() == [0, 0, 0, 0]
    assert chain.latest() == 0


@pytest.mark.parametrize(
    "levels", [["one", "two"], ["a", "b", "c", "d", ""], "abcde", [1] * 6, [1] * 5]
)
def test_indicator_has_a_text_for_each_of_five_levels(levels, db, file):
    with pytest.raises(RubricFileError, match="levels_en is not one text for each"):
        publish(file(lambda rubric: wording(rubric).update(levels_en=levels)))

    assert counts() == [0, 0, 0, 0]


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null"])
def test_file_that_is_no_rubric_is_refused(text, db, tmp_path):
    path = tmp_path / "rubric.json"
    path.write_text(text)

    with pytest.raises(RubricFileError):
        publish(path)


def test_wording_itself_refuses_fewer_texts_than_levels(facts):
    wording = Wording.objects.first()
    wording.levels_en = wording.levels_en[:4]

    with pytest.raises(ValidationError) as refusal:
        wording.clean_fields()

    assert [*refusal.value.message_dict] == ["levels_en"]


def test_database_refuses_a_weight_of_nothing(facts):
    indicator = Indicator.objects.first()
    twin = Indicator(
        dimension=indicator.dimension,
        code="R9.9",
        position=9,
        weight=0,
        trace=indicator.trace,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.add(twin, by=None)


# A new version may say what its indicators take over from the one it replaces


def replace(version="2570-1", **origins):
    """A change that makes a version which takes over: R1.1 from ["R1.1"], ..."""

    def change(rubric):
        rubric |= {"version": version, "replaces": "2569-1"}
        for row in (i for d in rubric["dimensions"] for i in d["indicators"]):
            row["from"] = origins.get(row["code"].replace(".", "_"), [])

    return change


def test_new_version_takes_over_from_the_one_it_replaces(facts, file):
    path = file(replace(R1_1=["R1.2", "R1.1"], R1_2=["R1.1"]))

    assert publish(path) is True
    assert publish(path) is False

    new = Rubric.objects.get(version="2570-1")
    links = [(o.indicator.code, o.origin.code) for o in Origin.objects.all()]
    assert new.replaces.version == "2569-1"
    assert links == [("R1.1", "R1.1"), ("R1.1", "R1.2"), ("R1.2", "R1.1")]
    assert str(Origin.objects.first()) == "R1.1 < R1.1"
    assert {o.origin.dimension.rubric.version for o in Origin.objects.all()} == {
        "2569-1"
    }


def test_what_is_left_unsaid_is_as_if_it_were_said(facts, file):
    def spell_out(rubric):
        rubric |= {"target_level": 3, "replaces": None}
        first(rubric, **{"from": []})

    assert publish(file(spell_out)) is False


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.update(target_level=4),
        lambda r: first(r, **{"from": ["R1.2"]}),
        lambda r: r.update(replaces=None),
    ],
    ids=["its target", "an origin", "what it replaces"],
)
def test_what_a_published_version_takes_over_never_changes(change, facts, file):
    publish(file(replace(R1_1=["R1.1"])))

    def changed(rubric):
        replace(R1_1=["R1.1"])(rubric)
        change(rubric)
        if rubric["replaces"] is None:
            first(rubric, **{"from": []})

    with pytest.raises(RubricFileError, match="Version 2570-1 is published"):
        publish(file(changed))


WRONG_ORIGINS = {
    "an indicator that is not there": (["R9.9"], "version 2569-1 has no R9.9"),
    "an indicator twice": (["R1.1", "R1.1"], "origin R1.1 comes 2 times"),
}


@pytest.mark.parametrize("name", WRONG_ORIGINS)
def test_origin_that_is_wrong_is_named_and_nothing_is_published(name, facts, file):
    origins, words = WRONG_ORIGINS[name]
    before = chain.latest()

    with pytest.raises(RubricFileError, match=words):
        publish(file(replace(R1_1=origins)))

    assert chain.latest() == before


def test_version_does_not_replace_itself(facts, file):
    with pytest.raises(RubricFileError, match="replaces 2569-1, which is not"):
        publish(file(replace(version="2569-1")))


def test_version_is_not_published_before_the_one_it_replaces(facts, file):
    with pytest.raises(RubricFileError, match="cannot be published before"):
        publish(file(replace()), on=date(2020, 1, 1))


# A member is asked otherwise where the rubric has words for it


def test_members_are_asked_in_their_own_words_where_there_are_some(facts):
    own = {
        i.code
        for i in Rubric.in_force().indicators()
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
