"""The readiness grid in a real browser: with a script, without one, and by keyboard."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cities.models import City, Draft, Reading
from creativecity.thai_calendar import today
from tests.factories import make_evidence, make_reading, make_user

from .conftest import enter, path_of, sign_in

pytestmark = pytest.mark.browser

OFFICER = "officer.nan"
GRID = path_of("staff:cities:readiness", "th")
KEPT = "[data-cell='{}'] .save-state[data-state='kept']"


def nan():
    return City.objects.get(slug="nan")


def officer():
    return get_user_model().objects.get(username=OFFICER)


@pytest.fixture
def grid(reader):
    """The grid of Nan before its officer, a script running."""
    page = reader()
    enter(page, OFFICER)
    page.goto(GRID)
    return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either(request, reader):
    page = reader(java_script_enabled=request.param)
    enter(page, OFFICER)
    return page


def radio(code, level):
    return f"[name='{code}-choice'][value='{level}']"


def draft(code):
    return Draft.objects.filter(user=officer(), key=code).first()


def record(page):
    page.locator(".save-bar [value=record]").click()


# With and without a script


def test_several_levels_are_recorded_in_one_go(either):
    either.goto(GRID)
    either.check(radio("R2.1", 1))
    either.check(radio("R2.2", 2))
    record(either)

    expect(either.locator(".messages")).to_contain_text("2 รายการ")
    new = Reading.objects.filter(indicator__dimension__code="R2")
    assert {(r.indicator.code, r.level) for r in new} == {("R2.1", 1), ("R2.2", 2)}


@pytest.mark.slow
def test_a_level_that_needs_proof_gets_it_on_the_way(either):
    make_evidence(nan(), by=officer(), title_th="คำสั่งแต่งตั้งคณะทำงาน")
    either.goto(GRID)
    either.check(radio("R2.1", 3))
    either.click("[data-cell='R2.1'] summary")
    either.click("[value='evidence:R2.1']")
    either.get_by_label("คำสั่งแต่งตั้งคณะทำงาน").check()
    either.click("main form.form button")

    assert either.locator(radio("R2.1", 3)).is_checked()
    record(either)
    reading = Reading.objects.get(indicator__code="R2.1")
    assert reading.level == 3
    assert reading.evidence_links.get().evidence.title_th == "คำสั่งแต่งตั้งคณะทำงาน"


@pytest.mark.slow
def test_still_true_is_one_press(either):
    either.goto(GRID)
    either.click("[value='confirm:R1.2']")

    expect(either.locator(".messages")).to_contain_text("R1.2")
    assert Reading.objects.get(indicator__code="R1.2").confirmations.count() == 1


@pytest.mark.slow
def test_a_mistake_is_said_at_the_top_and_at_its_field(either):
    either.goto(GRID)
    either.check(radio("R2.1", 3))
    record(either)

    expect(either.locator(".errors")).to_contain_text("R2.1")
    expect(either.locator("#R2\\.1 .error")).to_be_visible()
    assert either.title().startswith("ข้อผิดพลาด:")
    assert either.locator(radio("R2.1", 3)).is_checked()


@pytest.mark.slow
def test_the_word_on_a_mistake_leads_to_its_field(either):
    either.goto(GRID)
    either.check(radio("R2.1", "na"))
    record(either)

    either.click(".errors a")

    expect(either.locator("[name='R2.1-not_applicable_reason']")).to_be_focused()


def test_two_people_on_one_indicator_choose_and_lose_nothing(either):
    either.goto(GRID)
    make_reading(nan(), "R2.1", level=0, on=today(), note="ของเพื่อน")
    either.check(radio("R2.1", 2))
    either.check(radio("R2.2", 1))
    with either.expect_navigation() as answer:
        record(either)

    assert answer.value.status == 409
    expect(either.locator("main")).to_contain_text("ของเพื่อน")
    either.check("[name='settle-R2.1'][value=mine]")
    either.click("main form.form button")
    assert list(
        Reading.objects.filter(indicator__code="R2.1")
        .order_by("sequence")
        .values_list("level", flat=True)
    ) == [0, 2]
    assert Reading.objects.filter(indicator__code="R2.2").exists()


# By keyboard alone


@pytest.mark.slow
def test_a_level_is_recorded_by_keyboard_alone(reader):
    page = reader()
    page.goto(path_of("account_login", "th"))
    page.locator("[name=login]").focus()
    page.keyboard.type(OFFICER)
    page.keyboard.press("Tab")
    page.keyboard.type("a long enough password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/th/staff/**")
    page.goto(path_of("staff:cities:indicator", "th", code="R2.1"))

    for _tab in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name")
        if name == "R2.1-choice":
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    expect(page.locator(".messages")).to_contain_text("บันทึกผลประเมิน")
    assert Reading.objects.get(indicator__code="R2.1").level == 1


@pytest.mark.slow
def test_what_has_the_focus_is_not_under_the_bar(reader):
    page = reader(viewport={"width": 320, "height": 640})
    enter(page, OFFICER)
    page.goto(GRID)

    for _tab in range(80):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "() => { const e = document.activeElement;"
            " if (e.closest('.save-bar')) return false;"
            " const bar = document.querySelector('.save-bar').getBoundingClientRect();"
            " return e.getBoundingClientRect().top >= bar.top; }"
        )
        assert not hidden


@pytest.mark.slow
def test_ctrl_s_records(grid):
    grid.check(radio("R2.1", 1))
    with grid.expect_navigation():
        grid.keyboard.press("Control+s")

    assert Reading.objects.get(indicator__code="R2.1").level == 1


# The bar, by finger


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390])
def test_record_is_pressed_while_a_note_has_the_focus(width, reader):
    page = reader(viewport={"width": width, "height": 700}, has_touch=True)
    enter(page, OFFICER)
    page.goto(GRID)
    page.check(radio("R2.1", 1))
    page.wait_for_selector(KEPT.format("R2.1"))
    page.click("[data-cell='R2.1'] summary")
    page.locator("[name='R2.1-note']").press_sequentially("ประชุมแล้ว")
    button = page.locator(".save-bar [value=record]")
    box = button.bounding_box()

    with page.expect_navigation():
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6)
        page.mouse.down()
        page.locator("[name='R2.1-note']").blur()
        page.wait_for_timeout(120)  # a finger rests
        assert button.bounding_box() == box
        page.mouse.up()

    assert Reading.objects.get(indicator__code="R2.1").note == "ประชุมแล้ว"


@pytest.mark.slow
def test_a_tap_of_the_touch_screen_records_what_has_the_focus(reader):
    page = reader(viewport={"width": 390, "height": 700}, has_touch=True)
    enter(page, OFFICER)
    page.goto(GRID)
    page.check(radio("R2.1", 1))
    page.click("[data-cell='R2.1'] summary")
    page.locator("[name='R2.1-note']").press_sequentially("ประชุมแล้ว")
    box = page.locator(".save-bar [value=record]").bounding_box()

    with page.expect_navigation():
        page.touchscreen.tap(
            box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6
        )

    assert Reading.objects.get(indicator__code="R2.1").note == "ประชุมแล้ว"


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_bar_keeps_its_height_whatever_it_says(width, reader):
    page = reader(viewport={"width": width, "height": 700})
    enter(page, OFFICER)
    page.goto(GRID)
    bar = page.locator(".save-bar")
    before = bar.bounding_box()

    page.evaluate(
        "document.querySelector('#save-words').textContent = 'ยาว '.repeat(99)"
    )

    assert bar.bounding_box() == before


@pytest.mark.slow
def test_trouble_is_never_told_beside_that_nothing_waits(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector("[data-cell='R2.1'] .save-state[data-state='failed']")

    expect(grid.locator("#save-words")).to_contain_text("R2.1")
    expect(grid.locator("#unrecorded")).to_be_hidden()


@pytest.mark.slow
def test_what_was_done_is_said_on_the_screen_that_one_comes_back_to(either):
    either.goto(GRID)
    either.click("[value='confirm:R1.2']")

    expect(either.locator(".save-news")).to_contain_text("R1.2")
    expect(either.locator(".save-news")).to_be_in_viewport()


@pytest.mark.slow
def test_dimensions_are_as_large_as_a_finger(grid):
    for link in grid.locator(".jumps a").all():
        box = link.bounding_box()
        assert (box["width"] >= 44, box["height"] >= 24) == (True, True)


@pytest.mark.slow
def test_a_mistake_with_evidence_looks_like_one(either):
    either.goto(GRID)
    either.check(radio("R2.1", 3))
    record(either)
    either.click(".errors a")

    style = "e => [getComputedStyle(e).color, getComputedStyle(e).fontWeight]"
    error = either.locator("#evidence-R2\\.1 .error")
    color, weight = error.evaluate(style)
    assert color != either.locator("main").evaluate(style)[0]
    assert weight == "600"
    panel = either.locator("#evidence-R2\\.1")
    assert panel.evaluate("e => getComputedStyle(e).boxShadow") == "none"


@pytest.mark.slow
def test_a_phone_does_not_unfold_every_note(reader):
    for code in ("R2.1", "R2.2", "R2.3"):
        make_reading(nan(), code, note="ของเดิม")
    page = reader(viewport={"width": 390, "height": 844})
    enter(page, OFFICER)

    page.goto(GRID)

    expect(page.locator("[data-cell] details[open]")).to_have_count(0)
    expect(page.locator("#R2\\.1 .said-before")).to_contain_text("ของเดิม")
    expect(page.locator("[name='R2.1-note']")).to_have_value("")


# Drafts


@pytest.mark.slow
def test_what_is_typed_is_kept_within_two_seconds(grid):
    grid.click("[data-cell='R2.1'] summary")
    grid.locator("[name='R2.1-note']").press_sequentially("ประชุมครั้งที่ 2")
    expect(grid.locator("[data-cell='R2.1'] .save-state")).to_have_attribute(
        "data-state", "unsaved"
    )

    grid.wait_for_selector(KEPT.format("R2.1"), timeout=2000)

    assert draft("R2.1").values["note"] == "ประชุมครั้งที่ 2"
    expect(grid.locator("#unrecorded")).to_contain_text("1 ตัวชี้วัด")
    assert grid.complaints == []


def test_a_draft_survives_a_closed_tab_and_a_sign_out(grid, reader):
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector(KEPT.format("R2.1"))
    grid.close()

    again = reader()
    enter(again, OFFICER)
    again.goto(GRID)

    assert again.locator(radio("R2.1", 2)).is_checked()
    expect(again.locator("#state-R2\\.1")).to_contain_text("ฉบับร่าง")


@pytest.mark.slow
def test_a_choice_taken_back_leaves_no_draft(grid):
    grid.check(radio("R1.2", 1))
    grid.wait_for_selector(KEPT.format("R1.2"))
    grid.check(radio("R1.2", 2))
    gone = "[data-cell='R1.2'] .save-state[data-state='none']"
    grid.wait_for_selector(gone, state="attached")

    assert draft("R1.2") is None


def test_without_a_line_it_says_so_and_goes_on_when_the_line_is_back(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector("[data-cell='R2.1'] .save-state[data-state='failed']")
    assert draft("R2.1") is None

    grid.context.set_offline(False)
    grid.wait_for_selector(KEPT.format("R2.1"))

    assert draft("R2.1").values["choice"] == "2"


@pytest.mark.slow
def test_record_without_a_line_waits_and_then_goes_by_itself(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    record(grid)
    expect(grid.locator(".save-words")).to_have_attribute("data-state", "held")
    assert grid.url.endswith(GRID)

    with grid.expect_navigation():
        grid.context.set_offline(False)

    expect(grid.locator(".messages")).to_contain_text("บันทึกผลประเมิน")
    assert Reading.objects.get(indicator__code="R2.1").level == 2


@pytest.mark.slow
def test_the_button_that_waited_is_the_one_that_is_pressed(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    grid.locator(".save-bar [value=draft]").click()

    with grid.expect_navigation():
        grid.context.set_offline(False)

    assert draft("R2.1").values["choice"] == "2"
    assert not Reading.objects.filter(indicator__code="R2.1").exists()


@pytest.mark.slow
def test_record_with_all_kept_waits_for_the_line_too(grid):
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector(KEPT.format("R2.1"))
    grid.context.set_offline(True)
    record(grid)
    expect(grid.locator(".save-words")).to_have_attribute("data-state", "held")

    with grid.expect_navigation():
        grid.context.set_offline(False)

    assert Reading.objects.get(indicator__code="R2.1").level == 2


@pytest.mark.slow
def test_who_types_on_takes_the_press_back(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    record(grid)
    grid.check(radio("R2.1", 1))
    grid.context.set_offline(False)
    grid.wait_for_selector(KEPT.format("R2.1"))

    released = grid.locator(".grid-form").get_attribute("data-released")
    expect(grid.locator("#save-words")).to_have_text(released)
    assert not Reading.objects.filter(indicator__code="R2.1").exists()


@pytest.mark.slow
def test_what_is_typed_is_sent_as_the_page_goes_out_of_sight(grid):
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector(KEPT.format("R2.1"))
    grid.click("[data-cell='R2.1'] summary")
    with grid.expect_request(
        lambda asked: asked.resource_type == "fetch" and "R2.1" in asked.url
    ) as last:
        grid.locator("[name='R2.1-note']").press_sequentially("คำสุดท้าย")
        grid.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert last.value.response().status == 200

    assert draft("R2.1").values["note"] == "คำสุดท้าย"
    grid.locator("[name='R2.1-note']").press_sequentially("กว่า")
    grid.wait_for_selector(KEPT.format("R2.1"))
    grid.wait_for_timeout(900)
    assert draft("R2.1").values["note"] == "คำสุดท้ายกว่า"


@pytest.mark.slow
def test_two_pages_of_one_person_ask_which_text_stays(grid):
    other = grid.context.new_page()
    other.goto(GRID)
    other.check(radio("R2.1", 1))
    other.wait_for_selector(KEPT.format("R2.1"))

    grid.check(radio("R2.1", 2))
    grid.wait_for_selector("[data-cell='R2.1'] .save-state[data-state='elsewhere']")
    assert draft("R2.1").values["choice"] == "1"
    with grid.expect_navigation() as answer:
        record(grid)
    assert answer.value.status == 409
    grid.check("[name='keep-R2.1'][value=typed]")
    grid.click("main form.form button")

    expect(grid.locator(".messages")).to_contain_text("บันทึกผลประเมิน")
    assert Reading.objects.get(indicator__code="R2.1").level == 2


@pytest.mark.slow
def test_a_lost_session_says_so_and_goes_on_after_signing_in(grid):
    grid.context.clear_cookies()
    grid.check(radio("R2.1", 2))
    grid.wait_for_selector("[data-cell='R2.1'] .save-state[data-state='signed-out']")
    assert draft("R2.1") is None

    sign_in(grid.context.new_page(), OFFICER)
    grid.wait_for_selector(KEPT.format("R2.1"), timeout=20000)
    record(grid)

    expect(grid.locator(".messages")).to_contain_text("บันทึกผลประเมิน")
    assert Reading.objects.get(indicator__code="R2.1").level == 2


@pytest.mark.slow
def test_another_officers_reading_is_told_while_one_types(grid):
    make_reading(nan(), "R2.1", level=0, on=today())
    grid.check(radio("R2.1", 2))

    grid.wait_for_selector("[data-cell='R2.1'] .save-state[data-state='overtaken']")


@pytest.mark.slow
def test_a_page_with_unkept_words_asks_before_it_is_left(grid):
    grid.context.set_offline(True)
    grid.check(radio("R2.1", 2))
    asked = []
    grid.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    grid.close(run_before_unload=True)
    grid.wait_for_event("close")

    assert asked == ["beforeunload"]


@pytest.mark.slow
def test_two_who_have_the_grid_open_see_each_other_and_what_is_recorded(grid, reader):
    colleague = make_user("colleague", role="officer")
    nan().officers.add(colleague)
    other = reader()
    enter(other, "colleague")
    other.goto(GRID)

    expect(other.locator("#presence")).to_contain_text(OFFICER)
    make_reading(nan(), "R2.1", by=officer(), on=today())
    expect(other.locator("#presence")).to_contain_text("R2.1", timeout=20000)
    assert grid.complaints + other.complaints == []
