"""The readiness grid: drafts, recording in one go, conflicts, and nothing lost."""

from datetime import date

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cities.grid import Grid
from cities.models import City, Draft, Reading
from cities.staff_views.grid_actions import PAGE_ACTIONS
from creativecity.ledger import chain
from creativecity.thai_calendar import today
from tests.addresses import address
from tests.factories import make_evidence, make_reading, make_user, make_verdict
from tests.visible import visible_text

OFFICER = "officer.nan"
NAMES = ("choice", "not_applicable_reason", "effective_on", "note", "evidence", "base")


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(sign_in):
    return sign_in(OFFICER)


def typed(code="R1.1", **values):
    """What a browser posts for one cell."""
    return {f"{code}-{name}": value for name, value in {"base": "", **values}.items()}


def grid_page():
    return address("staff:cities:readiness")


def kept(code="R1.1"):
    """What a page posts that showed the draft as it is now."""
    return Draft.objects.get(key=code).saved_at.isoformat()


def drafts(user):
    return {draft.key: draft.values for draft in Draft.objects.filter(user=user)}


# Recording


@pytest.mark.both
def test_only_what_was_changed_is_recorded(officer, nan, cast):
    old = make_reading(nan, "R1.1", level=2, by=cast[OFFICER])
    base = str(old.sequence)

    response = officer.post(
        grid_page(),
        {
            **typed("R1.1", choice="2", base=base),
            **typed("R1.2", choice="1", note="มีกลุ่มหารือ"),
            **typed("R1.3", choice=""),
        },
    )

    [new] = Reading.objects.exclude(pk=old.pk)
    assert response.status_code == 302
    assert (new.indicator.code, new.level, new.note) == ("R1.2", 1, "มีกลุ่มหารือ")
    assert (new.effective_on, new.recorded_by) == (today(), cast[OFFICER])
    assert drafts(cast[OFFICER]) == {}


def test_a_past_day_in_the_buddhist_era_is_understood(officer, nan):
    officer.post(grid_page(), typed(choice="1", effective_on="๑ ต.ค. ๒๕๖๘"))

    assert Reading.objects.get().effective_on == date(2025, 10, 1)


def test_not_applicable_is_recorded_with_its_reason(officer, nan):
    officer.post(
        grid_page(), typed(choice="na", not_applicable_reason="ไม่มีย่านในเขตเมือง")
    )

    reading = Reading.objects.get()
    assert reading.level is None
    assert reading.not_applicable_reason == "ไม่มีย่านในเขตเมือง"


@pytest.mark.both
def test_one_mistake_records_nothing_and_loses_nothing(officer, cast, nan):
    data = {
        **typed("R1.1", choice="2", note="ถูกต้อง"),
        **typed("R1.2", choice="1", effective_on="31/2/69"),
        **typed("R1.3", choice="na"),
    }

    response = officer.post(grid_page(), data)

    text = visible_text(response)
    assert response.status_code == 200
    assert Reading.objects.count() == 0
    assert "แก้ไข" in text
    assert [row.cell.indicator.code for row in response.context["mistaken"]] == [
        "R1.2",
        "R1.3",
    ]
    assert 'value="31/2/69"' in response.content.decode()
    assert "ถูกต้อง" in text
    assert set(drafts(cast[OFFICER])) == {"R1.1", "R1.2", "R1.3"}


@pytest.mark.parametrize("level", ["3", "4"])
def test_a_high_level_needs_evidence(level, officer, nan, cast):
    refused = officer.post(grid_page(), typed(choice=level))
    piece = make_evidence(nan, by=cast[OFFICER])
    accepted = officer.post(
        grid_page(), typed(choice=level, evidence=[str(piece.pk)], kept=kept())
    )

    reading = Reading.objects.get()
    assert (refused.status_code, accepted.status_code) == (200, 302)
    assert [link.evidence for link in reading.evidence_links.all()] == [piece]


def test_evidence_of_another_city_is_no_choice(officer, nan, cast):
    foreign = make_evidence(City.objects.get(slug="sukhothai"))

    response = officer.post(grid_page(), typed(choice="3", evidence=[str(foreign.pk)]))

    assert response.status_code == 200
    assert Reading.objects.count() == 0


def test_evidence_that_is_no_number_is_no_choice(officer, nan):
    for nonsense in ("x", "9" * 40, "-1", "๑", "\x00", "1\x00"):
        response = officer.post(grid_page(), typed(choice="3", evidence=[nonsense]))
        assert response.status_code == 200
        Draft.objects.all().delete()
    assert Reading.objects.count() == 0


