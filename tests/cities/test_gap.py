"""What a bid lacked: who may write it, its end, how it goes on into the next bid."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.gap_lines import gap_lines
from cities.models import City, Gap
from creativecity.ledger.models import LogEntry
from creativecity.ledger.overtaken import OvertakenError, base_of
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from tests.addresses import OPENED_LAST, address
from tests.factories import make_candidacy, make_feedback, make_gap
from tests.visible import visible_text

OFFICER, SECRETARY = "officer.nan", "secretary"
ADD, EDIT = "staff:cities:add_gap", "staff:cities:edit_gap"
CLOSE, CARRY = "staff:cities:close_gap", "staff:cities:carry_gaps"
FOUND = date(2024, 1, 15)
GAP = {"text_th": "ไม่มีแผนงบประมาณ", "found_on": "15/1/2567"}
CLOSED = {"closed_on": "1/10/2569", "closed_how": "สภาเทศบาลเห็นชอบแล้ว"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def lost(nan):
    """Nan's bid of 2023, which was not nominated."""
    return nan.candidacies.get(call__year=2023)


@pytest.fixture
def bid(nan):
    return nan.candidacies.get(call__year=2025)


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


def public_entries(gap):
    entries = LogEntry.objects.filter(subject="cities.gap", subject_id=str(gap.pk))
    return [(e.verb, e.is_public) for e in entries.order_by("sequence")]


# Words


def test_officer_adds_a_gap_that_staff_alone_read(sign_in, bid):
    sign_in(OFFICER).post(address(ADD), {**GAP, "is_public": "on"})

    gap = bid.gaps.get()
    assert (gap.text_th, gap.found_on, gap.is_public) == (GAP["text_th"], FOUND, False)
    assert public_entries(gap) == [("create", False)]


def test_secretary_may_show_a_gap_to_the_public_in_both_languages(sign_in, bid):
    client = sign_in(SECRETARY)
    said = {**GAP, "is_public": "on"}

    refused = client.post(address(ADD), said)
    client.post(address(ADD), {**said, "text_en": "No budget"})

    assert errors(refused) == {"text_en": [None]}
    assert bid.gaps.get().is_public
    assert public_entries(bid.gaps.get()) == [("create", True)]


@pytest.mark.parametrize(("who", "is_told"), [(OFFICER, True), (SECRETARY, False)])
def test_who_may_not_show_a_gap_is_told_who_does(who, is_told, sign_in, bid):
    text = visible_text(sign_in(who).get(address(ADD)))

    assert ("Staff alone read it; the secretary can show it" in text) is is_told


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"text_th": ""}, {"text_th": ["required"]}),
        ({"found_on": "1/1/2590"}, {"found_on": ["ahead"]}),
        ({"indicator_code": "R99"}, {"indicator_code": ["unknown-indicator"]}),
    ],
)
def test_gap_that_cannot_be_is_refused(changes, expected, sign_in, bid):
    response = sign_in(OFFICER).post(address(ADD), {**GAP, **changes})

    assert errors(response) == expected
    assert not bid.gaps.exists()


def test_indicator_is_found_however_its_code_is_typed(sign_in, bid):
    sign_in(OFFICER).post(address(ADD), {**GAP, "indicator_code": "r1.2"})

    assert bid.gaps.get().indicator_code == "R1.2"


def test_public_gap_whose_words_an_officer_changes_is_hidden(sign_in, bid):
    gap = make_gap(bid, is_public=True, found_on=FOUND)
    same = {"text_th": gap.text_th, "text_en": gap.text_en, "found_on": "15/1/2567"}
    same |= OPENED_LAST
    client = sign_in(OFFICER)

    client.post(address(EDIT, gap=gap.pk), {**same, "indicator_code": "R1.1"})
    gap.refresh_from_db()
    assert gap.is_public

    page = client.post(
        address(EDIT, gap=gap.pk), {**same, "text_th": "คำใหม่"}, follow=True
    )
    gap.refresh_from_db()
    assert not gap.is_public
    assert "until the secretary shows it" in visible_text(page)
    assert public_entries(gap) == [("create", True), ("edit", True), ("edit", True)]


