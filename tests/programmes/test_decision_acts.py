"""What a decision does: each act alone, several in one step, and nothing by halves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import Agency, City, SuggestionStep
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from programmes.actions import (
    ActRefusedError,
    Amend,
    AnswerSuggestion,
    ChangeTarget,
    GiveActionPoint,
    RuleOnRequest,
    apply_decision,
)
from programmes.amending import withdraw_amendment
from programmes.decision_register import register
from programmes.models import (
    ActionPoint,
    AgendaItem,
    Amendment,
    Decision,
    Programme,
    Target,
    TargetChange,
)
from tests.cities.test_concurrency import at_once
from tests.factories import (
    DAY,
    make_action_point,
    make_amendment,
    make_city,
    make_decision,
    make_item,
    make_meeting,
    make_milestone,
    make_paper,
    make_programme,
    make_request,
    make_review,
    make_suggestion,
    make_user,
)

DUE, LATER = date(2030, 6, 30), date(2030, 9, 30)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(facts):
    return make_user("officer", role="officer")


@pytest.fixture
def secretary(facts):
    return make_user("secretary", role="secretary")


def new_decision(number=1, **fields):
    defaults = {
        "programme": Programme.objects.newest(),
        "number": number,
        "year": 2569,
        "kind": "circulation",
        "text_th": "เห็นชอบ",
        "text_en": "Agreed",
        "effective_on": DAY,
    }
    return Decision(**{**defaults, **fields})


def rule(nan, officer, **fields):
    key = make_milestone(nan, due=DUE, is_key=True)
    return RuleOnRequest(make_request(key, LATER, by=officer), **fields)


def change():
    target = Target.objects.filter(city__slug="nan").first()
    said = {"words_th": "ยื่นภายในปี 2573", "words_en": "Submitted by 2030"}
    return ChangeTarget(
        TargetChange(target=target, due_on=DUE, precision="day", **said)
    )


def unchanged():
    target = Target.objects.filter(city__slug="nan").first()
    names = ("due_on", "precision", "words_th", "words_en")
    said = {name: getattr(target, name) for name in names}
    return ChangeTarget(TargetChange(target=target, **said))


def extend(due_on=LATER):
    return Amend(
        Amendment(
            programme=Programme.objects.newest(),
            number=1,
            kind="extension",
            text_th="ขยายเวลา",
            text_en="A longer term",
            due_on=due_on,
        )
    )


def give(due_on=LATER, **owner):
    owner = owner or {"agency": Agency.objects.get(code="dasta")}
    return GiveActionPoint(ActionPoint(text_th="จัดทำแผน", due_on=due_on, **owner))


def answer(nan, kind="adopted", **reason):
    kind = SuggestionStep.Kind(kind)
    return AnswerSuggestion(make_suggestion(nan), kind, **reason)


def deeds_of(decision):
    with translation.override("en"):
        [entry] = register(Decision.objects.filter(pk=decision.pk))
    return [(deed.kind, deed.words) for deed in entry.deeds]


def test_target_is_changed_and_carries_the_number(secretary):
    decision = apply_decision(new_decision(), acts=[change()], by=secretary)

    [row] = decision.target_changes.all()
    assert (row.due_on, row.effective_on) == (DUE, DAY)
    assert deeds_of(decision) == [
        ("target", "Changed the target of Nan: Submitted by 2030 (30 June 2030)")
    ]


def test_amendment_has_the_decisions_number_and_paper(secretary):
    paper = make_paper()

    decision = apply_decision(new_decision(paper=paper), acts=[extend()], by=secretary)

    [row] = decision.amendments.all()
    assert (row.paper, row.effective_on) == (paper, DAY)
    assert Programme.objects.newest().end(DAY).day == LATER
    assert deeds_of(decision) == [
        ("amendment", "Amended the agreement, no. 1: A longer term")
    ]


def test_action_point_is_given_from_the_day_of_the_decision(nan, secretary):
    decision = apply_decision(new_decision(), acts=[give(city=nan)], by=secretary)

    [row] = decision.action_points.all()
    assert (row.owner(), row.effective_on, row.owner_key()) == (nan, DAY, "city-nan")
    assert row.get_absolute_url().endswith(f"/action-points/{row.sequence}/")


@pytest.mark.parametrize(
    ("kind", "reason", "words"),
    [
        ("adopted", {}, "Adopted the suggestion NAN-1/2569, Nan"),
        (
            "declined",
            {"reason_th": "ไม่มีงบประมาณ"},
            "Declined the suggestion NAN-1/2569, Nan",
        ),
    ],
)
def test_suggestion_is_answered(nan, secretary, kind, reason, words):
    act = answer(nan, kind, **reason)

    decision = apply_decision(new_decision(), acts=[act], by=secretary)

    step = act.suggestion.newest()
    assert (step.kind, step.decision) == (kind, "mou-2563 1/2569")
    assert decision.effects.get().answer == step
    assert deeds_of(decision) == [(kind, words)]


@pytest.mark.parametrize(
    ("fields", "deed"),
    [
        (
            {"is_approved": True},
            (
                "approved",
                "Moved the date of Letter of endorsement, Nan, to 30 September 2030",
            ),
        ),
        (
            {"is_approved": False, "note": "ยังพอมีเวลา"},
            (
                "refused",
                "Refused a later date of Letter of endorsement, Nan: 30 September 2030",
            ),
        ),
    ],
)
def test_request_is_ruled_on(nan, officer, secretary, fields, deed):
    act = rule(nan, officer, **fields)

    decision = apply_decision(new_decision(), acts=[act], by=secretary)

    assert deeds_of(decision) == [deed]


def test_all_is_done_in_one_step(nan, officer, secretary):
    acts = [
        rule(nan, officer, is_approved=True),
        change(),
        extend(),
        give(),
        give(city=nan),
        answer(nan),
    ]

    decision = apply_decision(new_decision(), acts=acts, by=secretary)

    assert [kind for kind, _words in deeds_of(decision)] == [
        "approved",
        "adopted",
        "target",
        "amendment",
    ]
    assert decision.action_points.count() == 2
    assert first_fault() is None


@pytest.mark.parametrize("place", range(5))
def test_one_act_that_is_refused_leaves_nothing_of_the_others(
    nan, officer, secretary, place
):
    """Whichever of them it is, the first or the last."""
    acts = [
        rule(nan, officer, is_approved=True),
        change(),
        extend(),
        give(),
        answer(nan),
    ]
    bad = [
        rule(City.objects.get(slug="sukhothai"), secretary, is_approved=True),
        unchanged(),
        extend(due_on=date(2020, 7, 1)),
        give(due_on=DAY - timedelta(days=1)),
        AnswerSuggestion(acts[4].suggestion, SuggestionStep.Kind.DECLINED),
    ]
    acts[place] = bad[place]
    before = LogEntry.objects.count()

    with pytest.raises(ActRefusedError) as refusal:
        apply_decision(new_decision(), acts=acts, by=secretary)

    assert refusal.value.act is bad[place]
    assert LogEntry.objects.count() == before
    assert Decision.objects.count() == 0


def test_decision_of_a_meeting_stands_under_its_matter(secretary):
    review = make_meeting(until="invited")
    item = review.items.first()
    decision = new_decision(kind="meeting", item=item)

    apply_decision(decision, by=secretary)

    assert item.decisions.get() == decision


@pytest.mark.parametrize(
    ("change_item", "code"),
    [
        (lambda item: item.drop(by=None, reason="ถอนเรื่อง"), "blocked"),
        (lambda item: None, "other-day"),
    ],
)
def test_meeting_decides_on_its_day_and_its_agenda(secretary, change_item, code):
    review = make_meeting(until="invited")
    item = review.items.first()
    change_item(item)
    day = DAY if code == "blocked" else DAY + timedelta(days=1)
    decision = new_decision(kind="meeting", item=item, effective_on=day)

    with pytest.raises(ValidationError) as refusal:
        apply_decision(decision, by=secretary)

    errors = getattr(refusal.value, "error_dict", {}).get("effective_on")
    assert code == (errors[0].code if errors else "blocked")
    assert Decision.objects.count() == 0


def test_meeting_decides_for_its_own_agreement(secretary):
    item = make_meeting(until="invited").items.first()
    decision = new_decision(kind="meeting", item=item, programme=make_programme())

    with pytest.raises(ValidationError) as refusal:
        apply_decision(decision, by=secretary)

    assert refusal.value.code == "other-agreement"


def test_nobody_decides_at_a_meeting_that_was_not_called(secretary):
    item = make_item(make_review())

    with pytest.raises(ValidationError) as refusal:
        apply_decision(new_decision(kind="meeting", item=item), by=secretary)

    assert len(refusal.value.messages) == 2


def test_decision_that_did_nothing_is_taken_back_and_keeps_its_number(secretary):
    decision = apply_decision(new_decision(), by=secretary)

    decision.withdraw(by=secretary, reason="ป้อนซ้ำ")

    programme = Programme.objects.newest()
    assert Decision.objects.standing().count() == 0
    assert Decision.objects.next_number(programme, 2569) == 2
    with pytest.raises(ValidationError):
        decision.withdraw(by=secretary, reason="ป้อนซ้ำ")


def test_decision_of_a_meeting_is_taken_back_too(secretary):
    item = make_meeting(until="invited").items.first()
    decision = new_decision(kind="meeting", item=item)
    apply_decision(decision, by=secretary)

    decision.withdraw(by=secretary, reason="ป้อนซ้ำ")

    assert Decision.objects.standing().count() == 0


def test_decision_that_acted_is_not_taken_back(secretary):
    decision = apply_decision(new_decision(), acts=[give()], by=secretary)

    with pytest.raises(ValidationError) as refusal:
        decision.withdraw(by=secretary, reason="ป้อนซ้ำ")

    assert refusal.value.code == "acted"


def test_decision_that_was_taken_back_gives_nothing(secretary):
    decision = apply_decision(new_decision(), by=secretary)
    decision.withdraw(by=secretary, reason="ป้อนซ้ำ")

    with pytest.raises(ValidationError) as refusal:
        give().apply(decision, by=secretary)

    assert refusal.value.code == "gone"


def test_action_point_is_given_later_under_a_matter_of_a_meeting(secretary):
    item = make_meeting(until="held").items.first()
    decision = make_decision(item=item)

    give().apply(decision, by=secretary)

    assert decision.action_points.count() == 1


def test_day_ahead_is_refused_unless_that_day_is_asked_for(secretary):
    ahead = date(2031, 1, 1)
    decision = new_decision(year=2574, effective_on=ahead)

    with pytest.raises(ValidationError) as refusal:
        apply_decision(decision, by=secretary)
    apply_decision(decision, by=secretary, on=ahead)

    assert set(refusal.value.error_dict) == {"effective_on"}
    assert Decision.objects.count() == 1


def test_numbers_begin_anew_with_each_year_and_agreement(secretary):
    programme = Programme.objects.newest()
    make_decision(4)
    make_decision(7, year=2568)

    following = Decision.objects.next_number

    assert following(programme, 2569) == 5
    assert following(programme, 2568) == 8
    assert following(programme, 2570) == 1
    assert following(make_programme(), 2569) == 1


def test_idle_are_those_without_an_act_and_an_action_point(secretary):
    idle = make_decision(1)
    busy = make_action_point(make_decision(2)).decision

    assert list(Decision.objects.idle()) == [idle]
    assert list(Decision.objects.acted()) == [busy]


def test_two_that_enter_one_number_at_once_get_it_once(emptied_after):
    make_city()
    programme = make_programme()
    secretary = make_user("secretary")

    def enter(_number):
        decision = new_decision(programme=programme)
        try:
            apply_decision(decision, by=secretary)
        except ValidationError:
            return "refused"
        return "entered"

    results = at_once(enter)

    assert sorted(set(results)) == ["entered", "refused"]
    assert results.count("entered") == 1
    assert Decision.objects.count() == 1


def test_matter_taken_off_since_the_page_was_opened_is_not_decided_on(secretary):
    review = make_meeting(until="invited")
    item = review.items.first()
    AgendaItem.objects.get(pk=item.pk).drop(by=None, reason="x")
    row = Decision(
        programme=review.programme,
        number=1,
        year=2569,
        kind="meeting",
        item=item,
        text_th="ก",
        text_en="A",
        effective_on=DAY,
    )

    with pytest.raises(ValidationError):
        apply_decision(row, by=secretary)

    assert not Decision.objects.exists()


def test_decision_whose_amendment_was_taken_back_did_nothing(secretary):
    decision = make_decision()
    amendment = make_amendment(decision=decision)
    known = latest()
    withdraw_amendment(amendment, by=secretary, reason="x")

    assert [*Decision.objects.acted()] == []
    assert decision.is_idle()
    [entry] = register(Decision.objects.all())
    assert entry.deeds == ()
    [then] = Decision.objects.all().with_deeds(known)
    assert [*then.amendments.all()] == [amendment]