def test_retired_evidence_that_is_still_ticked_is_refused_with_words(
    officer, nan, cast
):
    piece, other = make_evidence(nan), make_evidence(nan, title_th="อื่น")
    old = make_reading(nan, level=2, by=cast[OFFICER], evidence=[piece, other])
    piece.retire(by=cast["secretary"], reason="ผิดฉบับ")
    ticked = [str(piece.pk), str(other.pk)]

    refused = officer.post(
        grid_page(), typed(choice="3", base=str(old.sequence), evidence=ticked)
    )

    [row] = refused.context["mistaken"]
    assert list(row.form.errors) == ["evidence"]
    assert str(piece.pk) in visible_text(refused)
    assert [pk for pk, _title in row.form.fields["evidence"].choices] == [str(other.pk)]
    assert Reading.objects.count() == 1


@pytest.mark.both
def test_evidence_retired_at_the_last_moment_is_refused_and_the_draft_stays(
    nan, cast, rf
):
    piece = make_evidence(nan)
    data = QueryDict(f"R1.1-base=&R1.1-choice=3&R1.1-evidence={piece.pk}")
    grid = Grid(nan, cast[OFFICER], nan.progress().cells)
    grid.keep(data)
    assert grid.is_valid()
    piece.retire(by=cast["secretary"], reason="ผิดฉบับ")
    request = rf.post(grid_page())
    request.user, request.session = cast[OFFICER], {}
    request._messages = FallbackStorage(request)

    response = PAGE_ACTIONS["record"](request, grid)

    assert response.status_code == 302
    assert [message.level_tag for message in request._messages] == ["error"]
    assert Reading.objects.count() == 0
    assert set(drafts(cast[OFFICER])) == {"R1.1"}


def test_a_level_stays_untouched_when_its_evidence_is_retired(officer, nan, cast):
    piece = make_evidence(nan)
    old = make_reading(nan, level=3, by=cast[OFFICER], evidence=[piece])
    piece.retire(by=cast["secretary"], reason="ผิดฉบับ")

    officer.post(
        grid_page(),
        {**typed(choice="3", base=str(old.sequence)), **typed("R1.2", choice="1")},
    )

    assert Reading.objects.exclude(pk=old.pk).get().indicator.code == "R1.2"


def test_nothing_changed_records_nothing_and_says_so(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER], note="เดิม")
    before = chain.latest()

    response = officer.post(
        grid_page(),
        typed(choice="2", note="เดิม", base=str(old.sequence)),
        follow=True,
    )

    assert "ไม่มีการเปลี่ยนแปลง" in visible_text(response)
    assert chain.latest() == before


@pytest.mark.both
@pytest.mark.parametrize("day", ["", "1/10/2568"])
def test_a_double_click_records_one_reading_and_is_no_conflict(day, officer, nan, cast):
    old = make_reading(nan, level=1, by=cast[OFFICER])
    piece = make_evidence(nan)
    data = typed(
        choice="3", effective_on=day, base=str(old.sequence), evidence=[str(piece.pk)]
    )

    responses = [officer.post(grid_page(), data) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert Reading.objects.exclude(pk=old.pk).count() == 1
    assert drafts(cast[OFFICER]) == {}


def test_the_same_level_with_other_evidence_is_another_reading(officer, nan, cast):
    pieces = [make_evidence(nan, title_th=title) for title in ("หนึ่ง", "สอง")]
    base = ""
    for piece in pieces:
        data = typed(choice="3", base=base, evidence=[str(piece.pk)])
        officer.post(grid_page(), data)
        base = str(Reading.objects.latest("sequence").sequence)

    assert Reading.objects.count() == 2


def test_a_reason_typed_before_a_level_was_chosen_says_nothing(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER])
    reason = "ก" * 1001  # too long, in a field that the page hides now
    base = str(old.sequence)

    for choice in ("2", "1"):
        data = typed(choice=choice, not_applicable_reason=reason, base=base)
        assert officer.post(grid_page(), data).status_code == 302

    assert list(Reading.objects.values_list("level", flat=True)) == [1, 2]


@pytest.mark.both
def test_an_indicators_own_page_records_that_one(officer, nan):
    page = address("staff:cities:indicator")

    response = officer.post(page, typed(choice="1"))

    assert response.status_code == 302
    assert response["Location"] == page
    assert Reading.objects.get().indicator.code == "R1.1"


def test_invisible_characters_are_no_reason(officer, nan):
    response = officer.post(
        grid_page(), typed(choice="na", not_applicable_reason="\u200b\u2060")
    )

    assert response.status_code == 200
    assert Reading.objects.count() == 0


# Drafts


@pytest.mark.both
def test_what_is_typed_becomes_a_draft_and_no_ledger_entry(officer, nan, cast):
    before = chain.latest()

    response = officer.post(
        address("staff:cities:keep_draft"), typed(choice="3", note="กำลังเขียน")
    )

    assert response.status_code == 200
    assert 'data-state="kept"' in response.content.decode()
    assert drafts(cast[OFFICER])["R1.1"]["note"] == "กำลังเขียน"
    assert chain.latest() == before


def test_a_draft_comes_back_in_another_session(officer, nan, cast):
    officer.post(address("staff:cities:keep_draft"), typed(choice="3", note="พิมพ์ค้างไว้"))

    other = Client()
    other.force_login(cast[OFFICER])
    page = other.get(grid_page()).content.decode()

    assert "พิมพ์ค้างไว้" in page
    assert 'name="R1.1-choice" value="3" id="id_R1.1-choice_3" checked' in page


