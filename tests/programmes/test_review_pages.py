"""The staff pages of a review, from opened to minutes agreed, in both languages."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import Agency, City
from programmes.minutes import minutes_hash, minutes_values
from programmes.models import AnnualReview
from programmes.review_standing import standing_of
from tests.addresses import OPENED_LAST
from tests.factories import (
    DAY,
    make_action_point,
    make_decision,
    make_item,
    make_meeting,
    make_milestone,
    make_minutes_agreement,
    make_request,
    make_review,
    make_sealed_report,
    make_suggestion,
    make_user,
)
from tests.visible import visible_text

MEETING = {
    "agenda_form": "six",
    "meeting_number": "1/2569",
    "meets_on": "1/10/2569",
    "begins_at": "09.30 น.",
    "ends_at": "12:00",
    "place_th": "ห้องประชุม 1",
    "chair_name": "ประธาน ใจดี",
    "chair_office_th": "ผู้อำนวยการ",
}


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def at(name, *more, language="th", year=4):
    path = reverse(f"staff:{name}", args=["mou-2563", year, *more])
    return path.replace("/th/", f"/{language}/", 1)


def page(client, name, *more, language="en"):
    response = client.get(at(name, *more, language=language))
    assert response.status_code == 200
    return visible_text(response)


def told(response):
    return [str(message) for message in response.context["messages"]]


# Each year of the term


def test_list_names_each_year_its_state_and_what_is_next(secretary):
    make_meeting(make_review(year=2, opened_on=DAY))

    text = visible_text(secretary.get("/en/staff/reviews/"))

    assert text.count("no record of a review was found") == 3
    assert "held, minutes not agreed held on 1 October 2026" in text
    assert "Next: both agencies agree to the minutes" in text
    assert text.count("Open the review") == 3


def test_agencies_read_the_list_and_open_nothing(sign_in):
    assert "Open the review" not in visible_text(
        sign_in("cea").get("/en/staff/reviews/")
    )


@pytest.mark.parametrize(
    ("role", "words"),
    [("secretary", "Open the review"), ("cea", "The programme secretary opens it.")],
)
def test_a_year_without_a_record_says_who_opens_it(sign_in, role, words):
    text = page(sign_in(role), "review")

    assert "no record of a review was found" in text
    assert words in text


def test_a_year_outside_the_term_is_a_404(secretary):
    assert secretary.get(at("review", year=5)).status_code == 404


def test_secretary_opens_a_year_with_its_agenda(secretary):
    make_suggestion(City.objects.get(slug="nan"))

    response = secretary.post(at("open_review"), {"agenda_form": "five"}, follow=True)

    assert response.redirect_chain[-1][0] == at("review")
    assert AnnualReview.objects.get().items.count() == 3


def test_a_year_that_is_open_is_not_opened_again(secretary):
    make_review()

    response = secretary.post(at("open_review"), {"agenda_form": "six"}, follow=True)

    assert len(told(response)) == 1
    assert AnnualReview.objects.count() == 1
    assert "The review of this year is open already." in page(secretary, "open_review")


# The review itself


@pytest.mark.parametrize("language", ["th", "en"])
def test_review_shows_steps_meeting_people_and_numbered_agenda(secretary, language):
    review = make_meeting(until="agreed")
    make_item(review, section="arising", title_th="เรื่องสืบเนื่องหนึ่ง", title_en="Arising")
    make_item(review, dropped_on=DAY, dropped_reason="ซ้ำ", title_en="Twice")

    text = page(secretary, "review", language=language)

    assert ("3.1 Arising" if language == "en" else "3.1 เรื่องสืบเนื่องหนึ่ง") in text
    assert "ผู้แทน อพท." in text
    assert "ซ้ำ" in text


def test_review_says_what_blocks_the_next_step(secretary):
    make_review()

    text = page(secretary, "review")

    assert "4 things are still missing:" in text
    assert "Nothing stands on the agenda." in text


def test_review_shows_decisions_under_their_matter(secretary):
    review = make_meeting()
    decision = make_decision(3, item=review.items.first())
    make_action_point(decision)

    assert "Decision 3/2569: Agreed as proposed" in page(secretary, "review")


def test_who_only_reads_finds_no_way_to_change(sign_in):
    make_meeting()

    html = sign_in("auditor").get(at("review")).content.decode()

    for name in ("edit_review", "attendance", "gather_agenda", "invite", "hold"):
        assert at(name) not in html


def test_nothing_is_offered_in_a_sealed_year(secretary, cast):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    html = secretary.get(at("review")).content.decode()

    assert at("edit_review") not in html
    assert at("hold") not in html


@pytest.mark.slow
def test_queries_do_not_grow_with_the_matters(secretary):
    review, counts = make_meeting(), []
    for number in range(1, 4):
        make_action_point(make_decision(number, item=make_item(review)))
        secretary.get(at("review"))  # what is looked up once in a process is by now
        with CaptureQueriesContext(connection) as queries:
            secretary.get(at("review"))
        counts.append(len(queries))

    assert counts == counts[:1] * 3


# The meeting


def test_secretary_edits_the_meeting_as_thais_write_it(secretary):
    review = make_review()

    response = secretary.post(at("edit_review"), MEETING | OPENED_LAST)

    review.refresh_from_db()
    assert response.status_code == 302
    assert (str(review.begins_at), review.meets_on) == ("09:30:00", DAY)


def test_what_is_typed_wrong_is_shown_again_with_the_rest(secretary):
    make_review()

    response = secretary.post(at("edit_review"), {**MEETING, "begins_at": "เช้า"})

    assert "begins_at" in response.context["form"].errors
    assert "ประธาน ใจดี" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"chair_name": ""}, "chair_name"),
        ({"meets_on": ""}, "meets_on"),
        ({"meets_on": "1/10/2699"}, "meets_on"),
    ],
)
def test_a_meeting_that_was_held_keeps_its_chief_data(secretary, change, field):
    make_meeting()

    response = secretary.post(at("edit_review"), {**MEETING, **OPENED_LAST, **change})

    assert list(response.context["form"].errors) == [field]


def test_whoever_saves_later_is_told_both_values(secretary):
    review = make_review()
    base = secretary.get(at("edit_review")).context["form"].initial["base"]
    review.place_th = "ที่อื่น"
    review.change(by=None, fields=["place_th"])

    response = secretary.post(at("edit_review"), {**MEETING, "base": base})

    assert response.status_code == 409
    assert "ที่อื่น" in response.content.decode()
    assert "ห้องประชุม 1" in response.content.decode()


def test_times_of_two_people_are_judged_together(secretary):
    review = make_review()
    review.begins_at, review.ends_at = time(9), time(16)
    review.change(by=None, fields=["begins_at", "ends_at"])
    same = {"agenda_form": "six", "begins_at": "09:00", "ends_at": "16:00"}
    same["base"] = secretary.get(at("edit_review")).context["form"].initial["base"]
    secretary.post(at("edit_review"), {**same, "ends_at": "12:00"})

    response = secretary.post(at("edit_review"), {**same, "begins_at": "13:00"})

    assert response.status_code == 409
    review.refresh_from_db()
    assert (review.begins_at, review.ends_at) == (time(9), time(12))


# Who came


def test_agency_staff_are_added_by_ticking_their_names(secretary, cast):
    review = make_review()
    data = {"step": "staff", "staff": [cast["dasta"].pk, cast["cea"].pk]}

    secretary.post(at("attendance"), data)

    assert sorted(
        review.attendances.values_list("name", "agency__code", "presence")
    ) == [("cea", "cea", "present"), ("dasta", "dasta", "present")]
    assert secretary.get(at("attendance")).context["staff_form"] is None


def test_nobody_ticked_is_said_on_the_form(secretary):
    make_review()

    response = secretary.post(at("attendance"), {"step": "staff"})

    assert response.context["staff_form"].errors


def test_another_person_is_added_corrected_taken_off_and_put_back(secretary):
    review = make_review()
    secretary.post(at("attendance"), {"name": "วิชัย", "presence": "guest"})
    row = review.attendances.get()
    line = at("edit_attendance", row.pk)

    secretary.post(line, {"name": "วิชัย ก", "presence": "absent"} | OPENED_LAST)
    secretary.post(line, {"step": "take_off"})
    off = page(secretary, "edit_attendance", row.pk)
    secretary.post(line, {"step": "put_back"})

    row.refresh_from_db()
    assert (row.name, row.presence, row.removed_on) == ("วิชัย ก", "absent", None)
    assert "Put back on the list" in off


def test_a_person_without_a_name_is_no_person(secretary):
    make_review()
    row = make_meeting(AnnualReview.objects.get(), until="ready").attendances.first()

    new = secretary.post(at("attendance"), {"presence": "guest"})
    old = secretary.post(at("edit_attendance", row.pk), {"name": ""} | OPENED_LAST)

    assert "name" in new.context["form"].errors
    assert "name" in old.context["form"].errors


def test_what_the_secretary_takes_off_is_listed_apart(secretary):
    review = make_meeting(until="ready")
    review.attendances.first().take_off(by=None, on=DAY)

    assert "Taken off the list" in page(secretary, "attendance")


def test_the_list_of_a_sealed_year_is_refused_in_words(secretary, cast):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    new = secretary.post(at("attendance"), {"name": "ก", "presence": "guest"})

    assert new.context["form"].non_field_errors()


# The agenda


def test_gathering_shows_what_is_new_and_what_is_no_longer_so(secretary, cast):
    nan = City.objects.get(slug="nan")
    review = make_review()
    make_suggestion(nan)
    make_item(review, cause="stale", subject="stale/nan", title_en="Once stale")

    text = page(secretary, "gather_agenda")
    response = secretary.post(at("gather_agenda"), follow=True)
    again = secretary.post(at("gather_agenda"), follow=True)

    assert "Suggestion NAN-1/2569 (Nan)" in text
    assert "Once stale" in text
    assert review.items.count() == 4
    assert len(told(response)) == len(told(again)) == 1


def test_gathering_in_a_sealed_year_is_refused(secretary, cast):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])

    response = secretary.post(at("gather_agenda"), follow=True)

    assert len(told(response)) == 1
    assert AnnualReview.objects.get().items.count() == 0


def test_a_matter_is_added_in_its_section_and_edited(secretary):
    review = make_review()
    matter = {"section": "consider", "title_th": "งบประมาณ"}

    secretary.post(at("add_item"), matter)
    item = review.items.get()
    said = {**matter, "discussion_th": "อภิปราย", "resolution_th": "รับทราบ"}
    secretary.post(at("edit_item", item.pk), said | OPENED_LAST)

    item.refresh_from_db()
    assert (item.discussion_th, item.resolution_th) == ("อภิปราย", "รับทราบ")


@pytest.mark.parametrize(
    ("query", "section"), [("", "consider"), ("?section=inform", "inform")]
)
def test_a_new_matter_is_to_be_considered_unless_said_otherwise(
    query, section, secretary
):
    make_review()

    page = secretary.get(at("add_item") + query).content.decode()

    assert f'<option value="{section}" selected>' in page


@pytest.mark.parametrize("typed", ["09:30", "9.30", "09.30 น.", "๐๙.๓๐ น."])
def test_a_time_is_typed_as_thais_write_it(typed, secretary):
    review = make_review()

    sent = {**MEETING, "begins_at": typed, **OPENED_LAST}
    secretary.post(at("edit_review"), sent)

    review.refresh_from_db()
    assert str(review.begins_at) == "09:30:00"


def test_a_matter_without_a_title_is_refused_and_nothing_is_lost(secretary):
    item = make_item(make_review())
    data = {"section": "consider", "title_th": "", "background_th": "ที่พิมพ์ไว้"}

    new = secretary.post(at("add_item"), data)
    old = secretary.post(at("edit_item", item.pk), data | OPENED_LAST)

    for response in (new, old):
        assert "title_th" in response.context["form"].errors
        assert "ที่พิมพ์ไว้" in response.content.decode()


def test_the_five_item_form_offers_no_matters_arising(secretary):
    review = make_review(agenda_form="five")
    arising = make_item(review, section="arising")

    new = secretary.get(at("add_item") + "?section=inform").context["form"]
    old = secretary.get(at("edit_item", arising.pk)).context["form"]

    assert "arising" not in dict(new.fields["section"].choices)
    assert "arising" in dict(old.fields["section"].choices)


def test_matters_change_places_by_buttons(secretary):
    review = make_review()
    first, second = make_item(review, position=1), make_item(review, position=2)

    response = secretary.post(at("edit_item", second.pk), {"step": "up"})
    secretary.post(at("edit_item", second.pk), {"step": "up"})

    assert response["Location"].endswith(f"#item-{second.pk}")
    assert list(review.items.all()) == [second, first]


def test_a_matter_that_was_taken_off_meanwhile_does_not_move(secretary):
    item = make_item(make_review(), dropped_on=DAY, dropped_reason="ซ้ำ")
    line = at("edit_item", item.pk, language="en")

    response = secretary.post(line, {"step": "up"}, follow=True)

    assert told(response) == ["It was taken off the agenda, or put under another item."]


def test_a_matter_is_taken_off_with_a_reason_and_put_back(secretary):
    item = make_item(make_review())
    line = at("drop_item", item.pk)

    silent = secretary.post(line, {"reason": ""})
    secretary.post(line, {"reason": "ซ้ำกับเรื่องแรก"})
    item.refresh_from_db()
    reason, text = item.dropped_reason, page(secretary, "drop_item", item.pk)
    secretary.post(line, {"step": "put_back"})

    item.refresh_from_db()
    assert silent.context["form"].errors
    assert reason == "ซ้ำกับเรื่องแรก"
    assert "Put it back" in text
    assert item.dropped_on is None


def test_a_sealed_agenda_is_neither_moved_nor_shortened(secretary, cast):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    review = AnnualReview.objects.get()
    item, _other = (make_item(review, position=n) for n in (1, 2))

    moved = secretary.post(at("edit_item", item.pk), {"step": "down"}, follow=True)
    off = secretary.post(at("drop_item", item.pk), {"reason": "ซ้ำ"})

    assert len(told(moved)) == 1
    assert off.context["form"].non_field_errors()


# Invited and held


def test_secretary_invites_anew_and_takes_back(secretary):
    review = make_meeting(until="ready")

    first = secretary.post(at("invite"), {"step": "invite"}, follow=True)
    twice = secretary.post(at("invite"), {"step": "invite"}, follow=True)
    silent = secretary.post(at("invite"), {"step": "withdraw", "reason": ""})
    secretary.post(at("invite"), {"step": "withdraw", "reason": "เลื่อน"})

    assert told(first) != told(twice)
    assert silent.context["form"].errors
    assert standing_of(review).state() == "opened"
    assert "This invitation was taken back." in page(secretary, "pack_of_review", 1)


def test_a_reason_for_taking_back_is_kept_where_it_came_too_late(secretary):
    make_meeting()  # held meanwhile

    line = at("invite", language="en")

    late = secretary.post(line, {"step": "withdraw", "reason": "เลื่อนการประชุม"})

    assert late.status_code == 409
    assert "The meeting was held already." in visible_text(late)
    assert "เลื่อนการประชุม" in late.content.decode()


def test_inviting_too_early_says_what_is_missing(secretary):
    make_review()

    response = secretary.post(at("invite"), {"step": "invite"}, follow=True)

    assert len(told(response)) == 1
    assert "The day of the meeting is missing." in page(secretary, "invite")


@pytest.mark.parametrize("language", ["th", "en"])
def test_pack_shows_what_was_sent_and_what_changed_since(sign_in, language):
    nan = City.objects.get(slug="nan")
    key = make_milestone(nan, due=DAY, is_key=True)
    make_request(key, DAY.replace(year=2027), reason="documents", note="รอเอกสาร")
    make_action_point()
    review = make_meeting(until="invited")
    review.place_th = "ที่อื่น"
    review.change(by=None, fields=["place_th"])
    make_item(review, title_th="เรื่องใหม่", title_en="A new matter")
    review.items.first().drop(by=None, reason="ถอน")

    text = page(sign_in("cea"), "pack_of_review", 1, language=language)

    assert ("Meeting room 1" if language == "en" else "ห้องประชุม 1") in text
    assert "รอเอกสาร" in text
    assert ("Added: A new matter" in text) == (language == "en")
    assert review.invitations.get().sha256 in text


def test_a_pack_that_was_never_sent_is_a_404(secretary):
    make_meeting(until="ready")

    assert secretary.get(at("pack_of_review", 1)).status_code == 404


def test_secretary_records_that_it_was_held_and_that_it_was_not(secretary):
    review = make_meeting(until="invited")

    secretary.post(at("hold"), {"step": "hold"})
    held = standing_of(AnnualReview.objects.get()).state()
    text = page(secretary, "hold")
    secretary.post(at("hold"), {"step": "unhold"})

    assert (held, standing_of(review).state()) == ("held", "invited")
    assert "It is recorded as held on 1 October 2026." in text


def test_holding_too_early_is_refused_with_its_reasons(secretary):
    make_review()

    response = secretary.post(at("hold"), {"step": "hold"}, follow=True)

    assert len(told(response)) == 1
    assert "Nobody of DASTA is listed as present." in page(secretary, "hold")


# Minutes


@pytest.mark.parametrize("language", ["th", "en"])
def test_minutes_stand_in_the_form_of_thai_offices(sign_in, language):
    review = make_meeting(make_review(opened_on=DAY, meeting_number="1/2569"))
    item = review.items.first()
    make_action_point(make_decision(3, item=item), due_on=DAY)
    row = review.attendances.first()
    row.presence, row.reason = "absent", "ติดราชการ"
    row.change(by=None, fields=["presence", "reason"])

    text = page(sign_in("auditor"), "minutes", language=language)

    assert "1/2569" in text
    assert "3/2569" in text
    assert "ติดราชการ" in text
    assert ("09.30 น." if language == "th" else "09:30") in text
    assert "เลขา ใจเย็น" in text


def test_before_the_meeting_minutes_are_its_agenda(secretary):
    make_meeting(until="invited")

    assert "so far this is its agenda" in page(secretary, "minutes")


def test_an_agency_agrees_to_what_it_has_read(sign_in):
    review = make_meeting()
    client = sign_in("cea")
    seen = client.get(at("agree_minutes")).context["seen"]

    response = client.post(at("agree_minutes"), {"step": "agree", "seen": seen})

    assert response["Location"] == at("minutes")
    assert [row.agency.code for row in standing_of(review).agreed()] == ["cea"]
    assert "Take the agreement back" in page(client, "agree_minutes")


def test_minutes_that_changed_meanwhile_are_shown_anew(sign_in):
    review = make_meeting()
    seen = minutes_hash(minutes_values(review))
    review.recorder_name = "คนอื่น"
    review.change(by=None, fields=["recorder_name"])

    response = sign_in("cea").post(at("agree_minutes"), {"seen": seen})

    assert response.status_code == 409
    assert "คนอื่น" in response.content.decode()
    assert standing_of(review).agreements == ()


def test_an_earlier_wording_is_told_as_such(sign_in):
    review = make_meeting()
    make_minutes_agreement(review, Agency.objects.get(code="cea"))
    review.place_th = "ที่อื่น"
    review.change(by=None, fields=["place_th"])

    text = page(sign_in("dasta"), "minutes")

    assert "CEA agreed on 1 October 2026 to an earlier wording" in text
    assert "DASTA has not agreed to this wording" in text


def test_an_agency_takes_its_word_back_with_a_reason(sign_in):
    review = make_meeting(until="agreed")
    client = sign_in("cea")

    silent = client.post(at("agree_minutes"), {"step": "withdraw", "reason": ""})
    client.post(at("agree_minutes"), {"step": "withdraw", "reason": "พิมพ์ผิด"})

    assert silent.context["form"].errors
    assert standing_of(review).state() == "agreed-by-one"


def test_an_account_of_no_agency_speaks_for_none(client, cast):
    make_meeting()
    client.force_login(make_user("stranger", role="agency"))

    text = page(client, "agree_minutes")
    response = client.post(at("agree_minutes"), {"step": "agree"})

    assert "Only the staff of a signing agency speak for it." in text
    assert response.status_code == 409


def test_what_keeps_the_minutes_from_being_agreed_is_listed(sign_in):
    make_meeting(until="invited")

    assert "The meeting is not recorded as held." in page(
        sign_in("cea"), "agree_minutes"
    )


# What the public reads, and what waits on a desk


def test_public_reads_how_far_each_year_is(client, cast):
    make_review(year=1)
    make_meeting(make_review(year=2, opened_on=DAY))

    text = visible_text(client.get("/en/reviews/"))

    assert text.count("no record of a review was found") == 2
    assert "opened, not held yet" in text
    assert "held on 1 October 2026" in text


@pytest.mark.parametrize(("until", "is_told"), [("held", False), ("agreed", True)])
def test_public_reads_counts_chair_and_what_was_decided_once_agreed(
    client, cast, until, is_told
):
    review = make_meeting(until="held")
    make_decision(3, item=review.items.first())
    if until == "agreed":
        for agency in Agency.objects.all():
            make_minutes_agreement(review, agency)

    text = visible_text(client.get("/en/reviews/mou-2563/4/"))

    assert "DASTA: 1 present, 0 absent, 0 took part" in text
    assert "ประธาน ใจดี, Director" in text
    assert "ผู้แทน" not in text
    assert "เลขา" not in text
    assert ("Agreed as proposed" in text) == is_told


def test_public_reads_that_nothing_was_decided(client, cast):
    make_meeting(until="agreed")

    text = visible_text(client.get("/en/reviews/mou-2563/4/"))

    assert "No numbered decision was taken." in text


def test_public_reads_that_nothing_is_known_of_a_year(client, cast):
    text = visible_text(client.get("/en/reviews/mou-2563/4/"))

    assert "That says nothing about whether one was held." in text


def test_public_reads_nothing_of_an_agenda(client, cast):
    make_meeting(until="invited")

    text = visible_text(client.get("/en/reviews/mou-2563/4/"))

    assert "opened, not held yet" in text
    assert "A matter to consider" not in text


def kinds(client, key="owed"):
    rows = client.get("/th/staff/").context[key]
    return [row.kind for row in rows if row.kind.startswith("review")]


@pytest.mark.parametrize(
    ("until", "secretary", "waits", "agency"),
    [
        ("ready", ["review-invite"], [], []),
        ("invited", ["review-hold"], [], []),
        ("held", [], ["review-agree-there"], ["review-agree"]),
        ("agreed", ["review-freeze"], [], []),
    ],
)
def test_desk_names_the_next_step_to_whom_it_falls(
    sign_in, until, secretary, waits, agency
):
    make_meeting(until=until)

    assert kinds(sign_in("secretary")) == secretary
    assert kinds(sign_in("secretary"), "awaited") == waits
    assert kinds(sign_in("cea")) == agency


def test_desk_asks_an_agency_for_its_own_word_alone(sign_in):
    make_minutes_agreement(make_meeting(), Agency.objects.get(code="cea"))

    assert (kinds(sign_in("cea")), kinds(sign_in("dasta"))) == ([], ["review-agree"])


def test_several_reviews_of_one_step_lead_to_their_list(sign_in):
    make_review(year=1, opened_on=DAY)
    make_review(year=2, opened_on=DAY)

    rows = sign_in("secretary").get("/th/staff/").context["owed"]

    [row] = [row for row in rows if row.kind == "review-invite"]
    assert (row.count, row.url) == (2, "/th/staff/reviews/")
