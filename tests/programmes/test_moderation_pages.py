"""Staff say whether the public reads a suggestion; the public reads it, or not."""

import pytest
from django.urls import reverse
from django.utils import translation

from cities.models import City, Moderation, SuggestionStep
from programmes.actions import AnswerSuggestion, GiveActionPoint, apply_decision
from programmes.models import ActionPoint, Decision, Programme
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import address
from tests.factories import (
    DAY,
    make_item,
    make_meeting,
    make_moderation,
    make_suggestion,
)
from tests.visible import visible_text

SHOWN = {
    "verdict": "shown",
    "shown_text": "ขอป้ายสองภาษา",
    "other_text": "Signs in two languages, please",
    "effective_on": "1/10/2026",
}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def row(cast):
    nan = City.objects.get(slug="nan")
    return make_suggestion(nan, text="ขอป้ายสองภาษา โทร 08 0000 0000")


def url(name, row):
    return address(f"staff:{name}", suggestion=row.sequence)


def public(client, row):
    return visible_text(client.get(row.get_absolute_url()))


@pytest.mark.parametrize("role", [OFFICER, "cea", "secretary"])
def test_staff_take_out_what_tells_of_a_person_and_show_the_rest(
    sign_in, client, row, role
):
    before = public(client, row)
    staff = sign_in(role)

    form = staff.get(url("moderate_suggestion", row))
    done = staff.post(url("moderate_suggestion", row), SHOWN, follow=True)

    assert "Its words are shown once somebody has read them" in before
    assert "08 0000" not in before
    assert form.context["form"]["shown_text"].value() == row.text
    assert "The public reads it now." in visible_text(done)
    assert "Signs in two languages, please Translated by us." in public(client, row)
    assert "08 0000" not in public(client, row)


def test_withheld_shows_its_state_alone(sign_in, client, row):
    staff = sign_in(OFFICER)
    data = {
        "verdict": "withheld",
        "reason": "มีหมายเลขโทรศัพท์",
        "effective_on": "1/10/2026",
    }

    done = staff.post(url("moderate_suggestion", row), data, follow=True)

    assert "only what becomes of it" in visible_text(done)
    assert "Its words are not shown." in public(client, row)
    assert "มีหมายเลขโทรศัพท์" not in public(client, row)


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"verdict": ""}, "verdict"),
        ({"shown_text": ""}, "shown_text"),
        ({"verdict": "withheld"}, "reason"),
        ({"effective_on": "x"}, "effective_on"),
        ({"effective_on": "1/9/2026"}, "effective_on"),
    ],
)
def test_mistake_is_named_at_its_field(sign_in, row, typed, field):
    response = sign_in(OFFICER).post(url("moderate_suggestion", row), SHOWN | typed)

    assert set(response.context["form"].errors) == {field}
    assert not Moderation.objects.exists()


def test_it_is_said_anew_from_what_was_shown_and_taken_back(sign_in, client, row):
    staff = sign_in(OFFICER)
    staff.post(url("moderate_suggestion", row), SHOWN)

    form = staff.get(url("moderate_suggestion", row)).context["form"]
    back = url("take_back_moderation", row)
    page = staff.get(back)
    done = staff.post(back, {"reason": "ดูผิด"}, follow=True)
    nothing = staff.post(back, {"reason": "ดูผิด"})

    assert form["shown_text"].value() == SHOWN["shown_text"]
    assert "What was said before it counts again" in visible_text(page)
    assert "Taken back." in visible_text(done)
    assert "Nobody has said yet" in visible_text(nothing)
    assert "once somebody has read them" in public(client, row)


def test_officer_of_another_city_moderates_nothing(sign_in, row):
    staff = sign_in(OTHER_OFFICER)

    assert staff.post(url("moderate_suggestion", row), SHOWN).status_code == 404
    assert not Moderation.objects.exists()


@pytest.mark.parametrize(
    ("role", "count"), [(OFFICER, 1), (OTHER_OFFICER, 0), ("cea", 1), ("auditor", 0)]
)
def test_desk_asks_whoever_may_moderate(sign_in, row, role, count):
    words = "suggestions from the public to read"

    text = visible_text(sign_in(role).get(reverse("staff:desk")))

    assert text.count(words) == count


def decide(row, item=None):
    decision = Decision(
        programme=Programme.objects.newest(),
        number=3,
        year=2569,
        kind="meeting" if item else "circulation",
        item=item,
        text_th="รับข้อเสนอ",
        text_en="The signs are adopted",
        effective_on=DAY,
    )
    point = ActionPoint(
        city=row.city, text_th="จัดทำป้าย", text_en="Put up signs", due_on=DAY
    )
    acts = [AnswerSuggestion(row, SuggestionStep.Kind.ADOPTED), GiveActionPoint(point)]
    return apply_decision(decision, acts=acts, by=None)