def test_a_draft_is_its_owners_alone(officer, nan, cast):
    officer.post(address("staff:cities:keep_draft"), typed(note="ส่วนตัว"))
    second = make_user("officer.nan.2", role="officer")
    nan.officers.add(second)
    other = Client()
    other.force_login(second)

    assert "ส่วนตัว" not in other.get(grid_page()).content.decode()


@pytest.mark.both
def test_a_draft_put_back_as_it_was_leaves(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER])
    page = address("staff:cities:keep_draft")
    officer.post(page, typed(choice="3", base=str(old.sequence)))

    response = officer.post(
        page, typed(choice="2", base=str(old.sequence), kept=kept())
    )

    assert 'data-state="none"' in response.content.decode()
    assert drafts(cast[OFFICER]) == {}


def test_a_page_that_did_not_show_a_draft_leaves_it(officer, nan, cast):
    officer.post(address("staff:cities:keep_draft"), typed(note="จากโทรศัพท์"))

    officer.post(grid_page(), {**typed("R1.1"), **typed("R1.2", choice="1")})

    assert drafts(cast[OFFICER])["R1.1"]["note"] == "จากโทรศัพท์"
    assert Reading.objects.get().indicator.code == "R1.2"


@pytest.mark.both
def test_a_draft_emptied_on_the_page_that_showed_it_leaves(officer, nan, cast):
    officer.post(address("staff:cities:keep_draft"), typed(note="ทิ้งได้"))
    assert 'name="R1.1-kept"' in officer.get(grid_page()).content.decode()

    officer.post(grid_page(), {**typed("R1.1", kept=kept()), "action": "draft"})

    assert drafts(cast[OFFICER]) == {}


def test_what_is_kept_already_is_not_written_again(officer, nan, cast):
    page, data = address("staff:cities:keep_draft"), typed(choice="1")
    officer.post(page, data)
    kept = Draft.objects.get().saved_at

    officer.post(page, data)

    assert Draft.objects.get().saved_at == kept


@pytest.mark.parametrize("page", ["readiness", "indicator"])
def test_drafts_are_counted_the_same_on_every_page(page, officer, nan, cast):
    codes = ("R1.1", "R1.2")
    for code in codes:
        keep = address("staff:cities:keep_draft", code=code)
        officer.post(keep, typed(code, choice="na"))
    # Left from a rubric that asked something else: the grid has no place for it.
    Draft.objects.keep(cast[OFFICER], nan.key(), "R99.1", {"base": "", "evidence": []})

    here = address(f"staff:cities:{page}")
    shown = officer.get(here).context["drafts"]
    mistaken = officer.post(here, typed(choice="na")).context
    answer = officer.post(address("staff:cities:keep_draft"), typed(choice="na"))

    assert set(shown) == set(mistaken["drafts"]) == set(codes)
    assert page == "indicator" or dict(mistaken["counts"])["draft"] == 2
    assert set(answer.context["drafts"]) == set(codes)


def test_a_draft_may_be_anything(officer, nan, cast):
    for nonsense in ("\x00", "31/2/69", "ก" * 5000, "\ud7ff"):
        response = officer.post(
            address("staff:cities:keep_draft"),
            typed(choice="7", effective_on=nonsense, note=nonsense, base="x"),
        )
        assert response.status_code == 200
    assert officer.get(grid_page()).status_code == 200


def test_keeping_as_a_draft_needs_no_script(officer, nan, cast):
    response = officer.post(
        grid_page() + "?state=unread", {**typed(choice="3"), "action": "draft"}
    )

    assert response["Location"] == grid_page() + "?state=unread"
    assert drafts(cast[OFFICER])["R1.1"]["choice"] == "3"
    assert Reading.objects.count() == 0


def test_a_draft_is_thrown_away_alone(officer, nan, cast):
    data = {**typed("R1.1", choice="1"), **typed("R1.2", choice="1")}

    officer.post(grid_page(), {**data, "action": "discard:R1.1"})

    assert set(drafts(cast[OFFICER])) == {"R1.2"}


@pytest.mark.both
def test_attaching_evidence_keeps_what_was_typed_and_leads_on(officer, nan, cast):
    response = officer.post(
        grid_page(), {**typed(choice="3", note="รอแนบ"), "action": "evidence:R1.1"}
    )

    add = address("staff:cities:add_evidence")
    assert response["Location"] == f"{add}?for=R1.1"
    assert drafts(cast[OFFICER])["R1.1"]["note"] == "รอแนบ"