def test_officer_is_told_who_reads_the_gap(sign_in, bid):
    client = sign_in(OFFICER)
    shown, hidden = make_gap(bid, is_public=True), make_gap(bid)

    assert "If you change its words, staff alone read it" in visible_text(
        client.get(address(EDIT, gap=shown.pk))
    )
    assert "the secretary can show it to the public" in visible_text(
        client.get(address(EDIT, gap=hidden.pk))
    )


def test_secretary_shows_and_hides_a_gap(sign_in, bid):
    gap = make_gap(bid, found_on=FOUND)
    said = {"text_th": gap.text_th, "text_en": gap.text_en, "found_on": "15/1/2567"}
    said |= OPENED_LAST
    client = sign_in(SECRETARY)

    for ticked in ({"is_public": "on"}, {}):
        client.post(address(EDIT, gap=gap.pk), {**said, **ticked})

    gap.refresh_from_db()
    assert not gap.is_public
    assert public_entries(gap) == [("create", False), ("edit", True), ("edit", True)]


def test_gap_of_another_bid_is_not_found_at_this_one(sign_in, lost):
    gap = make_gap(lost)

    assert sign_in(OFFICER).get(address(EDIT, gap=gap.pk)).status_code == 404


# Its end


def test_gap_is_closed_with_the_day_and_how(sign_in, bid):
    gap = make_gap(bid, found_on=FOUND)

    sign_in(OFFICER).post(address(CLOSE, gap=gap.pk), CLOSED)

    gap.refresh_from_db()
    assert (gap.closed_on, gap.closed_how) == (date(2026, 10, 1), CLOSED["closed_how"])
    assert gap.is_open(date(2026, 9, 30))
    assert not gap.is_open(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"closed_how": ""}, {"closed_how": ["required"]}),
        ({"closed_on": ""}, {"closed_on": ["required"]}),
        ({"closed_on": "1/1/2590"}, {"closed_on": ["ahead"]}),
        ({"closed_on": "14/1/2567"}, {"closed_on": ["closed-before"]}),
    ],
)
def test_end_that_cannot_be_is_refused(changes, expected, sign_in, bid):
    gap = make_gap(bid, found_on=FOUND)

    response = sign_in(OFFICER).post(address(CLOSE, gap=gap.pk), {**CLOSED, **changes})

    assert errors(response) == expected
    assert Gap.objects.get().closed_on is None


@pytest.mark.parametrize(
    ("typed", "expected", "kept"),
    [
        ("16/1/2567", {"found_on": ["closed-before"]}, FOUND),
        ("14/1/2567", None, date(2024, 1, 14)),
    ],
)
def test_closed_gap_is_not_found_after_its_end(typed, expected, kept, sign_in, bid):
    gap = make_gap(bid, found_on=FOUND, closed_on=FOUND, closed_how="แล้วเสร็จ")

    response = sign_in(OFFICER).post(
        address(EDIT, gap=gap.pk), {**GAP, **OPENED_LAST, "found_on": typed}
    )

    assert (response.context and errors(response)) == expected
    gap.refresh_from_db()
    assert gap.found_on == kept


def test_second_press_of_the_button_does_not_open_the_gap_again(sign_in, bid):
    gap = make_gap(bid, found_on=FOUND)
    client = sign_in(OFFICER)

    client.post(address(CLOSE, gap=gap.pk), CLOSED)
    page = client.post(address(CLOSE, gap=gap.pk), CLOSED, follow=True)

    assert "The gap was closed already." in visible_text(page)
    assert public_entries(gap) == [("create", False), ("close", False)]


