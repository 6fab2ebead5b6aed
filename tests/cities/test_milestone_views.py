"""The staff's pages of milestones: the plan of a bid, the list, and what is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Draft, Milestone, Retirement, StatedView
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from tests.addresses import OPENED_LAST, address
from tests.factories import (
    decide_request,
    make_candidacy,
    make_city,
    make_completion,
    make_evidence,
    make_milestone,
    make_move,
    make_request,
)
from tests.visible import visible_text

OFFICER = "officer.nan"
TODAY = today()
DUE, LATER, EARLIER = (TODAY + timedelta(days=days) for days in (200, 300, 120))
YEAR = 2031


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def bid(nan):
    return make_candidacy(nan, YEAR)


@pytest.fixture
def key(nan, bid):
    return make_milestone(nan, bid, due=DUE, is_key=True)


@pytest.fixture
def plain(nan, bid):
    return make_milestone(nan, bid, code="gap-study", due=DUE)


@pytest.fixture
def planned(nan, bid):
    return make_milestone(nan, bid, code="form", due=DUE, agreed=None)


def typed(day):
    return format_numeric(day, "en")


def page(client, name, **arguments):
    return client.get(address(f"staff:cities:{name}", **arguments))


def post(client, name, data=None, **arguments):
    return client.post(address(f"staff:cities:{name}", **arguments), data or {})


def dated(due, **changes):
    fields = {"precision": "day", "reason": "people", "note": "", "effective_on": ""}
    return {**fields, "due_on": typed(due), "effective_on": typed(TODAY), **changes}


def errors(response):
    return {
        name: list(words) for name, words in response.context["form"].errors.items()
    }


# The plan


def test_officer_makes_the_plan_from_the_template(sign_in, nan):
    client = sign_in(OFFICER)
    assert "Make the plan" in visible_text(page(client, "plan"))

    response = post(client, "plan")

    assert response.status_code == 302
    bid = nan.candidacies.get(call__year=2025)
    assert bid.milestones.count() == bid.call.steps.count()
    text = visible_text(page(client, "plan"))
    assert "11 steps were planned" in text
    assert "Submission to UNESCO" in text
    assert "Make the plan" not in text


def test_plan_that_is_whole_says_so(sign_in, nan):
    client = sign_in("secretary")
    post(client, "plan")
    visible_text(page(client, "plan"))

    post(client, "plan")

    text = visible_text(page(client, "plan"))
    assert "Every step of the call's template is planned." in text


def test_plan_is_not_made_by_those_who_look_on(sign_in, nan):
    assert post(sign_in("cea"), "plan").status_code == 403
    text = visible_text(page(sign_in("cea"), "plan"))
    assert "Make the plan from the call's template" not in text


def test_plan_of_a_call_without_a_deadline_has_no_days(sign_in, nan, bid):
    bid.call.deadline_on, bid.call.deadline_precision = None, ""
    bid.call.save()

    text = visible_text(page(sign_in(OFFICER), "plan", year=YEAR))

    assert "The deadline of this call is not known yet" in text


def test_plan_tells_each_row_as_it_stands(sign_in, cast, nan, key, plain, planned):
    make_move(plain, LATER, by=cast[OFFICER], said=TODAY)
    make_request(key, LATER, by=cast[OFFICER], said=TODAY - timedelta(days=3))
    until = TODAY + timedelta(days=30)
    view = StatedView(view="at-risk", reason="ขาดคน", expires_on=until)
    plain.state_view(view, by=cast["cea"])

    text = visible_text(page(sign_in(OFFICER), "plan", year=YEAR))

    assert "it has waited for a decision for 3 days" in text
    assert "later by 100 days: the work changed" in text
    assert "now dated 100 days later than the baseline" in text
    assert "at risk" in text
    assert "Its first date was not agreed yet." in text
    assert "1 step is a plan that staff alone see" in text


def test_step_of_ones_own_is_added(sign_in, nan, bid):
    data = {
        "name_th": "เตรียมเอกสาร",
        "name_en": "Papers",
        "planned_on": "",
        "planned_precision": "month",
        "is_key": "on",
    }
    client = sign_in(OFFICER)

    response = post(client, "add_milestone", data, year=YEAR)

    assert response.status_code == 302
    added = bid.milestones.get()
    assert (added.code, added.planned_on, added.planned_precision) == (
        "own-1",
        None,
        "",
    )
    assert not added.is_key  # the secretary alone says what is key


def test_secretary_says_which_step_is_key(sign_in, planned):
    form = page(sign_in("secretary"), "edit_milestone", milestone=planned.pk)
    assert "is_key" in form.context["form"].fields
    data = {
        "name_th": planned.name_th,
        "name_en": "Form",
        "planned_on": typed(LATER),
        "planned_precision": "month",
        "is_key": "on",
        **OPENED_LAST,
    }

    post(sign_in("secretary"), "edit_milestone", data, milestone=planned.pk)

    planned.refresh_from_db()
    assert (planned.name_en, planned.is_key) == ("Form", True)
    assert planned.planned().precision == "month"


def test_name_alone_is_changed_without_touching_the_day(sign_in, planned):
    data = {
        "name_th": "ชื่อใหม่",
        "name_en": planned.name_en,
        "planned_on": typed(DUE),
        "planned_precision": "day",
        **OPENED_LAST,
    }

    post(sign_in(OFFICER), "edit_milestone", data, milestone=planned.pk)

    entry = LogEntry.objects.latest("sequence")
    assert list(entry.payload["after"]) == ["name_th"]


def test_added_step_without_a_name_keeps_what_was_typed(sign_in, bid):
    response = post(
        sign_in(OFFICER), "add_milestone", {"planned_on": "someday"}, year=YEAR
    )

    assert response.status_code == 200
    assert set(errors(response)) == {
        "name_th",
        "name_en",
        "planned_on",
        "planned_precision",
    }
    assert 'value="someday"' in response.content.decode()


def test_plan_that_was_agreed_meanwhile_is_not_changed(sign_in, plain):
    data = {
        "name_th": "ก",
        "name_en": "Typed name",
        "planned_on": "",
        "planned_precision": "day",
    }
    client = sign_in(OFFICER)

    response = post(client, "edit_milestone", data, milestone=plain.pk)
    opened = visible_text(page(client, "edit_milestone", milestone=plain.pk))

    assert response.status_code == 409
    assert "The baseline is set already" in visible_text(response)
    assert "Typed name" in response.content.decode()
    assert "Its first date is agreed" in opened


def test_baseline_is_confirmed_with_what_has_no_day(sign_in, nan, bid, planned):
    make_milestone(nan, bid, code="dayless", name_en="Dayless", due=None, agreed=None)
    client = sign_in("secretary")

    text = visible_text(page(client, "set_baseline", year=YEAR))
    response = post(client, "set_baseline", {"effective_on": typed(TODAY)}, year=YEAR)

    assert "Agree 1 date" in text
    assert "Stay a plan, for they have no day Dayless" in text
    assert response.status_code == 302
    assert planned.track().baseline().effective_on == TODAY
    assert "The first date of 1 step is agreed." in visible_text(
        page(client, "plan", year=YEAR)
    )


def test_baseline_twice_agrees_nothing(sign_in, plain):
    client = sign_in("secretary")

    text = visible_text(page(client, "set_baseline", year=YEAR))
    post(client, "set_baseline", {"effective_on": typed(TODAY)}, year=YEAR)

    assert "No step waits for a baseline and has a day." in text
    assert "Nothing was agreed" in visible_text(page(client, "plan", year=YEAR))


def test_baseline_of_a_day_ahead_is_refused(sign_in, planned):
    data = {"effective_on": typed(TODAY + timedelta(days=1))}

    response = post(sign_in("secretary"), "set_baseline", data, year=YEAR)

    assert errors(response) == {"effective_on": ["The day lies ahead."]}


# The list


def test_list_is_narrowed_to_a_state(sign_in, cast, nan, key, plain, planned):
    make_request(key, LATER, by=cast[OFFICER], said=TODAY)
    late = make_milestone(
        nan,
        plain.candidacy,
        code="late",
        due=TODAY,
        agreed=TODAY,
        name_en="Late",
    )
    retired = make_milestone(nan, plain.candidacy, code="r", due=DUE)
    retired.retire(Retirement(reason="ไม่ทำ"), by=cast["secretary"])
    client = sign_in("cea")

    listed = {
        state: {
            row.milestone
            for row in client.get(
                f"{address('staff:cities:milestones')}?state={state}"
            ).context["listed"]
            if row.milestone.candidacy == plain.candidacy
        }
        for state in (
            "waiting",
            "due",
            "ahead",
            "plan",
            "retired",
            "overdue",
            "nonsense",
        )
    }

    assert listed == {
        "waiting": {key},
        "due": {late},
        "ahead": {plain},
        "plan": {planned},
        "retired": {retired},
        "overdue": set(),
        "nonsense": set(),
    }


def test_list_shows_bids_memberships_and_what_lacks_a_plan(sign_in, nan, plain):
    make_candidacy(nan, 2033)

    text = visible_text(page(sign_in(OFFICER), "milestones"))

    assert "Bid in the call of 2031" in text
    assert "Duties and steps of membership" in text
    assert "Plan the bid in the call of 2033" in text


def test_empty_list_says_where_milestones_come_from(client, cast):
    empty = make_city()
    client.force_login(cast["secretary"])

    text = visible_text(page(client, "milestones", slug=empty.slug))
    filtered = client.get(
        f"{address('staff:cities:milestones', slug=empty.slug)}?state=overdue"
    )

    assert "This city has no milestone yet." in text
    assert "No milestone is listed under “past their date” today." in visible_text(
        filtered
    )


def test_list_and_plan_cost_the_same_for_3_and_30(sign_in, cast, nan, bid):
    client = sign_in("secretary")
    for number in range(3):
        moved = make_milestone(nan, bid, code=f"m-{number}", due=DUE)
        make_move(moved, LATER, by=cast[OFFICER], said=TODAY)
    urls = (address("staff:cities:milestones"), address("staff:cities:plan", year=YEAR))
    few = [queries_of(client, url) for url in urls]
    for number in range(3, 30):
        moved = make_milestone(nan, bid, code=f"m-{number}", due=DUE)
        make_move(moved, LATER, by=cast[OFFICER], said=TODAY)

    many = [queries_of(client, url) for url in urls]

    assert many == few


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


# One milestone


def test_page_tells_all_that_was_said(sign_in, cast, key):
    officer, secretary = cast[OFFICER], cast["secretary"]
    said = TODAY - timedelta(days=5)
    moved = make_move(key, EARLIER, by=officer, said=said, note="ดีกว่า")
    key.take_back(moved, by=officer, reason="พิมพ์ผิด")
    first = make_request(key, LATER, by=officer, said=said, note="รอหนังสือ")
    decide_request(
        first, by=secretary, is_approved=False, note="ยังพอมีเวลา", decided=said
    )
    second = make_request(key, LATER, by=officer, said=TODAY)
    decide_request(second, by=secretary, number=2, decided=TODAY)
    view = StatedView(view="blocked", reason="รอเงิน", expires_on=TODAY)
    key.state_view(view, by=cast["cea"])
    done = make_completion(key, TODAY, by=officer, note="เสร็จแล้ว")

    text = visible_text(page(sign_in("auditor"), "milestone", milestone=key.pk))

    for words in (
        "Taken back on",
        "พิมพ์ผิด",
        "รอหนังสือ",
        "refused by decision 1/2569",
        "ยังพอมีเวลา",
        "approved by decision 2/2569",
        "cannot go on without help",
        "รอเงิน",
        "เสร็จแล้ว",
        "รายงานการประชุม",
        "officer.nan",
    ):
        assert words in text
    assert "Take it back" not in text
    undoable = {
        role: page(sign_in(role), "milestone", milestone=key.pk).context["undoable"]
        for role in (OFFICER, "cea", "secretary")
    }
    assert undoable == {
        OFFICER: {done.sequence},
        "cea": {view.sequence},
        "secretary": {done.sequence, view.sequence},
    }


def test_page_of_a_report_of_a_member(sign_in, nan):
    report = Milestone.objects.get(city=nan, code="mmr-2029")

    text = visible_text(page(sign_in(OFFICER), "milestone", milestone=report.pk))

    assert "Membership Monitoring Report" in text
    assert "membership, key step" in text


def test_page_of_a_plan_says_that_nothing_was_agreed(sign_in, planned):
    text = visible_text(page(sign_in(OFFICER), "milestone", milestone=planned.pk))

    assert "its first date is still to be agreed" in text
    assert "Change the plan" in text
    assert "It is done" not in text


def test_page_offers_what_the_role_may_do(sign_in, key):
    offered = {
        role: page(sign_in(role), "milestone", milestone=key.pk).context["acts"]
        for role in (OFFICER, "cea", "secretary", "auditor")
    }

    assert offered == {
        OFFICER: {"reforecast", "complete", "state_view"},
        "cea": {"reforecast", "state_view"},
        "secretary": {"reforecast", "complete", "retire", "state_view"},
        "auditor": set(),
    }


def test_evidence_that_was_retired_later_says_so(sign_in, cast, nan, plain):
    piece = make_evidence(nan, by=cast[OFFICER], title_en="Minutes")
    make_completion(plain, TODAY, by=cast[OFFICER], evidence=[piece])
    client = sign_in(OFFICER)

    shelf = visible_text(page(client, "evidence", pk=piece.pk))
    leaving = visible_text(page(client, "retire_evidence", pk=piece.pk))
    piece.retire(by=cast[OFFICER], reason="ผิดฉบับ")
    text = visible_text(page(client, "milestone", milestone=plain.pk))

    assert "Letter of endorsement milestone" in shelf
    assert "The completion of these milestones rests on it." in leaving
    assert "Minutes retired" in text


# Re-dating


def test_later_date_of_a_key_step_is_asked_for(sign_in, key):
    client = sign_in(OFFICER)
    assert "A later date is only asked for here" in visible_text(
        page(client, "reforecast", milestone=key.pk)
    )

    response = post(client, "reforecast", dated(LATER), milestone=key.pk)

    assert response.status_code == 302
    assert key.track().open_request().due_on == LATER
    text = visible_text(page(client, "milestone", milestone=key.pk))
    assert "It waits for a decision; until then the date before it stands." in text
    assert "is asked for and waits for a decision." in text


def test_earlier_date_of_a_key_step_stands_at_once(sign_in, key):
    client = sign_in("cea")

    post(client, "reforecast", dated(EARLIER, reason="ready"), milestone=key.pk)

    assert key.track().due().day == EARLIER
    assert "The date is moved." in visible_text(
        page(client, "milestone", milestone=key.pk)
    )


def test_date_of_another_step_moves_at_once(sign_in, plain):
    client = sign_in(OFFICER)
    text = visible_text(page(client, "reforecast", milestone=plain.pk))

    post(client, "reforecast", dated(LATER), milestone=plain.pk)

    assert "The new date stands at once." in text
    assert plain.track().due().day == LATER


def test_refused_date_keeps_what_was_typed_and_says_why(sign_in, plain):
    data = dated(LATER, reason="ready", note="เร็วกว่าแผน")

    response = post(sign_in(OFFICER), "reforecast", data, milestone=plain.pk)

    assert response.status_code == 200
    assert errors(response) == {"reason": ["This reason is one for an earlier date."]}
    assert "เร็วกว่าแผน" in response.content.decode()
    assert typed(LATER) in response.content.decode()


def test_form_says_what_is_missing(sign_in, plain):
    response = post(sign_in(OFFICER), "reforecast", {"note": ""}, milestone=plain.pk)

    assert set(errors(response)) == {"due_on", "precision", "reason", "effective_on"}


def test_overtaken_date_is_a_conflict(sign_in, cast, key):
    client = sign_in("cea")
    make_request(key, LATER, by=cast[OFFICER], said=TODAY)

    response = post(client, "reforecast", dated(EARLIER), milestone=key.pk)
    opened = visible_text(page(client, "reforecast", milestone=key.pk))

    assert response.status_code == 409
    assert "A later date was asked for already" in visible_text(response)
    assert "Take that request back first" in opened


# Completing, retiring, views


def test_step_is_completed_with_evidence(sign_in, cast, nan, plain):
    piece = make_evidence(nan, by=cast[OFFICER])
    client = sign_in(OFFICER)
    data = {"effective_on": typed(TODAY), "precision": "day", "evidence": [piece.pk]}

    response = post(client, "complete", data, milestone=plain.pk)

    assert response.status_code == 302
    assert plain.track().completion().evidence_links.get().evidence == piece
    assert "Completed." in visible_text(page(client, "milestone", milestone=plain.pk))
    again = post(client, "complete", data, milestone=plain.pk)
    assert again.status_code == 409
    assert "It was completed already." in visible_text(again)


def test_completion_without_evidence_is_asked_for_it(sign_in, nan, plain):
    data = {"effective_on": typed(TODAY), "precision": "day", "note": "ประชุมแล้ว"}
    client = sign_in(OFFICER)

    response = post(client, "complete", data, milestone=plain.pk)

    assert errors(response) == {
        "evidence": ["Tick at least one piece of evidence that it was done."]
    }
    assert "ประชุมแล้ว" in response.content.decode()
    assert "The city's library holds no evidence yet" in visible_text(response)


def test_evidence_added_for_a_step_is_ticked_there(sign_in, nan, plain):
    client = sign_in(OFFICER)
    url = f"{address('staff:cities:add_evidence')}?milestone={plain.pk}"
    assert "Letter of endorsement" in visible_text(client.get(url))

    response = client.post(
        url, {"link": "https://example.org/minutes", "title_th": "รายงาน"}, follow=True
    )

    piece = nan.evidence.get()
    assert response.request["PATH_INFO"] == address(
        "staff:cities:complete", milestone=plain.pk
    )
    assert response.context["form"]["evidence"].value() == [str(piece.pk)]
    assert "The evidence is added; it is ticked below." in visible_text(response)


def test_what_was_typed_of_a_step_waits_while_evidence_is_added(sign_in, nan, plain):
    ticked = make_evidence(nan)
    client, said = sign_in(OFFICER), {"note": "ประชุมแล้ว", "precision": "month"}
    here = address("staff:cities:complete", milestone=plain.pk)
    data = {"effective_on": typed(TODAY), "evidence": [ticked.pk], **said}

    asked = client.post(here, {**data, "step": "evidence"})
    left = client.get(asked["Location"]).content.decode()
    link = {"link": "https://example.org/minutes", "title_th": "รายงาน"}
    back = client.post(asked["Location"], link)
    form = client.get(back["Location"]).context["form"]

    added = nan.evidence.latest("pk")
    assert f'<a href="{here}">Back without adding</a>' in left
    assert {name: form[name].value() for name in said} == said
    assert form["evidence"].value() == [str(ticked.pk), str(added.pk)]
    # The day was left as it was offered: on another day another one is offered.
    assert set(Draft.objects.get().values) == {"evidence", *said}
    assert plain.track().completion() is None


def test_what_was_typed_of_a_step_is_gone_once_it_is_done(sign_in, nan, plain):
    piece, client = make_evidence(nan), sign_in(OFFICER)
    data = {"effective_on": typed(TODAY), "precision": "day", "evidence": [piece.pk]}
    post(client, "complete", {**data, "step": "evidence"}, milestone=plain.pk)

    post(client, "complete", data, milestone=plain.pk)

    assert plain.track().completion() is not None
    assert not Draft.objects.exists()


@pytest.mark.parametrize("asked", ["0", "x", "999999", "9" * 30, "9" * 5000])
def test_evidence_for_no_step_of_the_city_is_not_found(asked, sign_in, nan):
    url = f"{address('staff:cities:add_evidence')}?milestone={asked}"

    assert sign_in(OFFICER).get(url).status_code == 404


def test_secretary_retires_a_step(sign_in, plain):
    client = sign_in("secretary")

    post(client, "retire", {"reason": "รวมกับขั้นตอนอื่น"}, milestone=plain.pk)

    text = visible_text(page(client, "milestone", milestone=plain.pk))
    assert "Retired: nobody waits for it any more." in text
    assert "รวมกับขั้นตอนอื่น" in text
    opened = visible_text(page(client, "retire", milestone=plain.pk))
    assert "there is nothing more to do with it" in opened


def test_view_is_stated(sign_in, plain):
    client = sign_in("cea")
    until = TODAY + timedelta(days=20)
    data = {"view": "secure", "reason": "เอกสารครบ", "expires_on": typed(until)}

    post(client, "state_view", data, milestone=plain.pk)

    assert plain.track().view().expires_on == until
    text = visible_text(page(client, "milestone", milestone=plain.pk))
    assert "Your view stands beside the computed state." in text


def test_view_that_holds_too_long_is_refused(sign_in, plain):
    until = TODAY + timedelta(days=181)
    data = {"view": "secure", "reason": "เอกสารครบ", "expires_on": typed(until)}

    response = post(sign_in(OFFICER), "state_view", data, milestone=plain.pk)

    assert errors(response) == {
        "expires_on": ["A view holds from its day on, and for at most 180 days."]
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("complete", "the secretary sets the baseline first"),
        ("reforecast", "the secretary sets the baseline first"),
    ],
)
def test_plan_is_not_dated_or_completed(name, words, sign_in, planned):
    assert words in visible_text(page(sign_in(OFFICER), name, milestone=planned.pk))


def test_completed_step_says_so_where_more_is_asked(sign_in, cast, plain):
    make_completion(plain, TODAY, by=cast[OFFICER])

    text = visible_text(page(sign_in(OFFICER), "complete", milestone=plain.pk))

    assert "It was completed." in text


# Taking back


def test_what_one_said_is_taken_back(sign_in, cast, plain):
    move = make_move(plain, LATER, by=cast[OFFICER], said=TODAY)
    client, where = sign_in(OFFICER), {"milestone": plain.pk, "said": move.sequence}
    assert "Date moved to" in visible_text(page(client, "take_back", **where))

    response = post(client, "take_back", {"reason": "พิมพ์ผิด"}, **where)
    again = post(client, "take_back", {"reason": "พิมพ์ผิด"}, **where)

    assert response.status_code == 302
    assert again.status_code == 409
    assert plain.track().due().day == DUE


def test_agency_takes_back_its_own_words_alone(sign_in, cast, plain):
    of_city = make_move(plain, LATER, by=cast[OFFICER], said=TODAY)
    of_agency = StatedView(view="secure", reason="ดี", expires_on=TODAY)
    plain.state_view(of_agency, by=cast["cea"])
    client = sign_in("cea")

    theirs = post(
        client,
        "take_back",
        {"reason": "ผิด"},
        milestone=plain.pk,
        said=of_city.sequence,
    )
    own = post(
        client,
        "take_back",
        {"reason": "ผิด"},
        milestone=plain.pk,
        said=of_agency.sequence,
    )

    assert (theirs.status_code, own.status_code) == (403, 302)


def test_what_was_never_said_is_not_found(sign_in, plain):
    baseline = plain.track().baseline()
    client = sign_in(OFFICER)

    for said in (0, baseline.sequence):
        where = {"milestone": plain.pk, "said": said}
        assert page(client, "take_back", **where).status_code == 404


def test_milestone_of_another_city_is_not_found(sign_in, key):
    client = sign_in("officer.sukhothai")

    for name in ("milestone", "reforecast", "complete", "state_view", "edit_milestone"):
        assert page(client, name, milestone=key.pk).status_code == 404
    for slug in ("nan", "sukhothai"):
        found = page(sign_in("cea"), "milestone", slug=slug, milestone=key.pk)
        assert found.status_code == (200 if slug == "nan" else 404)


# What nobody types by hand


def test_period_beyond_the_calendar_is_refused_at_its_day(sign_in, nan, plain, planned):
    client, piece = sign_in("secretary"), make_evidence(nan)
    beyond = {"precision": "fiscal-year", "planned_precision": "fiscal-year"}
    names = {"name_th": "แบบ", "name_en": "Form"}

    moved = post(
        client,
        "reforecast",
        {**dated(DUE), **beyond, "due_on": "1/12/2399"},
        milestone=plain.pk,
    )
    done = post(
        client,
        "complete",
        {**beyond, "effective_on": "1/12/2399", "evidence": piece.pk},
        milestone=plain.pk,
    )
    changed = post(
        client,
        "edit_milestone",
        {**beyond, **names, "planned_on": "1/12/2399"},
        milestone=planned.pk,
    )

    said = ["Days after 31 December 2399 cannot be entered. Check the year."]
    assert errors(moved) == {"due_on": said}
    assert errors(done) == {"effective_on": said}
    assert errors(changed) == {"planned_on": said}


def test_evidence_of_a_number_beyond_every_column_is_no_choice(sign_in, plain):
    data = {"effective_on": typed(TODAY), "precision": "day", "evidence": "9" * 30}

    response = post(sign_in(OFFICER), "complete", data, milestone=plain.pk)

    assert errors(response) == {
        "evidence": ["That piece was retired meanwhile. Choose another one."]
    }


def test_plan_that_changed_since_it_was_seen_is_not_agreed(sign_in, bid, planned):
    client = sign_in("secretary")
    seen = page(client, "set_baseline", year=YEAR).context["seen"]
    data = {"effective_on": typed(TODAY), "seen": seen}
    planned.planned_on = LATER
    planned.change_plan(by=None, fields=["planned_on"])

    stale = post(client, "set_baseline", data, year=YEAR)
    data["seen"] = stale.context["seen"]
    response = post(client, "set_baseline", data, year=YEAR)

    assert stale.status_code == 409
    assert "The plan was changed meanwhile." in visible_text(stale)
    assert response.status_code == 302
    assert planned.track().due().day == LATER


def test_date_stays_once_it_was_judged_how_the_step_ended(sign_in, cast, plain):
    moved = make_move(plain, EARLIER, by=cast[OFFICER])
    make_completion(plain, by=cast[OFFICER])
    client = sign_in(OFFICER)

    shown = visible_text(page(client, "milestone", milestone=plain.pk))
    response = post(
        client,
        "take_back",
        {"reason": "พิมพ์ผิด"},
        milestone=plain.pk,
        said=moved.sequence,
    )

    assert shown.count("Take it back") == 1  # the completion
    assert response.status_code == 409
    assert plain.track().times_moved() == 1


def test_refused_plan_is_named_as_it_is_saved(sign_in, planned):
    data = {"name_th": "ชื่อใหม่", "name_en": "Typed name", "planned_on": "someday"}

    response = post(sign_in(OFFICER), "edit_milestone", data, milestone=planned.pk)

    assert "Typed name" in response.content.decode()
    assert "Typed name" not in visible_text(response)