@pytest.mark.parametrize(
    ("name", "query", "place"),
    [
        ("readiness", "?state=returned", "returned"),
        ("readiness", "?state=nonsense", ""),
        ("indicator", "", "indicator"),
    ],
)
def test_attaching_evidence_remembers_the_page(name, query, place, officer, nan):
    code = {"code": "R1.1"} if name == "indicator" else {}
    here = address(f"staff:cities:{name}", **code) + query

    response = officer.post(here, {**typed(choice="3"), "action": "evidence:R1.1"})

    back = f"&back={place}" if place else ""
    add = address("staff:cities:add_evidence")
    assert response["Location"] == f"{add}?for=R1.1{back}"


def test_a_mistake_on_one_indicator_is_told_on_its_page(officer, nan, cast):
    make_reading(nan, "R1.1", level=1, by=cast[OFFICER])
    here = address("staff:cities:indicator", code="R1.1")

    response = officer.post(here, typed(choice="na"))

    page = response.content.decode()
    assert "<h1>R1.1" in page
    assert 'class="errors"' in page
    assert "<title>ข้อผิดพลาด:" in page
    assert response.context["readings"]
    assert [row.cell.indicator.code for row in response.context["mistaken"]] == ["R1.1"]


def test_a_mistake_in_one_state_is_told_among_that_state(officer, nan):
    response = officer.post(f"{grid_page()}?state=unread", typed(choice="na"))

    assert response.context["state"] == "unread"
    [(_dimension, _readiness, rows)] = response.context["sections"]
    assert [row.cell.indicator.code for row in rows] == ["R1.1"]
    assert response.context["mistaken"] == rows


def test_evidence_is_attached_to_a_draft_that_it_begins(nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER], note="เดิม")
    piece = make_evidence(nan)
    grid = Grid(nan, cast[OFFICER], [nan.progress().cell("R1.1")])

    grid.attach("R1.1", [piece])
    grid.attach("R1.1", [piece])

    assert drafts(cast[OFFICER])["R1.1"] == {
        "choice": "2",
        "not_applicable_reason": "",
        "effective_on": "",
        "note": "",
        "evidence": [str(piece.pk)],
        "base": str(old.sequence),
    }


# One person on two pages


def on_two_pages(officer):
    """A draft that one page showed, and what another page of the same kept since."""
    keep = address("staff:cities:keep_draft")
    officer.post(keep, typed(choice="1", note="หน้าแรก"))
    shown = kept()
    officer.post(keep, typed(choice="2", note="หน้าที่สอง", kept=shown))
    return shown


@pytest.mark.both
def test_a_stale_page_does_not_write_over_a_newer_draft(officer, nan, cast):
    shown = on_two_pages(officer)

    response = officer.post(
        address("staff:cities:keep_draft"),
        typed(choice="3", note="เก่ากว่า", kept=shown),
    )

    page = response.content.decode()
    assert (response.status_code, 'data-state="elsewhere"' in page) == (200, True)
    assert f'name="R1.1-kept" value="{shown}"' in page
    assert drafts(cast[OFFICER])["R1.1"]["note"] == "หน้าที่สอง"


def test_a_page_that_knew_of_no_draft_does_not_write_over_one(officer, nan, cast):
    on_two_pages(officer)

    response = officer.post(
        address("staff:cities:keep_draft"), typed(choice="3", note="ไม่รู้")
    )

    assert 'data-state="elsewhere"' in response.content.decode()
    assert "R1.1-kept" not in response.content.decode()
    assert drafts(cast[OFFICER])["R1.1"]["note"] == "หน้าที่สอง"


@pytest.mark.both
@pytest.mark.parametrize(
    ("action", "then"),
    [("record", "settle"), ("draft", "draft"), ("evidence:R1.1", "draft")],
)
def test_both_own_texts_are_shown_and_nothing_is_lost(action, then, officer, nan, cast):
    stale = typed(choice="3", note="เก่ากว่า", kept=on_two_pages(officer))
    data = {**stale, **typed("R1.2", choice="1"), "action": action}

    response = officer.post(grid_page(), data)

    text = visible_text(response)
    assert response.status_code == 409
    assert ("เก่ากว่า" in text, "หน้าที่สอง" in text) == (True, True)
    assert response.context["action"] == then
    assert drafts(cast[OFFICER])["R1.1"]["note"] == "หน้าที่สอง"
    assert drafts(cast[OFFICER])["R1.2"]["choice"] == "1"
    assert Reading.objects.count() == 0


def split_page(officer, **answer):
    """What the page posts that shows two texts of one person."""
    stale = typed(choice="0", note="เก่ากว่า", kept=on_two_pages(officer))
    page = officer.post(grid_page(), stale).context
    data = dict(page["posted"])
    return {**data, "split": "R1.1", "cells": page["codes"], **answer}


@pytest.mark.both
@pytest.mark.parametrize(
    ("choice", "said"), [("typed", (0, "เก่ากว่า")), ("draft", (2, "หน้าที่สอง"))]
)
def test_the_own_text_that_is_chosen_is_recorded(choice, said, officer, nan, cast):
    data = split_page(officer, **{"keep-R1.1": choice, "action": "settle"})

    response = officer.post(grid_page(), data)

    reading = Reading.objects.get()
    assert response.status_code == 302
    assert (reading.level, reading.note) == said
    assert drafts(cast[OFFICER]) == {}