def test_who_closes_a_gap_second_reads_the_end_of_the_first_and_keeps_the_own(
    sign_in, bid
):
    gap = make_gap(bid, found_on=FOUND, closed_on=FOUND, closed_how="แล้วเสร็จ")

    page = sign_in(OFFICER).post(address(CLOSE, gap=gap.pk), CLOSED)

    assert page.status_code == 409
    assert errors(page) == {"__all__": ["closed"]}
    assert "Closed on 15 January 2024: แล้วเสร็จ" in visible_text(page)
    assert page.context["form"]["closed_how"].value() == CLOSED["closed_how"]


def test_closed_gap_is_opened_again(sign_in, bid):
    gap = make_gap(bid, found_on=FOUND, closed_on=FOUND, closed_how="แล้วเสร็จ")
    client = sign_in(OFFICER)

    page = client.get(address(CLOSE, gap=gap.pk))
    client.post(address(CLOSE, gap=gap.pk), {"step": "reopen"})

    gap.refresh_from_db()
    assert "Open a gap again" in visible_text(page)
    assert (gap.closed_on, gap.closed_how) == (None, "")


def test_who_closes_a_public_gap_is_told_that_the_public_reads_how(sign_in, bid):
    gap = make_gap(bid, is_public=True)

    page = sign_in(OFFICER).get(address(CLOSE, gap=gap.pk))

    assert "The public can read this gap" in visible_text(page)
    assert page.context["form"]["closed_on"].value() == format_numeric(today(), "en")


# Into the next bid


def test_open_gaps_of_earlier_bids_are_carried(sign_in, nan, lost, bid):
    older = make_gap(
        nan.candidacies.get(call__year=2021), text_th="เก่า", found_on=FOUND
    )
    carried = make_gap(lost, text_th="ขาดแผน", indicator_code="R1.1", found_on=FOUND)
    make_gap(lost, closed_on=FOUND, closed_how="แล้วเสร็จ", found_on=FOUND)
    make_gap(make_candidacy(nan, 2031))
    client = sign_in(OFFICER)

    offered = client.get(address(CARRY)).context["form"].fields["gaps"].queryset
    assert set(offered) == {older, carried}

    page = client.post(address(CARRY), {"gaps": [carried.pk]}, follow=True)

    twin = bid.gaps.get()
    assert (twin.carried_from, twin.found_on) == (carried, today())
    assert (twin.text_th, twin.indicator_code) == ("ขาดแผน", "R1.1")
    assert "carried on" in visible_text(page)
    assert "1 gap is carried into this bid." in visible_text(page)


def test_gap_is_carried_into_a_bid_once(sign_in, lost, bid):
    gap = make_gap(lost, found_on=FOUND)
    client = sign_in(OFFICER)
    client.post(address(CARRY), {"gaps": [gap.pk]})

    again = client.post(address(CARRY), {"gaps": [gap.pk]})

    assert errors(again) == {"gaps": ["invalid_choice"]}
    assert gap.carry(bid, by=None) == bid.gaps.get()


def test_nothing_ticked_is_told(sign_in, lost, bid):
    make_gap(lost, found_on=FOUND)

    assert errors(sign_in(OFFICER).post(address(CARRY), {"step": "carry"})) == {
        "gaps": ["required"]
    }


def test_page_without_anything_to_carry_says_so(sign_in):
    page = sign_in(OFFICER).get(address(CARRY))

    assert "No earlier bid of the city has an open gap" in visible_text(page)


def test_gap_and_feedback_are_named_by_what_they_say(bid):
    assert str(make_gap(bid)) == "No budget yet"
    assert str(make_feedback(bid, said_by="NatCom")) == f"{bid.pk} NatCom"


