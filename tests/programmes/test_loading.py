"""`load_facts`: the new is added, what staff edited stays, what is broken is refused.

The broken files are the real one with one thing wrong.
"""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.utils import translation

from cities import rubric_file
from cities.models import Area, Call, City, Fact, Membership, Rubric, Source, Stage
from cities.models.membership import RESTORED
from cities.models.opinion import REPLACED
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.ledger.verification import first_fault
from programmes.facts_file import DEFAULT, SECTIONS
from programmes.loading import REFRESHED
from programmes.models import Commitment, Partner, Programme, Target
from tests.factories import make_user

FACTS = json.loads(DEFAULT.read_text(encoding="utf-8"))
GONE = object()
NAN, SUKHOTHAI = 1, 0  # places in the file


def changed(*changes):
    """A copy of the facts; a change is a path and the value that then stands there."""
    facts = deepcopy(FACTS)
    for *path, value in changes:
        *way, last = path
        node = facts
        for step in way:
            node = node[step]
        if value is GONE:
            del node[last]
        else:
            node[last] = value
    return facts


@pytest.fixture
def load(run, tmp_path):
    """`load(facts)` runs load_facts on a file that says this; what was printed."""

    def load_facts(facts=FACTS):
        path = tmp_path / "facts.json"
        path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        return run("load_facts", file=path)

    return load_facts


@pytest.fixture
def refused(load, tmp_path):
    """`refused(facts)` is the list of faults for which load_facts refuses the file."""

    def faults(facts):
        with translation.override("en"), pytest.raises(CommandError) as refusal:
            load(facts)
        first, *faults = str(refusal.value).split("\n  ")
        path = tmp_path / "facts.json"
        assert first == f"{path} is refused and nothing was changed:"
        return faults

    return faults


def counts():
    ours = (apps.get_app_config(label) for label in ("ledger", "cities", "programmes"))
    return {
        m._meta.label_lower: m.objects.count() for a in ours for m in a.get_models()
    }


def said(added=0, changed=0, kept=0):
    return (
        f"Facts loaded: {added} added, {changed} changed, "
        f"{kept} left as staff edited them.\n"
    )


def place(items, **wanted):
    """Where in a list of the file the row stands that has these values."""
    return next(
        number for number, item in enumerate(items) if wanted.items() <= item.items()
    )


POPULATION = place(FACTS["cities"][NAN]["facts"], topic="population")
NAN_2025 = place(FACTS["candidacies"], city="nan", call=2025)


# On an empty database, and again


def test_first_run_loads_facts_and_rubric(db, run):
    printed = run("load_facts")

    brought = LogEntry.objects.filter(verb__in=["load", "reach"]).count()
    assert printed == said(added=brought)
    assert Rubric.in_force().version == "2569-1"
    assert counts()["ledger.logentry"] == chain.latest()
    assert first_fault() is None


def test_everything_loaded_is_public_and_nobodys_and_no_sample(facts):
    entries = LogEntry.objects.all()

    assert {(e.by_id, e.is_public, e.is_sample) for e in entries} == {
        (None, True, False)
    }


@pytest.mark.slow
def test_tracking_begins_on_the_day_of_the_first_run(db, run):
    run("load_facts")

    [entry] = LogEntry.objects.filter(subject="programmes.programme")
    tracked_since = Programme.objects.get().tracked_since
    assert entry.payload["after"]["tracked_since"] == tracked_since.isoformat()


def test_second_run_changes_nothing(facts, run):
    Programme.objects.update(tracked_since=date(2026, 1, 1))
    before, sequence = counts(), chain.latest()

    printed = run("load_facts")

    assert printed == said()
    assert (counts(), chain.latest()) == (before, sequence)
    assert Programme.objects.get().tracked_since == date(2026, 1, 1)


def test_second_run_changes_nothing_beside_a_successor_agreement(facts, run):
    successor = Programme(
        slug="mou-2570",
        name_th="บันทึกข้อตกลงฉบับใหม่",
        name_en="The next agreement",
        signed_on=date(2027, 6, 25),
        term_years=4,
        tracked_since=date(2027, 6, 25),
    )
    verbs.create(successor, by=make_user("secretary"))
    sequence = chain.latest()

    run("load_facts")

    assert chain.latest() == sequence
    assert successor.targets.count() == successor.commitments.count() == 0