def test_where_no_own_text_is_chosen_both_are_shown_again(officer, nan, cast):
    response = officer.post(grid_page(), split_page(officer, action="settle"))

    text = visible_text(response)
    assert (response.status_code, response.context["is_asked"]) == (409, True)
    assert ("เก่ากว่า" in text, "หน้าที่สอง" in text) == (True, True)
    assert Reading.objects.count() == 0


def test_an_own_text_with_evidence_is_posted_again_whole(officer, nan, cast):
    pieces = [make_evidence(nan, title_th=title) for title in ("หนึ่ง", "สอง")]
    ticked = [str(piece.pk) for piece in pieces]
    stale = typed(choice="3", evidence=ticked, kept=on_two_pages(officer))

    response = officer.post(grid_page(), stale)

    posted = [v for name, v in response.context["posted"] if name == "R1.1-evidence"]
    assert posted == ticked
    assert "หนึ่ง; สอง" in visible_text(response)


# Conflicts


def record_as_colleague(nan, code="R1.1", level=1, **fields):
    colleague = make_user("colleague", role="officer")
    nan.officers.add(colleague)
    return make_reading(nan, code, level=level, by=colleague, on=today(), **fields)


@pytest.mark.both
def test_the_second_of_two_gets_409_with_both_values(officer, nan, cast):
    theirs = record_as_colleague(nan, note="ของเพื่อนร่วมงาน")

    response = officer.post(
        grid_page(),
        {
            **typed("R1.1", choice="2", note="ของฉัน"),
            **typed("R1.2", choice="1"),
        },
    )

    text = visible_text(response)
    assert response.status_code == 409
    assert "ของเพื่อนร่วมงาน" in text
    assert "ของฉัน" in text
    assert "colleague" in text
    assert list(Reading.objects.all()) == [theirs]
    assert set(drafts(cast[OFFICER])) == {"R1.1", "R1.2"}


@pytest.mark.both
@pytest.mark.parametrize(
    ("choice", "said"),
    [("mine", {("R1.1", 2), ("R1.2", 1)}), ("theirs", {("R1.2", 1)})],
)
def test_a_conflict_is_settled_as_chosen(choice, said, officer, nan, cast):
    theirs = record_as_colleague(nan)
    data = {**typed("R1.1", choice="2"), **typed("R1.2", choice="1")}
    officer.post(grid_page(), data)

    response = officer.post(
        grid_page(),
        {
            "action": "settle",
            "cells": ["R1.1", "R1.2"],
            "settle-R1.1": choice,
            "newest-R1.1": str(theirs.sequence),
        },
    )

    mine = Reading.objects.filter(recorded_by=cast[OFFICER])
    assert response.status_code == 302
    assert {(r.indicator.code, r.level) for r in mine} == said
    assert drafts(cast[OFFICER]) == {}


def test_a_conflict_names_the_account_and_preselects_nothing(officer, nan, cast):
    make_reading(nan, level=1, by=cast[OFFICER], on=today())

    response = officer.post(grid_page(), typed(choice="2"))

    assert f"({OFFICER})" in visible_text(response)
    assert " checked" not in response.content.decode()


def test_a_conflict_without_an_answer_asks_again_and_loses_nothing(officer, nan, cast):
    for code in ("R1.1", "R1.2"):
        make_reading(nan, code, level=1, by=cast["officer.sukhothai"], on=today())
    data = {**typed("R1.1", choice="2"), **typed("R1.2", choice="0")}
    first = officer.post(grid_page(), data)
    newest = {
        f"newest-{now.indicator.code}": str(now.spoken.sequence)
        for _row, now, *_ in first.context["rows"]
    }

    response = officer.post(
        grid_page(),
        {
            **newest,
            "action": "settle",
            "cells": ["R1.1", "R1.2"],
            "settle-R1.1": "mine",
        },
    )

    assert response.status_code == 409
    assert [c.indicator.code for c in response.context["unanswered"]] == ["R1.2"]
    assert [chosen for *_, chosen in response.context["rows"]] == ["mine", ""]
    assert 'href="#mine-R1.2"' in response.content.decode()
    assert set(drafts(cast[OFFICER])) == {"R1.1", "R1.2"}


@pytest.mark.parametrize("answer", [{"settle-R1.1": "mine"}, {}])
def test_an_answer_that_cannot_be_recorded_says_why(answer, officer, nan, cast):
    theirs = record_as_colleague(nan)
    piece = make_evidence(nan)
    officer.post(grid_page(), typed(choice="3", evidence=[str(piece.pk)]))
    piece.retire(by=cast["secretary"], reason="ผิดฉบับ")

    response = officer.post(
        grid_page(),
        {
            "action": "settle",
            "cells": ["R1.1"],
            **answer,
            "newest-R1.1": str(theirs.sequence),
        },
    )

    assert [r.cell.indicator.code for r in response.context["mistaken"]] == ["R1.1"]
    assert set(drafts(cast[OFFICER])) == {"R1.1"}


