"""The agenda by exception, gathered from crafted histories."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import City, SuggestionStep
from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from programmes.agenda import gone, matters, missing, span
from programmes.agenda_order import in_sections
from programmes.models import ActionStep, AgendaItem, Commitment
from programmes.review_acts import gather_agenda
from tests.factories import (
    DAY,
    make_action_point,
    make_city,
    make_commitment_report,
    make_commitment_verdict,
    make_decision,
    make_item,
    make_meeting,
    make_milestone,
    make_moderation,
    make_move,
    make_programme,
    make_request,
    make_review,
    make_sealed_report,
    make_suggestion,
    make_verified,
)

ON = date(2026, 11, 1)


@pytest.fixture
def review(cast):
    return make_review(opened_on=ON)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def brought(review, on=ON):
    """(section, cause, subject) of what the records bring beside what always stands."""
    return [
        (matter.section, matter.cause, matter.subject)
        for matter in matters(review, on)
        if matter.cause != "standing"
    ]


def only(review, cause, on=ON):
    [matter] = [each for each in matters(review, on) if each.cause == cause]
    return matter


def test_two_matters_stand_on_every_agenda(review):
    found = [matter.subject for matter in matters(review, ON)]

    assert found == ["standing/chair", "standing/minutes"]


def test_last_minutes_are_named_where_a_review_was_held(review):
    make_meeting(make_review(year=3, opened_on=DAY, meeting_number="1/2568"))

    matter = next(m for m in matters(review, ON) if m.subject == "standing/minutes")

    assert matter.background.th == ("การประชุมทบทวนปีที่ 3 ครั้งที่ 1/2568 เมื่อวันที่ 1 ตุลาคม 2569")
    assert matter.background.en == (
        "The review of year 3, meeting 1/2568, held on 1 October 2026"
    )


def test_an_open_action_point_arises_with_owner_day_and_count(review):
    point = make_action_point(make_decision(3), due_on=date(2026, 10, 20))
    carrying = ActionStep(
        action_point=point,
        kind="carried",
        review=make_review(year=3),
        effective_on=date(2026, 10, 2),
    )
    verbs.add(carrying, by=None)

    matter = only(review, "action")

    assert matter.section == "arising"
    assert matter.subject == f"programmes.actionpoint/{point.sequence}"
    assert matter.title.th == "ติดตามมติที่ 3/2569: จัดทำรายงานสรุป"
    assert matter.title.en == "Decision 3/2569: Write a summary"
    assert "20 ตุลาคม 2569" in matter.background.th
    assert "เกินกำหนด" in matter.background.th
    assert matter.background.en.endswith(
        "Past its day on 1 November 2026. Carried over 1 time."
    )


def test_what_this_meeting_gave_is_no_matter_of_its_own_agenda(review):
    make_action_point(make_decision(item=make_item(review)), due_on=ON)

    assert brought(review) == []


def test_a_milestone_past_its_date_is_considered(review, nan):
    milestone = make_milestone(nan, due=date(2030, 6, 10))
    make_move(milestone, date(2030, 6, 20))

    found = matters(review, date(2030, 7, 1))
    matter = next(m for m in found if m.subject == f"cities.milestone/{milestone.pk}")

    assert matter.section == "consider"
    assert matter.city == nan
    assert "กำหนดปัจจุบัน: 20 มิถุนายน 2573 กำหนดเดิม: 10 มิถุนายน 2573" in matter.background.th
    assert "Re-dated 1 time." in matter.background.en


def test_a_later_date_asked_for_is_considered(review, nan):
    milestone = make_milestone(nan, due=date(2027, 1, 10), is_key=True)
    request = make_request(milestone, date(2027, 3, 31), reason="documents", note="รอ")

    matter = only(review, "request")

    assert matter.subject == f"cities.reforecastrequest/{request.sequence}"
    assert matter.background.en == (
        "From 10 January 2027 to 31 March 2027. Reason: documents or data not "
        "ready. Asked for on 1 October 2026. รอ"
    )


def test_a_disputed_duty_is_considered(review, cast):
    duty = Commitment.objects.duties().filter(agency__code="dasta").first()
    dasta, cea = (cast[code].agencies.get() for code in ("dasta", "cea"))
    report = make_commitment_report(duty, agency=dasta, by=cast["dasta"])
    make_commitment_verdict(
        report,
        agency=cea,
        by=cast["cea"],
        verdict="disputed",
        reason_th="ไม่มีหลักฐาน",
        reason_en="No proof",
    )

    matter = only(review, "dispute")

    assert matter.subject == f"programmes.commitment/{duty.code}"
    assert matter.background.th.endswith("โต้แย้งเมื่อวันที่ 1 ตุลาคม 2569: ไม่มีหลักฐาน")
    assert matter.background.en.endswith("on 1 October 2026: No proof")


def test_stale_readings_are_told_by_city_as_counts(review, nan, cast):
    make_verified(nan, "R1.1", on=date(2025, 9, 1), by=cast["cea"])
    make_verified(nan, "R1.2", on=date(2026, 9, 1), by=cast["cea"])

    matter = only(review, "stale")

    assert (matter.section, matter.subject) == ("inform", "stale/nan")
    assert "1 ตัว" in matter.background.th
    assert matter.background.en.startswith("On 1 November 2026 1 of ")
    assert matter.background.en.endswith("was due for review.")


def test_readiness_is_told_where_it_changed_within_the_window(review, nan, cast):
    make_verified(nan, "R1.1", on=date(2023, 1, 1), by=cast["cea"])
    make_verified(nan, "R1.1", level=3, on=date(2024, 1, 1), by=cast["cea"])
    make_verified(nan, "R1.2", level=3, on=date(2025, 1, 1), by=cast["cea"])

    matter = only(review, "readiness")

    assert matter.subject == "readiness/nan"
    assert matter.background.en.startswith("On 24 June 2023: ")
    assert "On 24 June 2024: " in matter.background.en


def test_nothing_is_told_of_a_readiness_that_did_not_change(review, nan, cast):
    make_verified(nan, "R1.1", on=date(2023, 1, 1), by=cast["cea"])

    assert [row for row in brought(review) if row[1] == "readiness"] == []


def test_change_is_told_since_the_last_review_that_was_held(cast):
    last = make_meeting(make_review(year=3, opened_on=DAY), on=date(2023, 9, 1))
    review = make_review(year=4)

    assert span(review, last, ON) == (date(2023, 9, 1), date(2024, 6, 24))
    assert span(review, None, ON) == (date(2023, 6, 24), date(2024, 6, 24))
    assert span(review, None, date(2023, 12, 1))[1] == date(2023, 12, 1)


def test_a_review_held_after_the_window_is_no_beginning_of_it(cast):
    last = make_meeting(make_review(year=3, opened_on=DAY), on=date(2026, 9, 1))

    assert span(make_review(year=4), last, ON)[0] == date(2023, 6, 24)


def test_a_suggestion_without_a_final_answer_is_considered(review, nan):
    waiting = make_suggestion(nan)
    answered = make_suggestion(nan, "NAN-2/2569")
    for suggestion, kind in ((waiting, "considered"), (answered, "adopted")):
        step = SuggestionStep(suggestion=suggestion, kind=kind, effective_on=DAY)
        verbs.add(step, by=None)

    assert brought(review) == [
        ("consider", "suggestion", f"cities.suggestion/{waiting.sequence}")
    ]
    assert only(review, "suggestion").background.th.startswith(
        "ได้รับเมื่อวันที่ 1 ตุลาคม 2569 ("
    )


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (None, "its words are in the staff's list alone"),
        ("withheld", "its words are in the staff's list alone"),
        ("shown", "Signs, please"),
    ],
)
def test_agenda_says_what_the_public_may_read_of_a_suggestion(
    review, nan, verdict, words
):
    row = make_suggestion(nan, channel="web", text="โทร 08 0000 0000")
    if verdict:
        make_moderation(row, verdict, shown_text="ขอป้าย", other_text="Signs, please")

    told = only(review, "suggestion").background.en

    assert told == f"Received on 1 October 2026 (this website): {words}"


def test_long_words_are_cut_to_what_the_agenda_holds(review):
    make_action_point(text_th="ก" * 2000, text_en="")

    title = only(review, "action").fields()["title_th"]

    assert title.endswith("…")
    assert len(title) < 300


def test_gathered_again_it_adds_what_is_new_and_touches_nothing(review, nan, cast):
    make_suggestion(nan)
    first = gather_agenda(review, by=cast["secretary"], on=ON)
    edited = first[-1]
    edited.title_th = "ตามที่แก้ไข"
    edited.change(by=cast["secretary"], fields=["title_th"])
    make_suggestion(nan, "NAN-2/2569")

    again = gather_agenda(review, by=cast["secretary"], on=ON)

    assert [item.title_en for item in again] == ["Suggestion NAN-2/2569 (Nan)"]
    edited.refresh_from_db()
    assert edited.title_th == "ตามที่แก้ไข"
    assert missing(review, matters(review, ON)) == []


def test_what_was_taken_off_is_not_brought_again(review, nan, cast):
    make_suggestion(nan)
    dropped = gather_agenda(review, by=cast["secretary"], on=ON)[-1]
    dropped.drop(by=cast["secretary"], reason="ตอบแล้ว", on=ON)

    assert gather_agenda(review, by=cast["secretary"], on=ON) == []


def test_what_is_no_longer_so_is_named_and_stays(review, nan, cast):
    suggestion = make_suggestion(nan)
    item = gather_agenda(review, by=cast["secretary"], on=ON)[-1]
    make_item(review, title_th="เรื่องที่เสนอ")
    step = SuggestionStep(suggestion=suggestion, kind="adopted", effective_on=DAY)
    verbs.add(step, by=None)

    assert gone(review, matters(review, ON)) == [item]
    assert item in review.items.listed()


def test_sample_data_marks_what_it_brings(cast):
    review = make_review(is_sample=True)

    items = gather_agenda(review, by=None, on=ON)

    assert {item.is_sample for item in items} == {True}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_cities(
    count, facts, cast, django_assert_num_queries
):
    programme = make_programme(signed_on=date(2025, 1, 1))
    for number in range(count):
        city = make_city(f"city-{number}", name_th=f"เมือง {number}")
        _target(programme, city, number)
        make_milestone(city, due=date(2030, 6, 10))
        key = make_milestone(city, code="key", due=date(2031, 1, 1), is_key=True)
        make_request(key, date(2031, 3, 1))
        make_suggestion(city, f"C-{number}/2569")
        make_verified(city, "R1.1", on=date(2025, 6, 1), by=cast["cea"])
    review = make_review(programme, year=1)

    with django_assert_num_queries(36):
        found = matters(review, date(2030, 7, 1))

    assert len(found) == 2 + 5 * count


@pytest.mark.parametrize("count", [3, 30])
def test_queries_of_gathering_do_not_grow_with_what_it_adds(
    review, nan, cast, count, django_assert_num_queries
):
    for number in range(count):
        make_suggestion(nan, f"NAN-{number}/2569")

    with django_assert_num_queries(49):
        added = gather_agenda(review, by=cast["secretary"], on=ON)

    assert [item.position for item in added] == [*range(1, count + 3)]


def test_each_matter_that_is_gathered_has_its_entry(review, nan, cast):
    make_suggestion(nan)
    before = latest()

    added = gather_agenda(review, by=cast["secretary"], on=ON)

    entries = LogEntry.objects.filter(sequence__gt=before).order_by("sequence")
    told = [(entry.verb, entry.subject_id, entry.about) for entry in entries]
    assert told == [("create", str(item.pk), review.key()) for item in added]
    assert first_fault() is None


def _target(programme, city, number):
    target = programme.targets.model(
        programme=programme,
        city=city,
        code=f"T{number}",
        goal="submitted",
        due_on=date(2027, 1, 1),
        precision="year",
        words_th="เป้าหมาย",
        words_en="Target",
    )
    verbs.create(target, by=None)


# The order of the sections


def items(*sections):
    return [AgendaItem(section=section, title_th=section) for section in sections]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "six",
            [
                "1 chair",
                "2 minutes",
                "3 arising 3.1",
                "4 inform 4.1",
                "5 consider",
                "6 other",
            ],
        ),
        ("five", ["1 chair", "2 minutes", "3 inform 3.1 3.2", "4 consider", "5 other"]),
    ],
)
def test_sections_are_numbered_in_either_form(form, expected):
    found = in_sections(items("inform", "arising"), form)

    assert [
        " ".join([str(number), section, *(label for label, _item in rows)])
        for number, section, rows in found
    ] == expected


def test_matters_arising_come_first_among_those_for_information():
    [(_n, _s, rows)] = [
        row for row in in_sections(items("inform", "arising"), "five") if row[2]
    ]

    assert [item.section for _label, item in rows] == ["arising", "inform"]


# What is done with one matter


def test_a_matter_moves_within_its_section_alone(review, cast):
    first, second = make_item(review, position=1), make_item(review, position=2)
    make_item(review, section="other", position=3)

    second.move(1, by=cast["secretary"])
    second.move(-1, by=cast["secretary"])

    assert list(review.items.filter(section="consider")) == [second, first]


@pytest.mark.parametrize("count", [3, 30])
def test_queries_of_a_move_do_not_grow_with_the_section(
    review, cast, count, django_assert_num_queries
):
    rows = [make_item(review, position=place) for place in range(count)]

    with django_assert_num_queries(28):
        rows[1].move(1, by=cast["secretary"])

    moved = list(review.items.all())
    assert moved == [rows[0], rows[2], rows[1], *rows[3:]]
    assert [row.position for row in moved] == list(range(count))


def test_a_move_tells_the_ledger_of_the_two_that_traded_places(review, cast):
    first, second, _third = (make_item(review, position=place) for place in range(3))
    before = latest()

    second.move(-1, by=cast["secretary"])

    entries = LogEntry.objects.filter(sequence__gt=before).order_by("sequence")
    told = [(entry.verb, entry.subject_id) for entry in entries]
    assert told == [("move", str(second.pk)), ("move", str(first.pk))]


def test_a_matter_with_a_decision_is_not_taken_off(review, cast):
    item = make_item(review)
    make_decision(item=item)

    with pytest.raises(ValidationError) as refused:
        item.drop(by=cast["secretary"], reason="ซ้ำ")

    assert refused.value.code == "decided"


@pytest.mark.slow
def test_a_sealed_year_keeps_its_agenda(cast):
    review = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"]).review

    with pytest.raises(ValidationError) as refused:
        gather_agenda(review, by=cast["secretary"])

    assert refused.value.code == "sealed"


def test_a_matter_is_named_in_the_readers_language(review):
    item = make_item(review)

    with translation.override("en"):
        assert str(item) == "A matter to consider"