# What the file changed


def test_changed_prose_is_brought_in_line(facts, load):
    printed = load(changed(("cities", NAN, "name_en", "Nan Town")))

    assert printed == said(changed=1)
    assert City.objects.get(slug="nan").name_en == "Nan Town"
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.payload["before"]) == ("load", {"name_en": "Nan"})


def test_new_row_is_added(facts, load):
    new = {**FACTS["sources"][0], "code": "NEW1"}

    printed = load(changed(("sources", [*FACTS["sources"], new])))

    assert printed == said(added=1)
    assert Source.objects.get(code="NEW1").title == new["title"]


def test_changed_fact_is_withdrawn_and_said_anew(facts, load):
    before = chain.latest()
    old = Fact.objects.get(subject="cities.city/nan", topic="population")

    printed = load(
        changed(("cities", NAN, "facts", POPULATION, "value_en", "470,000 people"))
    )

    about_nan = Fact.objects.filter(subject="cities.city/nan", topic="population")
    assert printed == said(added=1)
    assert [f.value_en for f in about_nan.latest()] == ["470,000 people"]
    assert list(about_nan.latest(known_at=before)) == [old]
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.withdrawn, withdrawal.reason) == (old.sequence, REFRESHED)
    assert first_fault() is None


def test_changed_stage_is_withdrawn_and_reached_anew(facts, load):
    old = Stage.objects.get(code="M15")

    printed = load(changed(("candidacies", NAN_2025, "stages", 0, "on", "2025-10-30")))

    [new] = Stage.objects.standing().filter(code="M15")
    assert printed == said(added=1)
    assert (new.effective_on, new.candidacy) == (date(2025, 10, 30), old.candidacy)
    assert Withdrawal.objects.get().withdrawn == old.sequence
    assert Membership.objects.count() == 5


# What staff edited


@pytest.fixture
def secretary(facts):
    return make_user("secretary", role="secretary")


def test_prose_that_staff_edited_stays_and_its_other_fields_are_refreshed(
    secretary, load
):
    nan = City.objects.get(slug="nan")
    nan.name_en = "Nan, the old town"
    verbs.edit(nan, by=secretary)

    printed = load(
        changed(
            ("cities", NAN, "name_en", "Nan Town"),
            ("cities", NAN, "province", "TH-99"),
        )
    )

    nan.refresh_from_db()
    assert printed == said(changed=1, kept=1)
    assert (nan.name_en, nan.province) == ("Nan, the old town", "TH-99")


def test_cities_of_a_partner_are_refreshed_unless_staff_ticked_them(secretary, load):
    ticked = Partner.objects.get(slug="nan-province")
    cities = City.objects.filter(slug__in=["nan", "phetchaburi"])
    ticked.edit(by=secretary, fields=[], cities=cities)
    places = {row["slug"]: n for n, row in enumerate(FACTS["partners"])}

    printed = load(
        changed(
            ("partners", places["nan-province"], "cities", []),
            ("partners", places["ministry-of-culture"], "cities", ["nan"]),
        )
    )

    found = {
        row.slug: {c.slug for c in row.cities.all()} for row in Partner.objects.all()
    }
    assert printed == said(changed=1, kept=1)
    assert found["nan-province"] == {"nan", "phetchaburi"}
    assert found["ministry-of-culture"] == {"nan"}


def test_prose_that_staff_edited_stays_when_the_file_is_as_before(secretary, run):
    nan = City.objects.get(slug="nan")
    nan.area = Area.objects.get(code="sukhothai-si-satchanalai-kamphaeng-phet")
    verbs.edit(nan, by=secretary)
    sequence = chain.latest()

    assert run("load_facts") == said(kept=1)
    assert chain.latest() == sequence


def restated(old, by, **values):
    """The same fact as staff say it: a newer row of theirs."""
    new = Fact(subject=old.subject, topic=old.topic, basis=old.basis, **values)
    return verbs.add(new, by=by, about=old.subject)