@pytest.mark.both
def test_a_conflict_over_the_same_words_leaves_no_draft(officer, nan, cast):
    theirs = record_as_colleague(nan, level=2)
    assert officer.post(grid_page(), typed(choice="2")).status_code == 409

    officer.post(
        grid_page(),
        {
            "action": "settle",
            "cells": ["R1.1"],
            "settle-R1.1": "mine",
            "newest-R1.1": str(theirs.sequence),
        },
    )

    assert Reading.objects.get() == theirs
    assert drafts(cast[OFFICER]) == {}


def test_a_conflict_shows_the_evidence_of_both(officer, nan, cast):
    mine, theirs = (make_evidence(nan, title_th=t) for t in ("ของฉัน", "ของเขา"))
    record_as_colleague(nan, level=3, evidence=[theirs])

    response = officer.post(grid_page(), typed(choice="3", evidence=[str(mine.pk)]))

    text = visible_text(response)
    assert (response.status_code, "ของฉัน" in text, "ของเขา" in text) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize("newest", ["9" * 60, "\x00", "-1", "x", "๑"])
def test_a_choice_against_a_reading_that_is_none_is_a_conflict(newest, officer, nan):
    record_as_colleague(nan)
    officer.post(grid_page(), typed(choice="2"))

    response = officer.post(
        grid_page(),
        {
            "action": "settle",
            "cells": ["R1.1", "\x00"],
            "settle-R1.1": "mine",
            "newest-R1.1": newest,
        },
    )

    assert response.status_code == 409


def test_a_third_word_during_the_choice_is_a_conflict_again(officer, nan, cast):
    theirs = record_as_colleague(nan)
    officer.post(grid_page(), typed(choice="2"))
    make_reading(nan, level=0, by=cast["cea"], on=today())

    response = officer.post(
        grid_page(),
        {
            "action": "settle",
            "cells": ["R1.1"],
            "settle-R1.1": "mine",
            "newest-R1.1": str(theirs.sequence),
        },
    )

    assert response.status_code == 409


def test_an_untouched_cell_is_no_conflict(officer, nan, cast):
    record_as_colleague(nan)

    response = officer.post(
        grid_page(), {**typed("R1.1", choice=""), **typed("R1.2", choice="1")}
    )

    assert response.status_code == 302
    assert Reading.objects.filter(recorded_by=cast[OFFICER]).count() == 1


@pytest.mark.both
def test_typing_against_a_withdrawn_reading_is_a_conflict(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER], on=today())
    old.withdraw(by=cast[OFFICER], reason="ผิด")

    response = officer.post(grid_page(), typed(choice="1", base=str(old.sequence)))

    assert response.status_code == 409


def test_a_page_in_an_older_wording_records_nothing_by_itself(
    officer, nan, cast, new_version
):
    old = make_reading(nan, level=2, by=cast[OFFICER])
    other = make_reading(nan, "R1.2", level=2, by=cast[OFFICER])
    new_version(on=today())

    response = officer.post(
        grid_page(),
        {
            **typed("R1.1", choice="2", base=str(old.sequence)),
            **typed("R1.2", choice="1", base=str(other.sequence)),
        },
    )

    assert response.status_code == 409
    assert [row.cell.indicator.code for row, *_ in response.context["rows"]] == ["R1.2"]
    assert set(drafts(cast[OFFICER])) == {"R1.2"}
    assert Reading.objects.count() == 2


def test_a_level_judged_by_an_older_wording_is_looked_at_again(
    officer, nan, cast, new_version
):
    assert 'name="rubric" value="2569-1"' in officer.get(grid_page()).content.decode()
    new_version(on=today())
    data = typed(choice="1")

    officer.post(grid_page(), {**data, "rubric": "2569-1"})
    assert Reading.objects.count() == 0
    assert set(drafts(cast[OFFICER])) == {"R1.1"}

    officer.post(grid_page(), {**data, "rubric": "2570-1"})
    assert Reading.objects.get().indicator.dimension.rubric.version == "2570-1"


def test_a_level_in_an_older_wording_is_not_confirmed(officer, nan, cast, new_version):
    old = make_reading(nan, level=2, by=cast[OFFICER])
    new_version(on=today())

    data = {**typed(base=str(old.sequence)), "action": "confirm:R1.1"}

    assert officer.post(grid_page(), data).status_code == 404
    assert old.confirmations.count() == 0


def test_a_draft_that_was_overtaken_says_so_while_one_types(officer, nan, cast):
    record_as_colleague(nan)

    response = officer.post(address("staff:cities:keep_draft"), typed(choice="2"))

    assert 'data-state="overtaken"' in response.content.decode()


# Still true


