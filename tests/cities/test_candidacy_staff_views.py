"""The staff's pages of bids: added, stages reached and withdrawn, feedback kept."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Call, Candidacy, City, Feedback
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from tests.addresses import OPENED_LAST, address
from tests.factories import make_candidacy, make_feedback, make_gap, make_stage
from tests.visible import visible_text

OFFICER, SECRETARY = "officer.nan", "secretary"
HUB, BID = "staff:cities:candidacies", "staff:cities:candidacy"
ADD, EDIT = "staff:cities:add_candidacy", "staff:cities:edit_candidacy"
REACH, TAKE_BACK = "staff:cities:reach_stage", "staff:cities:withdraw_stage"
SAY, UNSAY = "staff:cities:add_feedback", "staff:cities:withdraw_feedback"
STAGE = {
    "kind": "put-forward",
    "effective_on": "1/9/2569",
    "precision": "day",
    "text_th": "จังหวัดเสนอเมือง",
    "text_en": "The province put the city forward",
    "basis": "source",
    "source_codes": "NHD, MGR25",
    "note": "ตามหนังสือของจังหวัด",
}
FEEDBACK = {
    "said_by": "คณะกรรมการแห่งชาติ",
    "text_th": "ขาดแผนงบประมาณ",
    "effective_on": "1/9/2569",
    "precision": "month",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def bid(nan):
    """A bid of Nan with no stage yet; the call's deadline is 3 March 2031."""
    return make_candidacy(nan)


@pytest.fixture
def secretary(sign_in):
    return sign_in(SECRETARY)


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


def said(response, field):
    return " ".join(response.context["form"].errors[field])


# The list


def test_list_tells_each_bids_stages_and_offers_the_secretary_another(sign_in, cast):
    page = sign_in(SECRETARY).get(address(HUB))
    officers = sign_in(OFFICER).get(address(HUB))

    text = visible_text(page)
    assert [year for year in ("2019", "2021", "2023", "2025") if year in text]
    assert text.count("not nominated nationally") == 3
    assert "submitted (inferred) on or before 3 March 2025" in text
    assert "Add a candidacy" in text
    assert "Add a candidacy" not in visible_text(officers)


def test_list_without_bids_says_who_adds_one(sign_in, nan, cast):
    city = verbs.create(
        City(
            slug="pai",
            name_th="ปาย",
            name_en="Pai",
            province="TH-58",
            latitude="19.3",
            longitude="98.4",
        ),
        by=None,
    )
    city.officers.add(cast[OFFICER])

    officers = visible_text(sign_in(OFFICER).get(address(HUB, slug="pai")))
    secretarys = visible_text(sign_in(SECRETARY).get(address(HUB, slug="pai")))

    assert "No bid of this city is on record yet." in officers
    assert "The programme secretary adds a bid" in officers
    assert "Add the first one" in secretarys


@pytest.mark.parametrize("name", [HUB, BID])
def test_queries_do_not_grow_with_bids_and_rows(name, sign_in, nan, bid):
    client = sign_in(SECRETARY)
    client.get(address(name))
    with CaptureQueriesContext(connection) as few:
        client.get(address(name))
    for year in (2033, 2035, 2037):
        other = make_candidacy(nan, year)
        make_stage(other)
        make_gap(other)
    shown = nan.candidacies.get(call__year=2025)
    for number in range(3):
        make_gap(shown, text_th=f"ช่องว่าง {number}")
        make_feedback(shown, text_th=f"ความเห็น {number}")

    with CaptureQueriesContext(connection) as many:
        client.get(address(name))

    assert len(many) <= len(few)


# A new bid


def test_bid_is_added_once_for_each_call(secretary, nan):
    page = secretary.post(address(ADD), {"call": "2027"}, follow=True)
    again = secretary.post(address(ADD), {"call": "2027"})

    added = nan.candidacies.get(call__year=2027)
    assert added.field == ""
    assert "Bid in the call of 2027" in visible_text(page)
    assert "The public does not see this bid yet" in visible_text(page)
    assert errors(again) == {"call": ["invalid_choice"]}
    assert LogEntry.objects.filter(verb="create", subject="cities.candidacy").exists()