def test_lines_say_where_a_gap_came_from_and_how_often_it_was_carried(nan, lost, bid):
    first = make_gap(nan.candidacies.get(call__year=2021), found_on=FOUND)
    second = first.carry(lost, by=None, on=FOUND + timedelta(days=1))
    third = second.carry(bid, by=None, on=FOUND + timedelta(days=2))

    def told(gaps):
        lines = [line for rows in gap_lines(gaps, FOUND).values() for line in rows]
        return {
            line.gap: (line.origin, line.times_carried, line.carried_to)
            for line in lines
        }

    assert told(Gap.objects.all()) == {
        first: (None, 0, (second,)),
        second: (first, 1, (third,)),
        third: (second, 2, ()),
    }
    # Of what the reader may not see nothing is told.
    assert told(Gap.objects.exclude(pk=second.pk)) == {
        first: (None, 0, ()),
        third: (None, 0, ()),
    }


# Two at once


def test_same_gap_sent_twice_is_there_once(sign_in, bid):
    client = sign_in(OFFICER)

    client.post(address(ADD), GAP)
    client.post(address(ADD), GAP)

    assert bid.gaps.count() == 1


def test_words_released_meanwhile_are_hidden_when_they_change(cast, bid):
    gap = make_gap(bid, found_on=FOUND)
    stale = Gap.objects.get(pk=gap.pk)
    gap.is_public = True
    gap.edit(by=cast["secretary"], fields=["is_public"])
    stale.text_th = "ถ้อยคำใหม่"

    is_hidden = stale.edit(by=cast[OFFICER], fields=["text_th"])

    gap.refresh_from_db()
    assert is_hidden
    assert (gap.text_th, gap.is_public) == ("ถ้อยคำใหม่", False)


@pytest.mark.parametrize("first", ["found", "closed"])
def test_days_said_by_two_at_once_stay_in_order(first, bid):
    gap = make_gap(bid, found_on=FOUND)
    found, closed = Gap.objects.get(pk=gap.pk), Gap.objects.get(pk=gap.pk)
    found.found_on = FOUND + timedelta(days=2)
    closed.closed_on, closed.closed_how = FOUND + timedelta(days=1), "แล้วเสร็จ"
    acts = [
        lambda: found.edit(by=None, fields=["found_on"]),
        lambda: closed.close(by=None),
    ]

    one, two = acts if first == "found" else reversed(acts)
    one()
    with pytest.raises(ValidationError, match="not closed before it is found"):
        two()


def test_end_said_meanwhile_is_told_to_who_moves_the_day_it_was_found(bid):
    gap = make_gap(bid, found_on=FOUND)
    base, mine = base_of(gap), Gap.objects.get(pk=gap.pk)
    gap.closed_on, gap.closed_how = FOUND, "แล้วเสร็จ"
    gap.close(by=None)
    mine.found_on = FOUND - timedelta(days=1)

    with pytest.raises(OvertakenError) as overtaken:
        mine.edit(by=None, fields=["found_on"], base=base)

    assert overtaken.value.fields == ["closed_on"]


def test_new_gap_was_not_closed_before_it_was_found(bid):
    with pytest.raises(ValidationError, match="not closed before it is found"):
        make_gap(
            bid, closed_on=FOUND, closed_how="แล้วเสร็จ", found_on=FOUND + timedelta(1)
        )


def test_gap_closed_meanwhile_is_not_carried(nan, lost, bid):
    gap = make_gap(lost, found_on=FOUND, closed_on=FOUND, closed_how="แล้วเสร็จ")
    open_gap = make_gap(lost, text_th="ยังขาดทีมงาน", found_on=FOUND)
    ticked = Gap.objects.open_to_carry(bid).filter(pk__in=[gap.pk, open_gap.pk])

    carried = ticked.carry_into(bid, by=None)

    assert [row.carried_from for row in carried] == [open_gap]
    with pytest.raises(ValidationError, match="closed or carried over meanwhile"):
        gap.carry(bid, by=None)


def test_gap_of_a_number_beyond_every_column_is_no_choice(sign_in, lost, bid):
    make_gap(lost, found_on=FOUND)

    response = sign_in(OFFICER).post(address(CARRY), {"gaps": ["9" * 30]})

    assert errors(response) == {"gaps": ["invalid_choice"]}