@pytest.mark.both
def test_a_level_is_confirmed_and_what_was_typed_beside_it_stays(officer, nan, cast):
    reading = make_reading(nan, level=2, by=cast[OFFICER])
    data = {
        **typed("R1.1", choice="2", base=str(reading.sequence)),
        **typed("R1.2", choice="1"),
    }

    response = officer.post(grid_page(), {**data, "action": "confirm:R1.1"})

    assert response["Location"] == f"{grid_page()}#R1.1"
    assert reading.confirmations.get().effective_on == today()
    assert set(drafts(cast[OFFICER])) == {"R1.2"}


def test_what_may_not_be_confirmed_says_why(officer, nan, cast):
    reading = make_reading(nan, level=2, by=cast[OFFICER])
    make_verdict(reading, by=cast["cea"], verdict="returned", reason="แก้ไข")

    response = officer.post(
        grid_page(),
        {**typed(base=str(reading.sequence)), "action": "confirm:R1.1"},
        follow=True,
    )

    assert "ส่งกลับ" in visible_text(response)
    assert reading.confirmations.count() == 0


def test_only_the_level_that_the_page_showed_is_confirmed(officer, nan, cast):
    seen = make_reading(nan, level=2, by=cast[OFFICER])
    theirs = record_as_colleague(nan, level=0)

    response = officer.post(
        grid_page(),
        {**typed(choice="2", base=str(seen.sequence)), "action": "confirm:R1.1"},
        follow=True,
    )

    assert "ผลประเมินที่ใหม่กว่า" in visible_text(response)
    assert theirs.confirmations.count() == 0


@pytest.mark.parametrize(
    ("on", "is_offered"), [(today(), False), (date(2026, 1, 1), True)]
)
def test_still_true_is_offered_of_what_was_not_said_today(
    on, is_offered, officer, nan, cast
):
    make_reading(nan, level=2, by=cast[OFFICER], on=on)

    page = officer.get(grid_page()).content.decode()

    assert ('value="confirm:R1.1"' in page) == is_offered


def test_what_was_done_is_said_in_the_bar_too(officer, nan, cast):
    reading = make_reading(nan, level=2, by=cast[OFFICER])
    data = {**typed(base=str(reading.sequence)), "action": "confirm:R1.1"}

    page = officer.post(grid_page(), data, follow=True).content.decode()

    said = page[page.index('class="save-news"') : page.index('id="presence"')]
    assert "R1.1" in said


def test_what_was_never_read_cannot_be_confirmed(officer, nan):
    response = officer.post(grid_page(), {**typed(), "action": "confirm:R1.1"})

    assert response.status_code == 404


# The page


@pytest.mark.parametrize("action", ["fly", "confirm", "record:R1.1", "discard:R9.9"])
def test_an_unknown_button_is_a_404_and_the_draft_stays(action, officer, nan, cast):
    response = officer.post(grid_page(), {**typed(choice="1"), "action": action})

    assert response.status_code == 404
    assert drafts(cast[OFFICER])["R1.1"]["choice"] == "1"
    assert Reading.objects.count() == 0


def test_each_mistake_leads_to_its_field(officer, nan):
    make_evidence(nan)
    data = {
        **typed("R1.1", choice="3"),
        **typed("R1.2", choice="na"),
        **typed("R1.3", note="ไม่มีระดับ"),
        **typed("R1.4", choice="1", effective_on="31/2/69"),
    }

    page = officer.post(grid_page(), data).content.decode()

    summary = page[page.index('class="errors"') : page.index("<h1>")]
    for target in (
        "evidence-R1.1",
        "id_R1.2-not_applicable_reason",
        "id_R1.3-choice_0",
        "id_R1.4-effective_on",
    ):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in page


def test_whoever_may_not_record_reads_and_is_refused_a_post(sign_in, nan):
    for role in ("cea", "secretary", "auditor"):
        client = sign_in(role)
        page = client.get(grid_page())
        assert page.status_code == 200
        assert "save-bar" not in page.content.decode()
        assert client.post(grid_page(), typed(choice="1")).status_code == 403
    assert Reading.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        ("returned", ["R1.3"]),
        ("reported", ["R1.2"]),
        ("stale", ["R1.4"]),
        ("draft", ["R2.1"]),
        ("nonsense", []),
    ],
)
def test_the_grid_can_show_one_state_alone(state, codes, officer, nan, cast):
    make_reading(nan, "R1.2", by=cast[OFFICER], on=today())
    returned = make_reading(nan, "R1.3", by=cast[OFFICER], on=today())
    make_verdict(returned, by=cast["cea"], verdict="returned", reason="แก้")
    old = make_reading(nan, "R1.4", by=cast[OFFICER], on=date(2021, 1, 1))
    make_verdict(old, by=cast["cea"])
    officer.post(
        address("staff:cities:keep_draft", code="R2.1"), typed("R2.1", note="x")
    )

    response = officer.get(f"{grid_page()}?state={state}")

    shown = [
        row.cell.indicator.code
        for _dimension, _readiness, rows in response.context["sections"]
        for row in rows
    ]
    counts = dict(response.context["counts"])
    assert shown == codes
    assert counts.get(state, 0) == len(codes)