def test_calls_in_which_the_city_stands_are_not_offered(secretary):
    form = secretary.get(address(ADD)).context["form"]

    assert [label for _value, label in form.fields["call"].choices][1:] == [
        2027,
        2017,
        2015,
    ]
    assert form["call"].initial == 2027


def test_field_that_the_call_is_not_open_to_is_refused_with_those_that_are(secretary):
    response = secretary.post(address(ADD), {"call": "2017", "field": "architecture"})

    assert said(response, "field").startswith(
        "That call is not open to this field. Open are: Crafts and Folk Art, Design,"
    )


def test_any_field_is_taken_while_those_open_are_unknown(secretary, nan):
    verbs.create(Call(year=2033), by=None)

    secretary.post(address(ADD), {"call": "2033", "field": "architecture"})

    assert nan.candidacies.get(call__year=2033).field == "architecture"


def test_city_that_stands_in_every_call_is_told_so(secretary, nan):
    for call in Call.objects.exclude(candidacies__city=nan):
        make_candidacy(nan, call.year)

    page = secretary.get(address(ADD))

    assert "The city stands in every call that is on record." in visible_text(page)


def test_field_is_added_once_it_is_known(secretary, nan):
    typed = OPENED_LAST | {"field": "design"}
    page = secretary.post(address(EDIT, year=2023), typed, follow=True)
    refused = secretary.post(address(EDIT, year=2023), {"field": "architecture"})

    assert nan.candidacies.get(call__year=2023).field == "design"
    assert "Saved." in visible_text(page)
    assert list(errors(refused)) == ["field"]


# Stages


def test_stage_is_recorded_with_its_sources(secretary, bid):
    page = secretary.post(address(REACH, year=2031), STAGE, follow=True)

    stage = bid.stages.get()
    assert (stage.kind, stage.effective_on) == ("put-forward", date(2026, 9, 1))
    assert stage.source_codes == ["NHD", "MGR25"]
    assert "The stage is on record." in visible_text(page)
    assert STAGE["note"] in visible_text(page)


def test_day_known_to_the_month_counts_as_its_last(secretary, bid):
    secretary.post(address(REACH, year=2031), {**STAGE, "precision": "month"})

    assert bid.stages.get().effective_on == date(2026, 9, 30)


@pytest.mark.each
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": ""}, {"kind": ["required"]}),
        ({"effective_on": "1/1/2590"}, {"effective_on": ["ahead"]}),
        ({"text_en": ""}, {"text_en": ["required"]}),
        ({"source_codes": ""}, {"source_codes": [None]}),
        ({"source_codes": "NHD, XYZ1"}, {"source_codes": ["unknown-source"]}),
        ({"effective_on": ""}, {"effective_on": ["required"]}),
    ],
)
def test_stage_that_is_incomplete_is_refused(changes, expected, secretary, bid):
    response = secretary.post(address(REACH, year=2031), {**STAGE, **changes})

    assert errors(response) == expected
    assert not bid.stages.exists()


def test_unknown_source_is_named(secretary, bid):
    response = secretary.post(
        address(REACH, year=2031), {**STAGE, "source_codes": "NHD, XYZ1"}
    )

    assert said(response, "source_codes") == "No source has the code XYZ1."


def test_derived_stage_needs_no_source(secretary, bid):
    data = {**STAGE, "basis": "derived", "source_codes": ""}

    secretary.post(address(REACH, year=2031), data)

    assert bid.stages.get().source_codes == []


def test_impossible_stage_is_refused_with_the_reason(secretary, bid):
    make_stage(bid, "not-nominated", date(2026, 8, 1))

    response = secretary.post(
        address(REACH, year=2031), {**STAGE, "kind": "designated"}
    )

    assert said(response, "kind") == (
        "The bid ended already: not nominated nationally. A bid ends once."
    )
    assert "not nominated nationally" in visible_text(response)


def test_stage_is_withdrawn_with_a_reason_once(secretary, bid):
    stage = make_stage(bid)
    where = address(TAKE_BACK, year=2031, stage=stage.sequence)

    assert errors(secretary.post(where, {"reason": ""})) == {"reason": ["required"]}
    page = secretary.post(where, {"reason": "ผิดเมือง"}, follow=True)
    again = secretary.post(where, {"reason": "ผิดเมือง"})

    assert "The stage is withdrawn." in visible_text(page)
    assert not bid.stages.standing().exists()
    assert errors(again) == {"__all__": ["withdrawn"]}