def test_fact_that_staff_restated_stays_and_others_are_refreshed(secretary, load):
    old = Fact.objects.get(subject="cities.city/nan", topic="population")
    theirs = restated(old, secretary, value_th="470,000 คน", value_en="470,000 people")

    printed = load(
        changed(
            ("cities", NAN, "facts", POPULATION, "value_en", "480,000 people"),
            ("cities", NAN, "facts", 0, "value_en", "Nan Town"),
        )
    )

    about_nan = Fact.objects.filter(subject="cities.city/nan")
    latest = {fact.topic: fact for fact in about_nan.latest()}
    assert printed == said(added=1, kept=1)
    assert latest["population"] == theirs
    assert latest[FACTS["cities"][NAN]["facts"][0]["topic"]].value_en == "Nan Town"


def test_fact_that_staff_withdrew_is_not_said_again(secretary, run):
    fact = Fact.objects.get(subject="cities.city/nan", topic="population")
    verbs.withdraw(fact, by=secretary, reason="นับคนละพื้นที่")

    printed = run("load_facts")

    assert printed == said(kept=1)
    assert not Fact.objects.standing().filter(pk=fact.pk).exists()
    assert Fact.objects.filter(subject=fact.subject, topic="population").count() == 1


# Files that are refused

GIVE_BOTH = "Give the value in Thai and English, or mark it as not known."
BROKEN = {
    "a section is missing": (
        ("cities", GONE),
        "The section 'cities' is missing.",
    ),
    "a section is no list": (
        ("cities", {"slug": "nan"}),
        "The section 'cities' is not a list.",
    ),
    "the agreement is a list": (
        ("programme", []),
        "The section 'programme' is not an object.",
    ),
    "cities are no list": (
        ("partners", 0, "cities", "nan"),
        "partner ministry-of-culture, field cities: is not a list",
    ),
    "a city of a partner is not known": (
        ("partners", 0, "cities", ["nowhere"]),
        "partner ministry-of-culture, field cities: 'nowhere' is not known",
    ),
    "a row is no object": (
        ("events", 0, "M08"),
        "event 1: is not an object",
    ),
    "a text is missing": (
        ("cities", NAN, "name_en", GONE),
        "city nan, field name_en: is missing",
    ),
    "a text is empty": (
        ("commitments", 0, "text_en", ""),
        "commitment P1, field text_en: is missing",
    ),
    "a code is missing": (
        ("sources", 0, "code", GONE),
        "source 1, field code: is missing",
    ),
    "a stage has no code": (
        ("candidacies", 0, "stages", 0, "id", GONE),
        "stage 1, field id: is missing",
    ),
    "a conflict lacks what was used": (
        ("conflicts", 0, "used_en", GONE),
        "conflict 1, field used_en: is missing",
    ),
    "an unknown lacks its English": (
        ("unknowns", 0, "text_en", None),
        "unknown 1, field text_en: is missing",
    ),
    "a fact in one language": (
        ("cities", NAN, "facts", POPULATION, "value_en", None),
        f"city nan fact population: {GIVE_BOTH}",
    ),
    "a value that is marked as not known": (
        ("cities", NAN, "facts", POPULATION, "basis", "unknown"),
        f"city nan fact population: {GIVE_BOTH}",
    ),
    "an unknown area": (
        ("cities", NAN, "area", "nowhere"),
        "city nan, field area: 'nowhere' is not known",
    ),
    "an unknown city of a target": (
        ("targets", 1, "city", "nowhere"),
        "target M02, field city: 'nowhere' is not known",
    ),
    "an unknown city of a candidacy": (
        ("candidacies", 0, "city", "nowhere"),
        "candidacy 1, field city: 'nowhere' is not known",
    ),
    "an unknown call": (
        ("candidacies", 0, "call", 2020),
        "candidacy 1, field call: 2020 is not known",
    ),
    "an unknown agency of a commitment": (
        ("commitments", -1, "agency", "tat"),
        "commitment C2, field agency: 'tat' is not known",
    ),
    "an unknown agency of a signatory": (
        ("programme", "signatories", 0, "agency", "tat"),
        "signatory tat, field agency: 'tat' is not known",
    ),
    "an unknown source of a fact": (
        ("cities", NAN, "facts", POPULATION, "sources", ["NOBODY"]),
        "city nan fact population, field sources: No source has the code NOBODY.",
    ),
    "an unknown source of a target": (
        ("targets", 0, "sources", ["ART", "NOBODY"]),
        "target M01, field sources: No source has the code NOBODY.",
    ),
    "sources that are no list": (
        ("events", 0, "sources", "NNT114"),
        "event M08, field sources: Give the sources as a list of their codes.",
    ),
    "a day where a month is said": (
        ("targets", 0, "on", "2019-10-30"),
        "target M01, field on: '2019-10-30' is not a date known month",
    ),
    "a year where a day is said": (
        ("candidacies", NAN_2025, "stages", 0, "on", "2025"),
        "stage M15, field on: '2025' is not a date known day",
    ),
    "a month that is none": (
        ("targets", 0, "on", "2019-13"),
        "target M01, field on: ",
    ),
    "a year as a number": (
        ("targets", 1, "on", 2021),
        "target M02, field on: ",
    ),
    "an unknown precision": (
        ("targets", 1, "precision", "season"),
        "target M02, field on: 'season' is not a valid Precision",
    ),
    "a day without its precision": (
        ("events", 0, "precision", None),
        "event M08, field on: None is not a valid Precision",
    ),
    "a year of the Buddhist era": (
        ("candidacies", NAN_2025, "stages", 0, "on", "2568-10-31"),
        "stage M15, field on: 2568-10-31 is not between 1941-01-01 and 2399-12-31",
    ),
    "no day of signing": (
        ("programme", "signed_on", None),
        "programme, field signed_on: This field cannot be null.",
    ),
    "an unknown kind of commitment": (
        ("commitments", 0, "kind", "wish"),
        "commitment P1, field kind: Value 'wish' is not a valid choice.",
    ),
    "an unknown kind of event": (
        ("events", 0, "kind", "party"),
        "event M08, field kind: Value 'party' is not a valid choice.",
    ),
    "an unknown kind of stage": (
        ("candidacies", NAN_2025, "stages", 0, "kind", "won"),
        "stage M15, field kind: Value 'won' is not a valid choice.",
    ),
    "an unknown goal": (
        ("targets", 0, "goal", "glory"),
        "target M01, field goal: Value 'glory' is not a valid choice.",
    ),
    "an unknown creative field": (
        ("candidacies", 0, "field", "sport"),
        "candidacy 1, field field: Value 'sport' is not a valid choice.",
    ),
    "an unknown basis": (
        ("cities", NAN, "facts", POPULATION, "basis", "rumour"),
        "city nan fact population, field basis: Value 'rumour' is not a valid choice.",
    ),
    "an event that ends before it begins": (
        ("events", 8, "until", "2022-08-10"),
        "event M28: The second day lies before the first.",
    ),
    "a call that opens after its deadline": (
        ("calls", 3, "opened_on", "2021-07-01"),
        "call 2021, field deadline_on: The deadline lies before the opening.",
    ),
    "a year that is no number": (
        ("calls", 0, "year", "soon"),
        "call soon, field year: “soon” value must be an integer.",
    ),
    "a coordinate that is no number": (
        ("cities", NAN, "latitude", "north"),
        "city nan, field latitude: “north” value must be a decimal number.",
    ),
    "a name that is too long": (
        ("cities", NAN, "name_en", "N" * 81),
        "city nan, field name_en: Ensure this value has at most 80 characters (it has ",
    ),
    "assets that are no list": (
        ("cities", NAN, "assets", "silver"),
        "city nan asset: is not a list",
    ),
    "a city that stands there twice": (
        ("cities", NAN, "slug", "sukhothai"),
        "city sukhothai, field slug: stands there twice",
    ),
    "a city that is a list": (
        ("targets", 1, "city", ["nan"]),
        "target M02, field city: ['nan'] is not a code",
    ),
    "a term of no year": (
        ("programme", "term_years", 0),
        "programme: A term has 1 to 20 years.",
    ),
}


