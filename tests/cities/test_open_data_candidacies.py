"""The public tables of calls, candidacies and their stages."""

from datetime import date, timedelta

import pytest

from cities.bids import bids_by_city
from cities.models import Call, City, RequiredDocument, Stage
from creativecity.ledger import chain, verbs
from tests.factories import DAY, make_candidacy, make_city, make_milestone, make_stage
from tests.open_tables import HOST, column, narrowed, records

LATER = DAY + timedelta(days=30)
#: Between any two of these something happened to a bid of the facts.
DAYS = [
    *(date(year, month, 1) for year in range(2018, 2027) for month in (1, 4, 8)),
    date(2023, 10, 31),
    DAY,
]


@pytest.fixture
def city(db):
    return make_city()


# Calls


def test_a_call_is_told_with_its_documents(facts):
    call = Call.objects.get(year=2021)

    [row] = [row for row in records("calls") if row["year"] == 2021]

    assert (row["deadline_on"], row["deadline_precision"]) == ("2021-06-30", "day")
    assert (row["opened_on"], row["opened_precision"]) == (
        call.opened_on.isoformat(),
        call.opened_precision,
    )
    assert (row["new_cities"], row["total_after"], row["max_megabytes"]) == (
        49,
        295,
        20,
    )
    assert row["max_cities"] is None
    assert row["fields_open"] == call.field_codes
    assert [(d["code"], d["count"], d["sources"]) for d in row["documents"]] == [
        (d.code, d.count, d.source_codes) for d in call.documents.all()
    ]
    assert row["subject"] in column("facts", "subject")
    assert row["page"] == f"{HOST}/th/about/network/2021/"


def test_what_is_not_known_of_a_call_is_empty(db):
    verbs.create(Call(year=2031), by=None)

    [row] = records("calls")

    assert [name for name, value in row.items() if value is not None] == [
        "year",
        "fields_open",
        "documents",
        "subject",
        "is_sample",
        "page",
    ]


def test_documents_of_calls_are_a_table_of_their_own(facts):
    nested = {
        f"{row['year']}-{part['code']}": part
        for row in records("calls")
        for part in row["documents"]
    }

    rows = records("call-documents")

    assert {
        row["key"]: {k: row[k] for k in nested[row["key"]]} for row in rows
    } == nested
    assert rows[0]["page"] == (
        f"{HOST}/th/about/network/{rows[0]['call_year']}/#document-{rows[0]['code']}"
    )


def test_a_document_taken_over_says_from_which_call(db):
    seen, call = (verbs.create(Call(year=year), by=None) for year in (2029, 2031))
    names = {"name_th": "ภาพถ่าย", "name_en": "Photo", "kind": "photo"}
    RequiredDocument(
        call=call, code="photos", copied_from=seen, max_megabytes="2.5", **names
    ).add(by=None)

    [row] = records("call-documents")

    assert (row["key"], row["taken_over_from"], row["max_megabytes"]) == (
        "2031-photos",
        2029,
        2.5,
    )


def test_documents_are_narrowed(facts):
    keys = narrowed("call-documents", call_year="2021", kind="form")

    assert keys == ["2021-form"]


# Candidacies


@pytest.mark.parametrize("on", DAYS)
def test_candidacies_are_those_on_record_on_the_day(on, facts):
    bids = bids_by_city(City.objects.all(), on)
    public = [bid for own in bids.values() for bid in own if bid.is_on_record()]

    rows = {row["key"]: row for row in records("candidacies", on)}

    assert set(rows) == {
        f"{bid.candidacy.city.slug}-{bid.candidacy.call.year}" for bid in public
    }
    for bid in public:
        row = rows[f"{bid.candidacy.city.slug}-{bid.candidacy.call.year}"]
        ending = bid.ending()
        assert (row["ending"], row["ended_on"]) == (
            ending and ending.kind,
            ending and ending.effective_on.isoformat(),
        )
        assert [(s["stage"], s["is_inferred"]) for s in row["stages"]] == [
            (step.kind, step.is_inferred()) for step in bid.steps()
        ]
        if ending:
            assert row["key"] in narrowed("candidacies", on, ending=ending.kind)


def test_a_submission_is_told_as_inferred(facts):
    [row] = [row for row in records("candidacies") if row["key"] == "nan-2025"]

    assert (
        row["submitted_on"],
        row["submitted_precision"],
        row["is_submission_inferred"],
    ) == ("2025-03-03", "on-or-before", True)
    assert (row["city"], row["call_year"], row["field"]) == (
        "nan",
        2025,
        "crafts-folk-art",
    )
    assert row["sources"] == ["MGR25", "TAT25", "NAT25"]
    assert row["page"] == f"{HOST}/th/cities/nan/candidacies/2025/"


def test_a_bid_in_preparation_is_not_told(city):
    make_milestone(city, make_candidacy(city), agreed=None)

    assert records("candidacies") == []


def test_a_bid_with_a_date_agreed_is_told_from_that_day_on(city):
    make_milestone(city, make_candidacy(city, field=""))

    [row] = records("candidacies")

    assert (row["field"], row["ending"], row["stages"], row["submitted_on"]) == (
        None,
        None,
        [],
        None,
    )
    assert row["is_submission_inferred"] is None
    assert records("candidacies", DAY - timedelta(days=1)) == []


def test_a_bid_is_told_as_known_at_a_point_of_the_ledger(city):
    bid = make_candidacy(city)
    before = chain.latest()
    stage = make_stage(bid, "not-nominated", is_sample=True)
    known = chain.latest()
    bid.withdraw_stage(stage, by=None, reason="of another city")

    assert records("candidacies", known_at=before) == []
    assert column("candidacies", "ending", known_at=known) == ["not-nominated"]
    assert column("candidacies", "is_sample", known_at=known) == [True]
    assert records("candidacies") == records("stages") == []


def test_candidacies_are_narrowed(facts):
    assert narrowed("candidacies", city="nan", call_year="2025") == ["nan-2025"]
    assert narrowed("candidacies", field="design", ending="designated") == [
        "chiang-rai-2023"
    ]


# Stages


@pytest.mark.parametrize("on", [date(2021, 12, 1), DAY])
def test_stages_are_those_of_the_candidacies(on, facts):
    nested = [
        (row["key"], part["stage"], part["sequence"])
        for row in records("candidacies", on)
        for part in row["stages"]
        if not part["is_inferred"]
    ]

    told = records("stages", on)

    assert {(row["candidacy"], row["stage"], row["sequence"]) for row in told} == set(
        nested
    )


def test_a_stage_is_told_without_the_note(city):
    stage = make_stage(make_candidacy(city), note="ours")

    assert records("stages") == [
        {
            "sequence": stage.sequence,
            "candidacy": "mae-hong-son-2031",
            "city": "mae-hong-son",
            "call_year": 2031,
            "stage": "put-forward",
            "reached_on": "2026-10-01",
            "reached_precision": "day",
            "text_th": "ได้รับการเสนอชื่อ",
            "text_en": "Put forward",
            "basis": "derived",
            "sources": [],
            "recorded_at": records("stages")[0]["recorded_at"],
            "is_sample": False,
            "page": f"{HOST}/th/cities/mae-hong-son/candidacies/2031/",
        }
    ]


def test_stages_are_narrowed(facts):
    [designated] = Stage.objects.filter(
        kind="designated", candidacy__city__slug="nan"
    ).values_list("sequence", flat=True)

    assert narrowed("stages", city="nan", stage="designated") == [designated]
    assert narrowed("stages", city="nan", call_year="2025") == [designated]
    assert narrowed("stages", since="2025-10-31") == [designated]
