"""The steps of a review: each done, each refused with its reasons, each undone."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Agency, City
from creativecity.ledger.chain import version
from creativecity.ledger.digest import sha256
from creativecity.ledger.models import LogEntry
from programmes import gates
from programmes.minutes import minutes_hash, minutes_values
from programmes.models import AnnualReview, Attendance, Programme
from programmes.review_acts import (
    agree_minutes,
    gather_agenda,
    hold,
    invite,
    open_review,
    unhold,
    withdraw_agreement,
    withdraw_invitation,
)
from programmes.review_standing import standing_of, standings
from programmes.sealing import freeze_report
from tests.factories import (
    DAY,
    make_action_point,
    make_agreed_review,
    make_decision,
    make_item,
    make_meeting,
    make_minutes_agreement,
    make_programme,
    make_review,
    make_sealed_report,
    make_verified,
)

EVE, NEXT = date(2026, 9, 30), date(2026, 10, 2)


def codes(reasons):
    return [reason.code for reason in reasons]


def party(code):
    return Agency.objects.get(code=code)


def refused(act, *args, **kwargs):
    with pytest.raises(ValidationError) as error:
        act(*args, **kwargs)
    return error.value


# Opened


def test_open_review_makes_it_with_its_agenda_and_tells_the_ledger(cast):
    before = LogEntry.objects.count()

    review = open_review(
        Programme.objects.get(), 2, by=cast["secretary"], on=DAY, agenda_form="five"
    )

    entries = LogEntry.objects.filter(sequence__gt=before).order_by("sequence")
    assert [entry.verb for entry in entries] == ["open", "create", "create"]
    assert {entry.about for entry in entries} == {"programmes.programme/mou-2563/2"}
    assert (review.year, review.opened_on, review.agenda_form) == (2, DAY, "five")


@pytest.mark.parametrize(
    ("year", "on", "code"),
    [
        (5, DAY, "no-such-year"),
        (4, date(2023, 6, 24), "not-begun"),
        (3, DAY, "open"),
    ],
)
def test_a_year_that_cannot_be_opened_says_why(cast, year, on, code):
    make_review(year=3)
    programme = Programme.objects.get()

    assert codes(gates.may_open(programme, year, on)) == [code]
    assert refused(open_review, programme, year, by=None, on=on).messages


def test_a_year_can_be_opened_from_its_first_day_and_after_the_term(cast):
    programme = Programme.objects.get()

    assert gates.may_open(programme, 4, date(2023, 6, 25)) == []
    assert gates.may_open(programme, 1, DAY) == []


# Invited


def test_inviting_asks_for_day_time_place_and_an_agenda(cast):
    review = make_review()

    assert codes(gates.may_invite(review)) == [
        "no-meets-on",
        "no-begins-at",
        "no-place-th",
        "no-agenda",
    ]
    assert len(refused(invite, review, by=cast["secretary"]).messages) == 4


def test_the_pack_is_frozen_with_its_hash_at_a_point_of_the_ledger(cast):
    review = make_meeting(until="ready")
    point = LogEntry.objects.latest("sequence").sequence

    row = invite(review, by=cast["secretary"], on=DAY)

    assert (row.number, row.known_at, row.sequence) == (1, point, point + 1)
    assert row.sha256 == sha256(row.values)


def test_the_same_pack_is_not_sent_twice_and_another_has_the_next_number(cast):
    review = make_meeting(until="invited")
    twice = invite(review, by=cast["secretary"], on=DAY)
    make_item(review, title_th="เรื่องใหม่")

    anew = invite(review, by=cast["secretary"], on=NEXT)

    assert (twice.number, anew.number) == (1, 2)
    assert review.invitations.count() == 2


def test_an_invitation_is_taken_back_and_its_number_not_given_again(cast):
    review = make_meeting(until="invited")

    withdraw_invitation(review, by=cast["secretary"], reason="เลื่อนประชุม")

    assert standing_of(review).state() == "opened"
    assert codes(gates.may_withdraw_invitation(review)) == ["not-invited"]
    assert invite(review, by=cast["secretary"], on=DAY).number == 2


def test_nobody_is_invited_to_a_meeting_that_was_held(cast):
    review = make_meeting(until="held")

    assert codes(gates.may_invite(review)) == ["held"]
    assert codes(gates.may_withdraw_invitation(review)) == ["held"]


# Held


def test_holding_asks_for_meeting_quorum_and_what_came_of_each_matter(cast):
    review = make_review(opened_on=DAY)
    item = make_item(review)

    reasons = gates.may_hold(review, DAY)

    assert codes(reasons) == [
        "not-invited",
        "no-meets-on",
        "no-begins-at",
        "no-ends-at",
        "no-place-th",
        "no-chair-name",
        "no-chair-office-th",
        "no-quorum",
        "no-quorum",
        "unsettled",
    ]
    assert reasons[-1].url.endswith(f"/agenda/{item.pk}/")
    assert refused(hold, review, by=None).messages == [r.words for r in reasons]


def test_each_thing_that_is_missing_blocks_alone(cast):
    review = make_meeting(until="invited")
    found = {}
    for name, empty in (("ends_at", None), ("chair_name", ""), ("place_th", "")):
        kept = getattr(review, name)
        setattr(review, name, empty)
        found[name] = codes(gates.may_hold(review, NEXT))
        setattr(review, name, kept)

    assert found == {
        "ends_at": ["no-ends-at"],
        "chair_name": ["no-chair-name"],
        "place_th": ["no-place-th"],
    }
    assert gates.may_hold(review, DAY) == []
    assert codes(gates.may_hold(review, EVE)) == ["ahead"]


def test_a_party_of_which_nobody_came_is_no_quorum(cast):
    review = make_meeting(until="invited")
    row = review.attendances.get(agency__code="cea")
    row.presence = Attendance.Presence.ABSENT
    row.change(by=cast["secretary"], fields=["presence"])

    assert codes(gates.may_hold(review, DAY)) == ["no-quorum"]


@pytest.mark.parametrize(
    "settle",
    [
        lambda item, by: make_decision(item=item),
        lambda item, by: item.drop(by=by, reason="ถอนเรื่อง"),
        lambda item, by: [
            setattr(item, "discussion_th", "อภิปราย"),
            item.change(by=by, fields=["discussion_th"]),
        ],
    ],
)
def test_a_matter_is_settled_by_word_decision_or_taken_off(cast, settle):
    review = make_meeting(until="invited")
    item = make_item(review, title_th="ค้าง")
    assert codes(gates.may_hold(review, DAY)) == ["unsettled"]

    settle(item, cast["secretary"])

    assert gates.may_hold(review, DAY) == []


def test_matters_for_information_need_no_word(cast):
    review = make_meeting(until="invited")
    make_item(review, section="inform")

    assert gates.may_hold(review, DAY) == []


def test_a_meeting_of_before_its_review_was_opened_needs_no_invitation(cast):
    review = make_meeting(make_review(opened_on=NEXT), until="ready")

    assert gates.may_hold(review, NEXT) == []


def test_held_on_is_the_day_it_met_and_follows_it(cast):
    review = make_meeting(until="invited")

    hold(review, by=cast["secretary"], on=NEXT)
    review.meets_on = EVE
    review.change(by=cast["secretary"], fields=["meets_on"])

    review.refresh_from_db()
    assert review.held_on == EVE
    assert codes(gates.may_hold(review, NEXT)) == ["held"]


def test_day_of_a_held_meeting_stays_once_it_decided(cast):
    stale = make_meeting(until="invited")
    make_decision(item=stale.items.first())
    hold(AnnualReview.objects.get(pk=stale.pk), by=None, on=DAY)

    for day in (None, DAY - timedelta(days=1)):
        stale.meets_on = day
        with pytest.raises(ValidationError):
            stale.change(by=None, fields=["meets_on"])

    assert AnnualReview.objects.get(pk=stale.pk).meets_on == DAY


@pytest.mark.parametrize(
    ("field", "value", "codes"),
    [
        ("place_th", "", [None]),
        ("begins_at", None, [None]),
        ("meets_on", None, [None]),
        ("meets_on", date(2090, 1, 1), ["ahead"]),
    ],
)
def test_what_a_held_meeting_has_is_not_taken_away(cast, field, value, codes):
    review = make_meeting()
    setattr(review, field, value)

    error = refused(review.change, by=cast["secretary"], fields=[field])

    found = error.error_dict
    assert {name: [e.code for e in said] for name, said in found.items()} == {
        field: codes
    }


def test_an_empty_place_says_nothing_while_another_field_is_changed(cast):
    review = make_meeting()
    other = AnnualReview.objects.get()
    review.place_th, review.place_en = "", "Room 1"

    review.change(by=cast["secretary"], fields=["place_en"])

    review.refresh_from_db()
    assert (review.place_th, review.place_en) == (other.place_th, "Room 1")


def test_not_held_after_all_keeps_what_was_typed(cast):
    review = make_meeting(until="held")

    unhold(review, by=cast["secretary"])

    assert standing_of(review).state() == "invited"
    assert review.chair_name == "ประธาน ใจดี"
    assert codes(gates.may_unhold(review)) == ["not-held"]
    assert LogEntry.objects.latest("sequence").verb == "unhold"


def test_a_meeting_that_decided_was_held(cast):
    review = make_meeting(until="held")
    make_decision(item=review.items.first())

    assert codes(gates.may_unhold(review)) == ["decided"]
    assert refused(unhold, review, by=None).messages


# Minutes agreed


def test_both_agencies_agree_to_one_wording(cast):
    review = make_meeting(until="held")
    make_minutes_agreement(review, party("dasta"))
    one = standing_of(review)

    make_minutes_agreement(review, party("cea"), on=NEXT)

    both = standing_of(review)
    assert (one.state(), both.state()) == ("agreed-by-one", "agreed")
    assert (one.agreed_on(), both.agreed_on()) == (None, NEXT)
    assert [agency.code for agency in one.missing()] == ["cea"]


def test_other_words_void_the_agreement_and_the_old_ones_bring_it_back(cast):
    """The public may read what was decided by that, so its version moves each time."""
    review = make_meeting(until="agreed")
    item = review.items.first()
    was, begun = item.resolution_th, version()
    item.resolution_th = "ที่ประชุมมีมติอื่น"
    item.change(by=cast["secretary"], fields=["resolution_th"])
    changed, voided = standing_of(review), version()
    item.resolution_th = was
    item.change(by=cast["secretary"], fields=["resolution_th"])

    assert changed.state() == "held"
    assert len(changed.lapsed()) == 2
    assert standing_of(review).state() == "agreed"
    assert begun < voided < version()


def test_minutes_that_nobody_agreed_to_are_written_without_the_public(cast):
    item, before = make_meeting(until="held").items.first(), version()

    item.resolution_th = "ที่ประชุมมีมติอื่น"
    item.change(by=cast["secretary"], fields=["resolution_th"])

    assert version() == before


def test_agreeing_asks_for_a_held_meeting_and_its_recorder(cast):
    review = make_meeting(until="invited")
    assert codes(gates.may_agree(review, party("cea"))) == ["not-held"]
    hold(review, by=None, on=DAY)
    review.recorder_name = ""
    review.change(by=None, fields=["recorder_name"])

    assert codes(gates.may_agree(review, party("cea"))) == ["no-recorder-name"]


def test_an_agency_agrees_once_and_strangers_never(cast):
    review = make_meeting(until="held")
    other = Agency(code="other", short_th="อื่น", name_th="อื่น")
    make_minutes_agreement(review, party("cea"))

    assert codes(gates.may_agree(review, party("cea"))) == ["agreed"]
    assert codes(gates.may_agree(review, other)) == ["not-a-party"]
    assert gates.may_agree(review) == []
    make_minutes_agreement(review, party("dasta"))
    assert codes(gates.may_agree(review)) == ["agreed"]


def test_only_its_staff_speak_for_an_agency(cast):
    review = make_meeting(until="held")
    seen = minutes_hash(minutes_values(review))

    error = refused(
        agree_minutes, review, agency=party("cea"), seen=seen, by=cast["dasta"]
    )
    nobody = refused(agree_minutes, review, agency=None, seen=seen, by=cast["cea"])

    assert {error.code, nobody.code} == {"not-its-staff"}


def test_minutes_that_changed_since_they_were_read_are_not_agreed_to(cast):
    review = make_meeting(until="held")

    error = refused(
        agree_minutes, review, agency=party("cea"), seen="earlier", by=cast["cea"]
    )

    assert error.code == "changed"


def test_an_agreement_is_taken_back_by_its_agency(cast):
    review = make_meeting(until="agreed")

    withdraw_agreement(review, agency=party("cea"), by=cast["cea"], reason="ผิด")

    assert standing_of(review).state() == "agreed-by-one"
    again = refused(
        withdraw_agreement, review, agency=party("cea"), by=cast["cea"], reason="ผิด"
    )
    assert again.code == "not-agreed"


def test_nothing_changes_in_a_sealed_year(cast):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    review = AnnualReview.objects.get(pk=sealed.review_id)

    assert standing_of(review).state() == "sealed"
    assert codes(gates.may_unhold(review)) == ["sealed"]
    assert codes(gates.may_agree(review, party("cea"))) == ["sealed"]
    for act in (
        lambda: invite(review, by=None),
        lambda: review.change(by=None, fields=["place_th"]),
        lambda: review.attendances.first().take_off(by=None),
    ):
        assert refused(act).code == "sealed"


# What there is of each year


def test_a_year_without_any_record_is_unknown(cast):
    make_review(year=2)

    states = [row.state() for row in standings(Programme.objects.get())]

    assert states == ["unknown", "opened", "unknown", "unknown"]


QUERIES = 15


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_reviews(cast, count, django_assert_num_queries):
    for year in range(1, count + 1):
        make_meeting(make_review(year=year, opened_on=DAY), until="agreed")
    programme = Programme.objects.with_term().get()

    with django_assert_num_queries(QUERIES):
        found = standings(programme)

    assert [row.state() for row in found].count("agreed") == count


def test_an_agreement_without_parties_waits_for_nobody(cast):
    review = make_meeting(make_review(make_programme(), year=1, opened_on=DAY))

    assert standing_of(review).agreed_on() is None
    assert standing_of(review).state() == "held"


# Who came


def test_a_person_is_on_the_list_once_and_can_be_put_back(cast):
    review = make_review()
    row = Attendance(review=review, name="สมศรี", agency=party("cea"))
    row.add(by=None)

    twin = Attendance(review=review, name="สมศรี", agency=party("cea")).add(by=None)
    twin.take_off(by=None, on=DAY)
    gone = list(review.attendances.listed())
    twin.put_back(by=None)

    assert twin.pk == row.pk
    assert gone == []
    assert [each.name for each in review.attendances.listed()] == ["สมศรี"]


def test_the_ledger_names_nobody_who_came(cast):
    make_meeting(until="ready")

    entries = LogEntry.objects.filter(subject="programmes.attendance")
    assert [entry.payload["after"].get("name") for entry in entries] == [None, None]
    assert all("name" in entry.payload["personal"] for entry in entries)


# The minutes as values


def test_minutes_hold_meeting_people_sections_and_decisions(cast):
    review = make_meeting(make_review(opened_on=DAY, meeting_number="1/2569"))
    Attendance(review=review, name="วิชัย", body="จังหวัดน่าน", presence="guest").add(
        by=None
    )
    decision = make_decision(3, item=review.items.first())
    make_action_point(decision, due_on=NEXT)

    value = minutes_values(review)

    consider = next(s for s in value.sections if s.code == "consider")
    [item] = consider.items
    [told] = item.decisions
    assert (value.number, value.held_on, value.begins_at) == (
        "1/2569",
        "2026-10-01",
        "09:30",
    )
    assert [person.name for person in value.present] == ["ผู้แทน สศส.", "ผู้แทน อพท."]
    assert [person.body for person in value.guests] == ["จังหวัดน่าน"]
    assert (consider.number, item.number, told.number) == (5, "5.1", "3/2569")
    assert told.effects[0].en.endswith(": Write a summary, by 2 October 2026")


def test_what_was_taken_off_and_who_was_are_not_in_the_minutes(cast):
    review = make_meeting()
    review.items.first().drop(by=None, reason="ซ้ำ")
    review.attendances.first().take_off(by=None)

    value = minutes_values(review)

    assert [len(section.items) for section in value.sections] == [0] * 6
    assert len(value.present) == 1


def test_a_city_and_an_empty_meeting_have_their_place_in_the_values(cast):
    review = make_review(agenda_form="five")
    make_item(review, city=City.objects.get(slug="nan"))

    value = minutes_values(review)

    assert (value.meets_on, value.begins_at) == (None, "")
    assert [s.items[0].city for s in value.sections if s.items] == ["nan"]


def test_a_late_reading_leaves_the_minutes_and_their_agreement(cast):
    review = make_meeting(until="agreed")

    make_verified(City.objects.get(slug="nan"), by=cast["cea"])

    assert standing_of(review).state() == "agreed"


def test_rows_of_a_review_have_names(cast):
    review = make_meeting(until="agreed")

    rows = [
        review,
        review.attendances.first(),
        review.invitations.get(),
        review.agreements.first(),
    ]

    assert [str(row) for row in rows] == [
        "mou-2563 4",
        "ผู้แทน สศส.",
        f"{review.pk} 1",
        f"{review.pk} {party('cea').pk}",
    ]


def test_times_are_compared_as_they_are(cast):
    review = make_meeting()
    review.ends_at = time(9, 0)

    with pytest.raises(ValidationError):
        review.validate_constraints()


# Behind the ledger's lock, where everybody else waits


def open_the_first_year(cast):
    programme = Programme.objects.get()
    return lambda: open_review(programme, 1, by=cast["secretary"], on=DAY)


def gather_for_a_review(cast):
    review = make_review(opened_on=DAY)
    return lambda: gather_agenda(review, by=cast["secretary"], on=DAY)


def invite_to_a_review(cast):
    review = make_meeting(until="ready")
    return lambda: invite(review, by=cast["secretary"], on=DAY)


def freeze_a_report(cast):
    review = make_agreed_review()
    return lambda: freeze_report(review, by=cast["secretary"], on=DAY)


@pytest.mark.both
@pytest.mark.parametrize(
    "ready",
    [open_the_first_year, gather_for_a_review, invite_to_a_review, freeze_a_report],
)
def test_no_reading_is_asked_for_behind_the_lock(cast, ready):
    act = ready(cast)

    with CaptureQueriesContext(connection) as asked:
        act()

    said = [query["sql"] for query in asked.captured_queries]
    began = next(place for place, sql in enumerate(said) if "SAVEPOINT" in sql)
    assert any("cities_reading" in sql for sql in said[:began])
    assert not any("cities_reading" in sql for sql in said[began:])