def is_first(fault, faults):
    """The fault is the first one named; what follows from it may come after."""
    return says(fault, faults[0])


def says(fault, line):
    return line.startswith(fault) if fault.endswith(" ") else line == fault


def files():
    """Names of BROKEN that one file may hold: of no row two, and what breaks a whole
    section, or the agreement that all hangs on, alone.
    """
    alone, shared = [], []
    for name, (change, _fault) in BROKEN.items():
        section, *row = change[:-1]
        if not row or section == "programme":
            alone.append((name,))
            continue
        where = section, row[0]
        file = next((each for each in shared if where not in each), None)
        if file is None:
            shared.append(file := {})
        file[where] = name
    return [*alone, *(tuple(file.values()) for file in shared)]


@pytest.mark.look
@pytest.mark.parametrize("names", files(), ids=lambda names: names[0])
def test_broken_file_is_refused_by_row_and_field_and_changes_nothing(
    names, facts, refused
):
    before, sequence = counts(), chain.latest()

    faults = refused(changed(*(BROKEN[name][0] for name in names)))

    unsaid = {
        name
        for name in names
        if not any(says(BROKEN[name][1], line) for line in faults)
    }
    assert (unsaid, faults) == (set(), faults)
    assert len(names) > 1 or is_first(BROKEN[names[0]][1], faults)
    assert (counts(), chain.latest()) == (before, sequence)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "a text is missing",
        "an unknown creative field",
        "a year that is no number",
        "a term of no year",
    ],
)
def test_broken_file_leaves_an_empty_database_empty(name, db, refused):
    change, fault = BROKEN[name]

    faults = refused(changed(change))

    assert is_first(fault, faults), faults
    assert counts() == {**dict.fromkeys(counts(), 0), "ledger.head": 1}
    assert (chain.latest(), chain.version()) == (0, 0)