def test_what_was_returned_comes_first_and_its_dimension_leads_there(
    officer, nan, cast
):
    returned = make_reading(nan, "R1.3", by=cast[OFFICER], on=today())
    make_verdict(returned, by=cast["cea"], verdict="returned", reason="แก้")

    response = officer.get(grid_page())

    (dimension, _readiness, [row]), *rest = response.context["sections"]
    page = response.content.decode()
    assert (dimension, row.cell.indicator.code) == (None, "R1.3")
    assert "R1.3" not in [r.cell.indicator.code for *_, rows in rest for r in rows]
    assert page.count('id="R1.3"') == 1
    assert '<a href="#R1.3">' in page[page.index('id="R1"') : page.index('id="R2"')]
    for reader in ("cea", "secretary"):
        client = Client()
        client.force_login(cast[reader])
        assert '<a href="#R1.3">' in client.get(grid_page()).content.decode()


def test_what_was_carried_over_can_be_listed_alone(officer, nan, cast, new_version):
    make_verdict(make_reading(nan, level=2, by=cast[OFFICER]), by=cast["cea"])
    new_version(on=today(), **{"R1.1": ["R1.1"]})

    response = officer.get(f"{grid_page()}?state=carried")

    [(_dimension, _readiness, rows)] = response.context["sections"]
    assert [row.cell.indicator.code for row in rows] == ["R1.1"]
    assert dict(response.context["counts"])["carried"] == 1
    assert "?state=carried" in officer.get(grid_page()).content.decode()


def test_an_old_note_is_shown_and_not_said_again(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER], note="บรรทัดแรก\nบรรทัดสอง")
    base = str(old.sequence)

    page = visible_text(officer.get(grid_page()))
    officer.post(grid_page(), typed(choice="1", base=base))

    new = Reading.objects.exclude(pk=old.pk).get()
    assert "บรรทัดแรก" in page
    assert (new.level, new.note) == (1, "")


def test_the_note_on_record_posted_again_changes_nothing(officer, nan, cast):
    old = make_reading(nan, level=2, by=cast[OFFICER], note="บรรทัดแรก\nบรรทัดสอง")
    note = "บรรทัดแรก\r\nบรรทัดสอง"

    officer.post(grid_page(), typed(choice="2", note=note, base=str(old.sequence)))

    assert Reading.objects.get() == old


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ({"choice": "1"}, False),
        ({"choice": "1", "note": "x"}, True),
        ({"choice": "1", "effective_on": "1/1/2569"}, True),
        ({"choice": "1", "evidence": ["1"]}, True),
    ],
)
def test_details_are_open_only_where_a_draft_says_more(values, is_open, officer, nan):
    officer.post(address("staff:cities:keep_draft"), typed(**values))

    rows = [
        row
        for *_, found in officer.get(grid_page()).context["sections"]
        for row in found
    ]

    assert [r.cell.indicator.code for r in rows if r.is_open] == ["R1.1"] * is_open


def test_each_city_is_asked_in_the_wording_of_its_stage(officer, nan):
    response = officer.get(address("staff:cities:indicator", code="R8.1"))

    cell = response.context["cell"]
    assert cell.wording.stage == "member"
    assert cell.wording.name in visible_text(response)


def test_an_indicators_page_tells_its_history(officer, nan, cast):
    first = make_reading(nan, level=1, by=cast[OFFICER], on=date(2025, 1, 1))
    second = make_reading(nan, level=2, by=cast[OFFICER], on=date(2026, 1, 1))
    second.withdraw(by=cast[OFFICER], reason="ผิด")

    response = officer.get(address("staff:cities:indicator"))

    assert [r.pk for r in response.context["readings"]] == [second.pk, first.pk]
    assert "ถอนแล้ว" in visible_text(response)


def test_the_grid_costs_the_same_for_one_reading_and_for_many(officer, nan, cast):
    def count():
        with CaptureQueriesContext(connection) as queries:
            officer.get(grid_page())
        return len(queries)

    make_reading(nan, "R1.1", level=3, by=cast[OFFICER])
    officer.post(address("staff:cities:keep_draft"), typed(choice="1", base="1"))
    one = count()
    for code in ("R1.2", "R1.3", "R2.1", "R2.2"):
        make_reading(nan, code, level=3, by=cast[OFFICER])
        officer.post(
            address("staff:cities:keep_draft", code=code), typed(code, choice="1")
        )

    assert count() == one


def test_a_whole_grid_that_is_kept_already_is_read_and_not_written(
    officer, nan, cast, django_assert_max_num_queries
):
    codes = [cell.indicator.code for cell in nan.progress().cells]
    data = {"action": "draft"}
    for code in codes:
        data |= typed(code, choice="1")
    officer.post(grid_page(), data)

    with django_assert_max_num_queries(20):
        officer.post(grid_page(), data)

    assert len(drafts(cast[OFFICER])) == len(codes)