def test_who_withdraws_a_designation_is_told_what_goes_with_it(secretary, nan):
    bid = nan.candidacies.get(call__year=2025)
    designation = bid.stages.get()

    page = secretary.get(address(TAKE_BACK, stage=designation.sequence))

    assert "its monitoring reports that are not done are retired" in visible_text(page)


# Feedback


def test_feedback_is_kept_for_staff_alone_unless_it_is_shown(secretary, bid):
    secretary.post(address(SAY, year=2031), FEEDBACK)

    row = Feedback.objects.get()
    entry = LogEntry.objects.get(subject="cities.feedback")
    assert (row.effective_on, row.is_public) == (date(2026, 9, 30), False)
    assert not entry.is_public


def test_feedback_for_the_public_is_in_both_languages(secretary, bid):
    shown = {**FEEDBACK, "is_public": "on"}

    refused = secretary.post(address(SAY, year=2031), shown)
    secretary.post(
        address(SAY, year=2031),
        {**shown, "text_en": "No budget", "source_codes": "nhd"},
    )

    assert errors(refused) == {"text_en": [None]}
    assert Feedback.objects.get().source_codes == ["NHD"]
    assert LogEntry.objects.get(subject="cities.feedback").is_public


def test_feedback_of_a_day_ahead_is_refused(secretary, bid):
    response = secretary.post(
        address(SAY, year=2031), {**FEEDBACK, "effective_on": "1/1/2590"}
    )

    assert errors(response) == {"effective_on": ["ahead"]}


def test_feedback_is_withdrawn_once(secretary, bid):
    row = make_feedback(bid, is_public=True)
    where = address(UNSAY, year=2031, feedback=row.sequence)

    assert errors(secretary.post(where, {"reason": ""})) == {"reason": ["required"]}
    page = secretary.post(where, {"reason": "ซ้ำ"}, follow=True)
    again = secretary.post(where, {"reason": "ซ้ำ"})

    assert row.said_by not in visible_text(page)
    assert errors(again) == {"__all__": ["withdrawn"]}


# The page of a bid


def test_page_of_a_bid_leads_to_what_each_role_may_do(sign_in, nan):
    bid = nan.candidacies.get(call__year=2025)
    make_feedback(bid)
    make_gap(bid)
    make_gap(nan.candidacies.get(call__year=2023))

    secretarys = visible_text(sign_in(SECRETARY).get(address(BID)))
    officers = visible_text(sign_in(OFFICER).get(address(BID)))
    auditors = visible_text(sign_in("auditor").get(address(BID)))

    keeps = ("Record a stage", "Withdraw", "Add feedback", "Change the field")
    gaps = ("Add a gap", "Carry gaps from an earlier bid (1 is open)", "Edit", "Close")
    both = ("Plan of its milestones", "Submission pack", "staff alone read it")
    for text in (secretarys, officers, auditors):
        assert [words for words in both if words not in text] == []
    assert [words for words in (*keeps, *gaps) if words not in secretarys] == []
    assert [words for words in gaps if words not in officers] == []
    assert [words for words in keeps if words in officers] == []
    assert [words for words in (*keeps, *gaps) if words in auditors] == []


def test_page_of_a_bid_that_is_not_there_is_not_found(sign_in, nan):
    assert sign_in(SECRETARY).get(address(BID, year=2017)).status_code == 404
    assert Candidacy.objects.filter(city=nan, call__year=2017).count() == 0


def test_same_bid_or_feedback_sent_twice_is_there_once(secretary, nan, bid):
    call = Call.objects.get(year=2027)

    bids = {Candidacy(city=nan, call=call).add(by=None) for _again in range(2)}
    for _again in range(2):
        secretary.post(address(SAY, year=2031), FEEDBACK)

    assert len(bids) == 1
    assert bid.feedback.count() == 1


@pytest.mark.parametrize(("name", "data"), [(REACH, STAGE), (SAY, FEEDBACK)])
def test_period_beyond_the_calendar_is_refused(name, data, secretary, bid):
    beyond = {**data, "effective_on": "1/12/2399", "precision": "fiscal-year"}

    response = secretary.post(address(name, year=2031), beyond)

    assert errors(response) == {"effective_on": ["too-late"]}