@pytest.mark.look
def test_every_fault_of_a_file_is_named(facts, refused):
    faults = refused(
        changed(
            ("events", 0, "kind", "party"),
            ("targets", 0, "goal", "glory"),
            ("conflicts", 0, "used_en", GONE),
        )
    )

    assert faults == [
        "target M01, field goal: Value 'glory' is not a valid choice.",
        "event M08, field kind: Value 'party' is not a valid choice.",
        "conflict 1, field used_en: is missing",
    ]


@pytest.mark.look
@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_needed(section, facts, refused):
    faults = refused(changed((section, GONE)))

    assert faults == [f"The section {section!r} is missing."]


@pytest.mark.look
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "The file is not JSON: "),
        (b"", "The file is not JSON: "),
        (b'{"cities": "\xb9\xe8\xd2\xb9"}', "The file is not JSON: "),
        (b"[]", "The file is not one JSON object."),
        (b"2569", "The file is not one JSON object."),
    ],
)
def test_file_that_is_no_json_object_is_refused(content, says, facts, run, tmp_path):
    path = tmp_path / "facts.json"
    path.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        run("load_facts", file=path)

    first, fault = str(refusal.value).split("\n  ")
    assert first == f"{path} is refused and nothing was changed:"
    assert fault.startswith(says)


def test_file_that_is_not_there_is_named(facts, run, tmp_path):
    path = tmp_path / "nowhere.json"

    with pytest.raises(CommandError, match=r"nowhere\.json"):
        run("load_facts", file=path)


def test_rubric_with_other_words_under_the_same_version_is_refused(db, run, tmp_path):
    rubric = json.loads(rubric_file.DEFAULT.read_text(encoding="utf-8"))
    rubric["dimensions"][0]["name_en"] = "Leadership"
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric), encoding="utf-8")
    rubric_file.publish(path)
    before = counts()

    with pytest.raises(CommandError, match="Version 2569-1 is published"):
        run("load_facts")

    assert counts() == before


def test_rows_of_one_agreement_belong_to_it(facts):
    programme = Programme.objects.get()

    assert programme.targets.count() == Target.objects.count() == len(FACTS["targets"])
    assert programme.commitments.count() == Commitment.objects.count()
    assert Call.objects.count() == len(FACTS["calls"])


@pytest.mark.parametrize("reason", [REFRESHED, REPLACED, RESTORED])
def test_reasons_that_the_portal_gives_itself_are_read_in_both_languages(reason):
    thai, english = reason.removesuffix(")").split(" (")

    assert not thai.isascii()
    assert english.isascii()