def test_what_a_decision_adopted_is_told_with_its_action_point(client, row):
    make_moderation(row, shown_text="ขอป้าย", other_text="Signs, please")
    decide(row)

    listed = visible_text(client.get(reverse("programmes:suggestions")))

    for text in (public(client, row), listed):
        assert "by decision 3/2569" in text
        assert "The signs are adopted" in text
        assert "Put up signs" in text
    register = reverse("programmes:decisions", args=["mou-2563"])
    assert f"{register}?decision=3-2569#decision-3-2569" in (
        client.get(row.get_absolute_url()).content.decode()
    )


def test_decision_of_a_meeting_is_told_once_the_minutes_are_agreed(client, row):
    review = make_meeting(until="held")
    item = make_item(review, title_th="ข้อเสนอแนะ")
    decision = decide(row, item)

    text = public(client, row)

    assert f"by decision {decision}" in text
    assert "The signs are adopted" not in text


def test_declined_is_told_with_its_reason_marked_as_thai(client, row):
    step = SuggestionStep(reason_th="ไม่มีงบประมาณ", effective_on=DAY)
    row.decline(step, by=None)

    page = client.get(row.get_absolute_url())

    assert '<span lang="th">' in page.content.decode()
    assert "ไม่มีงบประมาณ" in visible_text(page)


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_1_and_3(
    client, row, number, django_assert_num_queries
):
    for n in range(2, number + 1):
        make_moderation(make_suggestion(row.city, f"NAN-{n}/2569"))
    make_moderation(row)
    decide(row)
    path = reverse("programmes:suggestions")
    client.get(path)

    with django_assert_num_queries(17):
        client.get(path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["NAN-2/2569", "NAN-1/2569"]),
        ("state=received", ["NAN-1/2569"]),
        ("state=considered&city=nan", ["NAN-2/2569"]),
        ("city=sukhothai", []),
        ("city=x", ["NAN-2/2569", "NAN-1/2569"]),
    ],
)
def test_list_and_file_are_narrowed_in_the_address(client, row, query, found):
    other = make_suggestion(row.city, "NAN-2/2569")
    other.consider(SuggestionStep(effective_on=DAY), by=None)
    make_moderation(row, "withheld")
    make_moderation(other, shown_text="ขอทางเท้า")

    page = client.get(f"{reverse('programmes:suggestions')}?{query}")
    file = client.get(f"{reverse('programmes:suggestions_csv')}?{query}")

    lines = file.content.decode("utf-8-sig").splitlines()[1:]
    assert [str(story.row) for story, _entry in page.context["stories"]] == found
    assert [line.split(",")[0] for line in lines] == found
    assert row.text not in file.content.decode()


def test_empty_list_invites(client, facts):
    page = reverse("programmes:suggestions")

    assert "No suggestion came in yet" in visible_text(client.get(page))
    assert "No suggestion fits" in visible_text(client.get(f"{page}?state=adopted"))


def test_number_that_was_never_given_is_not_found(client, row):
    path = reverse("programmes:suggestion", args=["nan-9-2569"])

    assert client.get(path).status_code == 404


def test_every_step_moves_the_public_page(client, row):
    path = row.get_absolute_url()
    tags = [client.get(path)["ETag"]]
    make_moderation(row)
    tags.append(client.get(path)["ETag"])
    row.consider(SuggestionStep(effective_on=DAY), by=None)
    tags.append(client.get(path)["ETag"])
    row.take_back(by=None, reason="ผิดเรื่อง")
    tags.append(client.get(path)["ETag"])

    assert len(set(tags)) == 4


def test_whoever_moderates_learns_of_a_verdict_said_meanwhile(sign_in, client, row):
    staff = sign_in(OFFICER)
    page = url("moderate_suggestion", row)
    opened = staff.get(page).context["form"]["base"].value()
    make_moderation(row, "withheld")

    late = staff.post(page, {**SHOWN, "base": opened})
    again = late.context["form"]["base"].value()
    hidden = public(client, row)
    staff.post(page, {**SHOWN, "base": again})

    assert late.status_code == 409
    assert "while you were typing" in visible_text(late)
    assert "Its words are not shown." in hidden
    assert SHOWN["other_text"] in public(client, row)


def test_second_press_takes_back_no_second_verdict(sign_in, row):
    make_moderation(row)
    make_moderation(row, "withheld")
    staff, back = sign_in(OFFICER), url("take_back_moderation", row)
    base = staff.get(back).context["form"]["base"].value()

    for _time in range(2):
        last = staff.post(back, {"reason": "ดูผิด", "base": base})

    assert last.status_code == 409
    assert [m.verdict for m in Moderation.objects.standing()] == ["shown"]


def test_whoever_withholds_is_told_of_the_agenda_that_may_quote_it(sign_in, row):
    about = f"cities.suggestion/{row.sequence}"
    make_item(make_meeting(), subject=about, cause="suggestion")
    staff, page = sign_in(OFFICER), url("moderate_suggestion", row)
    words = "may quote it"

    shown = staff.post(page, SHOWN, follow=True)
    data = {"verdict": "withheld", "reason": "มีชื่อ", "effective_on": "1/10/2026"}
    withheld = staff.post(page, data, follow=True)

    assert words not in visible_text(shown)
    assert words in visible_text(withheld)
